//! Compile errors and warnings as users see them: one file for each rule, and a few with several
//! mistakes. `TRYBUILD=overwrite cargo test -p cors-tests --test ui` writes what the compiler says now.

#[test]
fn messages() {
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
