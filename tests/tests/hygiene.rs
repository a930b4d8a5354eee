//! What `#[cors]` writes is silent under the strictest lints, in every edition, whatever names mean.

use std::{fmt::Write as _, path::Path};

use cors_tests::compiler::{self, Fixture};

const LINTS: &str = "//! Handlers.\n\
    #![deny(warnings, missing_docs, unused, unexpected_cfgs, unused_qualifications, clippy::all, clippy::pedantic)]\n\
    #![forbid(unsafe_code)]\n\
    // What every handler is to clippy, with or without us.\n\
    #![allow(clippy::unused_async)]\n";

/// All that every edition compiles.
const MODULES: [&str; 8] = [
    "plain",
    "many_origins",
    "no_implicit_prelude",
    "shadowed",
    "from_macro_rules",
    "governed_warnings",
    "conditions",
    "shared_policies",
];

#[test]
fn generated_code_is_silent_in_edition_2018() {
    assert_silence(
        "clippy",
        "hygiene-2018",
        "2018",
        &compiler::runtime(),
        &MODULES,
    );
}

#[test]
fn generated_code_is_silent_in_edition_2021() {
    assert_silence(
        "clippy",
        "hygiene-2021",
        "2021",
        &compiler::runtime(),
        &MODULES,
    );
}

#[test]
fn generated_code_is_silent_in_edition_2024() {
    assert_silence(
        "clippy",
        "hygiene-2024",
        "2024",
        &compiler::runtime(),
        &MODULES,
    );
}

#[test]
fn the_runtime_may_have_another_name() {
    let renamed = compiler::runtime().replace(
        "cors-runtime = {",
        "renamed-cors = { package = \"cors-runtime\",",
    );
    assert_ne!(renamed, compiler::runtime());
    assert_silence("clippy", "hygiene-renamed", "2024", &renamed, &["renamed"]);
}

/// A build gets what a check does not: the words for editors, and the list of routes.
#[test]
fn generated_code_of_a_build_is_silent_in_every_edition() {
    for edition in ["2018", "2021", "2024"] {
        let name = format!("hygiene-build-{edition}");
        assert_silence("build", &name, edition, &compiler::runtime(), &MODULES);
    }
}

fn assert_silence(command: &str, name: &str, edition: &str, dependencies: &str, modules: &[&str]) {
    let mut code = LINTS.to_string();
    for module in modules {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/hygiene/{module}.rs"));
        let _ = writeln!(code, "#[path = \"{}\"]\npub mod {module};", file.display());
    }
    let found = compiler::diagnostics(
        command,
        &Fixture {
            name,
            edition,
            dependencies,
            code: &code,
        },
    );
    let found: Vec<String> = found
        .iter()
        .map(|one| format!("{} (at `{}`)", one.text, one.pointed_at))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n\n"));
}
