//! Code that is being typed: what is finished keeps working.

use crate::{
    code::{Place, app},
    editor::{Diagnostic, editor},
};

/// Arguments in states that one types through.
const STATES: [&str; 9] = [
    "",
    "or",
    "origins =",
    "origins = [",
    "origins = [\"https://",
    "origins = dyn",
    "policy =",
    "policy = shop::",
    "origins = \"*\", meth",
];

#[test]
fn the_body_is_completed_in_every_state() {
    for state in STATES {
        let open = state.matches('[').count() - state.matches(']').count();
        let quote = if state.matches('"').count() % 2 == 1 {
            "\""
        } else {
            ""
        };
        let arguments = format!("{state}{quote}{}", "]".repeat(open));
        let code = Place::Handler
            .with(&arguments)
            .replace("id.to_string", "id.into_in$0");
        let completions = editor().completions(&code);
        let is_there = completions
            .iter()
            .any(|one| one.label.starts_with("into_inner"));
        assert!(is_there, "{arguments}");
    }
}

#[test]
fn a_broken_policy_takes_no_other_with_it() {
    for broken in [
        "pub static",
        "pub static NEW",
        "static NEW =",
        "static NEW = ;",
        "static NEW: X = {}",
    ] {
        let code = |mark: &str| {
            let first = "/// The first.\nstatic FIRST = { origins = \"*\" };";
            let second = "/// The second.\nstatic SECOND = { origins = \"*\" };";
            let policies = format!("policy! {{ {first}\n{broken}\n{second} }}");
            app(&format!(
                "{policies}\n#[cors(policy = {mark})]\n#[get(\"/\")]\nasync fn read() -> &'static str {{ \"\" }}\n"
            ))
        };
        for (mark, documentation) in [("FI$0RST", "The first."), ("SEC$0OND", "The second.")] {
            let shown = editor().hover(&code(mark));
            assert!(shown.contains(documentation), "{broken}, {mark}: {shown}");
        }
        let found = editor().diagnostics(&code("FIRST"));
        assert_eq!(found.len(), 1, "{broken}: {found:?}");
        assert!(
            found[0].message.contains("help: write `policy! {"),
            "{found:?}"
        );
    }
}

#[test]
fn a_half_typed_signature_has_no_error_of_the_attribute() {
    for function in [
        "async fn read(",
        "async fn read(id: ) -> String { String::new() }",
        "pub async fn read(id: web::Path<u32>) -> { String::new() }",
        "async fn",
    ] {
        let code = app(&format!(
            "#[cors(origins = \"*\")]\n#[get(\"/\")]\n{function}\n"
        ));
        let found = editor().diagnostics(&code);
        let is_syntax = |one: &Diagnostic| one.message.starts_with("Syntax Error");
        assert!(!found.is_empty(), "{function}");
        assert!(found.iter().all(is_syntax), "{function}: {found:?}");
    }
}
