//! What a program with a `#[cors]` handler compiles beside actix-web.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot ask cargo fails loudly"
)]

use std::{collections::BTreeSet, process::Command};

/// Crates more than actix-web's own; a proc-macro's dependencies count too.
const MOST_CRATES: usize = 10;

#[test]
fn few_crates_are_added_to_those_of_actix_web() {
    let framework = crates("actix-web");
    let added: BTreeSet<_> = &crates("cors-runtime") - &framework;
    assert!(added.contains("cors-macros"), "{added:?}");
    assert!(added.len() <= MOST_CRATES, "{added:?}");
}

/// Compiled into functions, the public suffix list is larger than all else; it is data in `cors-rules`.
#[test]
fn the_compiled_suffix_list_is_for_tests_only() {
    assert!(!crates("cors-runtime").contains("psl"));
}

fn crates(package: &str) -> BTreeSet<String> {
    let cargo = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "--edges=normal",
            "--prefix=none",
            "--format={p}",
        ])
        .args(["--package", package])
        .output()
        .unwrap();
    assert!(cargo.status.success(), "{cargo:?}");
    let names = String::from_utf8(cargo.stdout).unwrap();
    let names = names.lines().filter_map(|line| line.split_once(' '));
    names.map(|(name, _)| name.into()).collect()
}
