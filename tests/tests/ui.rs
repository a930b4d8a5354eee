//! Compile errors and warnings as users see them: one file for each rule, and a few with several
//! mistakes. `TRYBUILD=overwrite cargo test -p cors-tests --test ui` writes what the compiler says now.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot run the compiler fails loudly"
)]

use std::process::Command;

/// The release whose words and underlines the `.stderr` files hold, letter by letter.
const COMPILER: &str = "rustc 1.95.";

#[test]
fn messages() {
    assert_compiler();
    let tests = trybuild::TestCases::new();
    for folder in [
        "origins",
        "methods",
        "headers",
        "max-age",
        "opt-outs",
        "placement",
        "conditions",
        "values",
        "keeps_item",
        "policies",
        "modules",
        "merged",
        "run_time",
        "all_at_once",
    ] {
        tests.compile_fail(format!("tests/ui/{folder}/*.rs"));
    }
}

/// Another release prints some errors in other words: then every file differs, and none of them is wrong.
fn assert_compiler() {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".into());
    let output = Command::new(rustc).arg("--version").output().unwrap();
    let version = String::from_utf8(output.stdout).unwrap();
    assert!(
        version.starts_with(COMPILER),
        "the messages are those of {COMPILER}, and this is {version}: run the test with that release, or set \
         `COMPILER` and rewrite the files with `TRYBUILD=overwrite`"
    );
}
