//! What this project is built from, read from `cargo metadata`: where each dependency comes from, under which licence,
//! what of it runs while it is compiled, and that nothing of ours is unsafe or reads the network or the clock when it
//! is built. `docs/dependencies.md` is the list; `UPDATE_EXPECT=1` writes it anew.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot ask cargo fails loudly"
)]

mod licence;
mod list;
mod packages;

use std::fs;

use self::{
    licence::is_allowed,
    packages::{Package, Packages},
};

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// What a build script must not do: a package would depend on the day or the place of its build.
const READS_THE_WORLD: [&str; 5] = ["SystemTime", "Instant", "std::net", "TcpStream", "Command"];

#[test]
fn every_dependency_comes_from_the_registry() {
    for package in Packages::read().dependencies() {
        assert_eq!(package.source(), Some(REGISTRY), "{}", package.name());
    }
}

#[test]
fn every_dependency_has_a_licence_that_is_allowed() {
    for package in Packages::read().dependencies() {
        let licence = package.licence();
        assert!(is_allowed(licence), "{}: {licence}", package.name());
    }
}

#[test]
fn the_list_of_dependencies_is_up_to_date() {
    let list = list::markdown(&Packages::read());
    expect_test::expect_file!["../../../docs/dependencies.md"].assert_eq(&list);
}

#[test]
fn no_package_of_ours_may_contain_unsafe_code() {
    let root = fs::read_to_string("../Cargo.toml").unwrap();
    assert!(root.contains("\nunsafe_code = \"forbid\"\n"));
    for package in Packages::read().members() {
        let manifest = fs::read_to_string(package.manifest()).unwrap();
        let forbids = [
            "[lints]\nworkspace = true",
            "[lints.rust]\nunsafe_code = \"forbid\"",
        ];
        assert!(
            forbids.iter().any(|lints| manifest.contains(lints)),
            "{}",
            package.name()
        );
        if package.is_published() {
            for root in package.roots() {
                let text = fs::read_to_string(root).unwrap();
                assert!(text.contains("\n#![forbid(unsafe_code)]\n"), "{root}");
            }
        }
    }
}

#[test]
fn build_scripts_of_ours_are_of_no_published_crate_and_read_neither_network_nor_clock() {
    let packages = Packages::read();
    let with_scripts: Vec<&Package> = packages
        .members()
        .filter(|package| package.build_script().is_some())
        .collect();
    for package in with_scripts {
        assert!(!package.is_published(), "{}", package.name());
        let script = fs::read_to_string(package.build_script().unwrap()).unwrap();
        for word in READS_THE_WORLD {
            assert!(!script.contains(word), "{}: {word}", package.name());
        }
    }
}
