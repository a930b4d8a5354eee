//! `docs/dependencies.md`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use crate::packages::{Package, Packages};

/// What runs at build time, and what it does: a build script by what was read in it, as `name: what`.
const BUILD_TIME: &str = include_str!("build_time.txt");

const HEAD: &str = "\
# Dependencies

Every crate that is compiled with this project, why it is here, its licence, and what of it runs while it is compiled.
`UPDATE_EXPECT=1 cargo test -p cors-tests --test supply_chain` writes this page from `cargo metadata`; the test fails where
it is out of date, where a crate does not come from crates.io, where a licence is not one of those that it lists, and where a
build script or a macro has no line in `tests/tests/supply_chain/build_time.txt`. Why a crate that we name ourselves is
here is said in `Cargo.toml`; every other one is brought by those in the second column.

A build script runs on the machine that compiles, and so does a procedural macro. Those below were read; none of them
opens a network connection.
";

/// The whole page.
pub(crate) fn markdown(packages: &Packages) -> String {
    let published = packages.members().filter(|package| package.is_published());
    let published = names(&packages.closure(published));
    let reasons = reasons();
    let mut text = HEAD.to_owned();
    let is_used: BTreeSet<_> = packages.dependencies().map(Package::name).collect();
    for name in reasons.keys() {
        assert!(
            is_used.contains(name),
            "nothing depends on `{name}` any more"
        );
    }
    for (title, is_in) in [
        (
            "Of the published crates, with every feature that the tests use",
            true,
        ),
        ("Of tests, examples and benchmarks alone", false),
    ] {
        write!(
            text,
            "\n## {title}\n\n| crate | brought by | licence | at build time |\n|---|---|---|---|\n"
        )
        .unwrap();
        for (name, versions) in by_name(packages) {
            if published.contains(name) == is_in {
                row(&mut text, packages, name, &versions, &reasons);
            }
        }
    }
    several_versions(&mut text, packages);
    text
}

fn names<'a>(packages: &[&'a Package]) -> BTreeSet<&'a str> {
    packages.iter().map(|package| package.name()).collect()
}

fn by_name(packages: &Packages) -> BTreeMap<&str, Vec<&Package>> {
    let mut all: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for package in packages.dependencies() {
        all.entry(package.name()).or_default().push(package);
    }
    all
}

fn reasons() -> BTreeMap<&'static str, &'static str> {
    let lines = BUILD_TIME.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_once(": ").unwrap()).collect()
}

fn row(
    text: &mut String,
    packages: &Packages,
    name: &str,
    versions: &[&Package],
    reasons: &BTreeMap<&str, &str>,
) {
    let licences: BTreeSet<_> = versions.iter().map(|package| package.licence()).collect();
    let licences: Vec<_> = licences.into_iter().collect();
    let runs = versions
        .iter()
        .any(|package| package.is_macro() || package.build_script().is_some());
    let what = match (runs, reasons.get(name)) {
        (true, Some(what)) => what,
        (false, None) => "",
        (true, None) => panic!(
            "`{name}` runs code at build time: read it, and say what it does in build_time.txt"
        ),
        (false, Some(_)) => panic!("`{name}` runs nothing at build time any more"),
    };
    let brought_by = users(packages, |used| used.name() == name).join(", ");
    let licences = licences.join("; ");
    writeln!(text, "| `{name}` | {brought_by} | {licences} | {what} |").unwrap();
}

/// The first three packages, by name, that depend on such a one.
fn users(packages: &Packages, is_used: impl Fn(&Package) -> bool) -> Vec<String> {
    let all = packages.members().chain(packages.dependencies());
    let users: BTreeSet<_> = all
        .filter(|user| packages.of(user).any(&is_used))
        .map(Package::name)
        .collect();
    let more = users.len().saturating_sub(3);
    let mut names: Vec<_> = users
        .iter()
        .take(3)
        .map(|name| format!("`{name}`"))
        .collect();
    if more > 0 {
        names.push(format!("{more} more"));
    }
    names
}

/// Crates of which several lines are compiled: none of them is ours to unite.
fn several_versions(text: &mut String, packages: &Packages) {
    text.push_str(
        "\n## Several versions of one crate\n\nEach is asked for by a crate that is not ours, except `syn` 3, which our macros are written with.\n\n| crate | version | asked for by |\n|---|---|---|\n",
    );
    for (name, versions) in by_name(packages) {
        let lines: BTreeSet<_> = versions.iter().map(|package| package.line()).collect();
        if lines.len() < 2 {
            continue;
        }
        for line in lines {
            let users = users(packages, |used| used.name() == name && used.line() == line);
            writeln!(text, "| `{name}` | {line} | {} |", users.join(", ")).unwrap();
        }
    }
}
