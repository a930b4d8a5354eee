//! The names of the macros, and of what they write.

use crate::{
    code::{Place, app, with_attribute},
    editor::editor,
};

#[test]
fn the_attribute_shows_its_summary_and_its_arguments() {
    for attribute in [
        "#[co$0rs(origins = \"*\")]",
        "#[cors_runtime::co$0rs(origins = \"*\")]",
    ] {
        let shown = editor().hover(&with_attribute(attribute));
        assert!(shown.contains("its CORS policy"), "{shown}");
        assert!(
            shown.contains("|`max_age = 600`|How many seconds"),
            "{shown}"
        );
    }
    let shown = editor().hover(
        &Place::Module
            .with("origins = \"*\"")
            .replace("#[cors", "#[co$0rs"),
    );
    assert!(shown.contains("its CORS policy"), "{shown}");
}

#[test]
fn policy_shows_its_summary_and_its_arguments() {
    let shown = editor().hover(&app("pol$0icy! { static EDITED = { origins = \"*\" }; }"));
    assert!(shown.contains("Names policies"), "{shown}");
    assert!(
        shown.contains("|`max_age = 600`|How many seconds"),
        "{shown}"
    );
}

#[test]
fn route_table_shows_its_summary() {
    let shown = editor().hover("#![doc = cors_runtime::route_$0table!()]\n");
    assert!(
        shown.contains("A table of every annotated route"),
        "{shown}"
    );
    let shown = editor().hover("use cors_runtime::route_ta$0ble;\n");
    assert!(
        shown.contains("A table of every annotated route"),
        "{shown}"
    );
}

#[test]
fn a_handler_is_completed_by_its_name() {
    let code = Place::Handler.with("origins = \"*\", max_age = 60");
    let completions = editor().completions(&format!(
        "{code}fn routes() {{ App::new().service(put$0) }}"
    ));
    let labels: Vec<_> = completions.iter().map(|one| one.label.as_str()).collect();
    let of_the_handler = labels.iter().filter(|label| label.starts_with("put_user"));
    assert_eq!(of_the_handler.collect::<Vec<_>>(), [&"put_user"]);
}
