//! Errors and warnings before any build.

use crate::{
    code::{Place, app, with_attribute},
    editor::editor,
};

#[test]
fn good_code_has_no_diagnostics() {
    let mut editor = editor();
    for place in Place::ALL {
        for arguments in [
            "origins = \"*\"",
            "policy = PARTNERS",
            "policy = shop::READERS, max_age = 60",
            "origins = dynamic(CUSTOMERS), credentials",
            "origins = [\"https://a.example\", env(\"MORE\")], dangerously_allow = [], allow = []",
        ] {
            let found = editor.diagnostics(&place.with(arguments));
            assert!(found.is_empty(), "{place:?}, {arguments}: {found:?}");
        }
    }
}

#[test]
fn an_error_about_the_whole_attribute_is_shown_at_the_attribute() {
    for (code, message, pointed_at) in [
        (with_attribute("#[cors]"), "no origin is named", "cors"),
        (with_attribute("#[cors()]"), "no origin is named", "cors()"),
        (
            with_attribute("#[cors(credentials)]"),
            "no origin is named",
            "cors(credentials)",
        ),
        (
            Place::Module.with("credentials"),
            "no origin is named",
            "cors(credentials)",
        ),
        (
            Place::NamedPolicy.with("credentials"),
            "no origin is named",
            "EDITED",
        ),
    ] {
        let found = editor().diagnostics(&code);
        let [only] = found.as_slice() else {
            panic!("one error in {code}: {found:?}");
        };
        assert!(only.message.starts_with(message), "{only:?}");
        assert_eq!(only.pointed_at, pointed_at, "{message}");
    }
}

#[test]
fn a_mistake_is_one_error_at_its_token() {
    let mut editor = editor();
    for place in Place::ALL {
        for (arguments, pointed_at) in [
            ("orig", "orig"),
            (
                "origins = [\"https://a.example/\"]",
                "\"https://a.example/\"",
            ),
            ("origins = \"*\", credentials", "\"*\""),
            ("origins = \"*\", dangerously_allow = [null]", "null"),
            ("origins = dynamic()", "dynamic"),
            ("policy =", "="),
            ("policy = PARTNERS, max_age = \"1\"", "\"1\""),
        ] {
            let found = editor.diagnostics(&place.with(arguments));
            let [only] = found.as_slice() else {
                panic!("one error, {place:?}, {arguments}: {found:?}");
            };
            assert_eq!(only.pointed_at, pointed_at, "{place:?}, {arguments}");
        }
    }
}

#[test]
fn an_error_inside_a_function_or_an_impl_is_shown() {
    let mut editor = editor();
    let read = "async fn read() -> &'static str { \"\" }";
    for (code, message, pointed_at) in [
        (
            format!("#[get(\"/\")]\n#[cors(origins = \"*\")]\n{read}\n"),
            "`read` has no route attribute",
            "read",
        ),
        (
            format!("fn outer() {{ #[cors(origins = [\"x\"])]\n#[get(\"/\")]\n{read} }}\n"),
            "origin `x` ",
            "\"x\"",
        ),
        (
            "struct Holder; impl Holder { #[cors(origins = \"*\")] async fn read(&self) {} }\n"
                .into(),
            "the method `read` is inside an `impl`",
            "read",
        ),
    ] {
        let found = editor.diagnostics(&app(&code));
        let [only] = found.as_slice() else {
            panic!("one error in {code}: {found:?}");
        };
        assert!(only.message.starts_with(message), "{only:?}");
        assert_eq!(only.pointed_at, pointed_at, "{message}");
    }
}

#[test]
fn the_place_of_a_warning_shows_the_warning_and_nothing_generated() {
    let arguments = "origins = [\"https://a.example\"], dangerously_allow = [null_or$0igin]";
    for place in [Place::Handler, Place::NamedPolicy] {
        let shown = editor().hover(&place.with(arguments));
        assert!(shown.contains("`null_origin` is not needed"), "{shown}");
        assert!(shown.contains("Allows the origin `null`"), "{shown}");
        assert!(!shown.contains("struct"), "{shown}");
    }
}
