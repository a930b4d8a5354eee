//! Paths in the arguments: each leads to the user's item and to nothing else.

use crate::{
    code::{Place, app},
    editor::editor,
};

/// An argument with a path, the definition that it leads to, and its documentation.
const PATHS: [(&str, &str, &str); 4] = [
    (
        "policy = PART$0NERS",
        "pub static PARTNERS = ",
        "Partner sites.",
    ),
    (
        "policy = shop::READ$0ERS",
        "pub static READERS = ",
        "Anyone may read.",
    ),
    (
        "policy = sh$0op::READERS",
        "pub mod shop {",
        "Policies of the shop.",
    ),
    (
        "origins = dynamic(CUST$0OMERS)",
        "pub static CUSTOMERS: ",
        "The customers' sites.",
    ),
];

#[test]
fn a_path_leads_to_the_users_item_alone() {
    let mut editor = editor();
    for place in Place::ALL {
        for (argument, definition, _) in PATHS {
            let found = editor.definitions(&place.with(argument));
            assert_eq!(found.len(), 1, "{place:?}, {argument}: {found:?}");
            assert!(
                found[0].starts_with(definition),
                "{place:?}, {argument}: {found:?}"
            );
        }
    }
}

#[test]
fn a_path_shows_the_documentation_of_the_users_item_alone() {
    let mut editor = editor();
    for place in Place::ALL {
        for (argument, _, documentation) in PATHS {
            let shown = editor.hover(&place.with(argument));
            assert!(
                shown.contains(documentation),
                "{place:?}, {argument}: {shown}"
            );
            // Where the item is, and its declaration.
            let blocks = shown.matches("```rust").count();
            assert_eq!(blocks, 2, "{place:?}, {argument}: {shown}");
        }
    }
}

#[test]
fn a_path_leads_there_while_other_arguments_replace_parts_of_the_policy() {
    let handlers = "#[cors(max_age = 60)] #[get(\"/a\")] async fn a() -> &'static str { \"\" }\n\
                    #[get(\"/b\")] async fn b() -> &'static str { \"\" }";
    let module = format!("#[cors(policy = PART$0NERS)] mod api {{ use super::*; {handlers} }}");
    let found = editor().definitions(&app(&module));
    assert_eq!(found.len(), 1, "{found:?}");

    let own = Place::Handler.with("policy = PART$0NERS, methods = [PUT], max_age = 60");
    let found = editor().definitions(&own);
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn policies_and_their_modules_are_completed() {
    let mut editor = editor();
    for place in Place::ALL {
        for (half_typed, expected) in [
            ("policy = $0", "PARTNERS"),
            ("policy = PAR$0", "PARTNERS"),
            ("policy = PAR$0, max_age = 60", "PARTNERS"),
            ("policy = sh$0", "shop"),
            ("policy = shop::$0", "READERS"),
            ("policy = shop::RE$0", "READERS"),
            ("origins = dynamic($0)", "CUSTOMERS"),
            ("origins = dynamic(CU$0)", "CUSTOMERS"),
        ] {
            let completions = editor.completions(&place.with(half_typed));
            let found = completions.iter().find(|one| one.label == expected);
            let found = found.unwrap_or_else(|| panic!("{place:?}, {half_typed}: {expected}"));
            assert!(!found.documentation.is_empty(), "{place:?}, {half_typed}");
        }
    }
}
