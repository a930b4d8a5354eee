//! What is reported about a route, and about a layer inside one.

use proc_macro2::TokenStream;
use quote::quote;

use crate::{
    corpus::{Expansions, Message},
    expand_cors,
};

/// Each message with its help, of the attribute above these, which are on a function.
fn reports(arguments: TokenStream, attributes: &str) -> Vec<String> {
    reports_on(arguments, &format!("{attributes} async fn handler() {{}}"))
}

/// The same, of the attribute on an item.
fn reports_on(arguments: TokenStream, item: &str) -> Vec<String> {
    let expansion = expand_cors(arguments, &item.parse().unwrap());
    let messages = Expansions::of(expansion).messages;
    messages.iter().map(Message::with_help).collect()
}

#[test]
fn a_route_is_read_as_actix_web_reads_it() {
    for (attributes, report) in [
        (
            "#[get]",
            "the route attribute has no path: write `#[get(\"/path\")]`",
        ),
        (
            "#[get(\"/\", method = \"PUT\")]",
            "unknown option of a route: the options are `name`, `guard`, `wrap`, and `method` of `#[route(..)]`",
        ),
        (
            "#[get(\"/\", name = 1)]",
            "options of a route take a string literal: write `#[get(\"/path\")]`",
        ),
        (
            "#[get(\"/\", guard = \"+\")]",
            "expected identifier: write `#[get(\"/path\")]`",
        ),
        (
            "#[route(\"/\")]",
            "`#[route(..)]` needs at least one `method`: write `method = \"GET\"` behind the path",
        ),
        (
            "#[route(\"/\", method = \"get\")]",
            "HTTP method must be in upper case: `get`: write `GET`",
        ),
        (
            "#[route(\"/\", method = \"\")]",
            "`#[route(..)]` takes methods of letters only, and not ``: write a method such as `GET`, or build the resource by hand with `.wrap(POLICY.layer())`",
        ),
        (
            "#[route(\"/\", method = \"m-search\")]",
            "`#[route(..)]` takes methods of letters only, and not `m-search`: write a method such as `GET`, or build the resource by hand with `.wrap(POLICY.layer())`",
        ),
        (
            "#[route(\"/\", method = \"M-SEARCH\")]",
            "`#[route(..)]` takes methods of letters only, and not `M-SEARCH`: write a method such as `GET`, or build the resource by hand with `.wrap(POLICY.layer())`",
        ),
        (
            "#[route(\"/\", method = \"GET\", method = \"GET\")]",
            "HTTP method `GET` is given twice: remove one of them",
        ),
        (
            "#[routes]",
            "`#[routes]` needs at least one method attribute below it: write one below it, such as `#[get(\"/\")]`",
        ),
        (
            "#[get(\"/\")] #[put(\"/\")]",
            "a second route attribute: write `#[routes]` above both",
        ),
        (
            "#[inline]",
            "`handler` has no route attribute: write one below `#[cors(..)]`, such as `#[get(\"/\")]`",
        ),
    ] {
        let found = reports(quote!(origins = "*"), attributes);
        assert_eq!(found, [report], "{attributes}");
    }
    for attributes in [
        "#[get(\"\")]",
        "#[get(\"no-slash\")]",
        "#[route(\"/\", method = \"GET\", method = \"PURGE\", name = \"any\")]",
        "#[routes] #[get(\"/a\")] #[get(\"/b\")]",
    ] {
        let found = reports(quote!(origins = "*"), attributes);
        assert!(found.is_empty(), "{attributes}: {found:?}");
    }
}

#[test]
fn a_path_begins_with_a_slash_unless_it_is_empty() {
    for (written, path) in [("/a", "/a"), ("a", "/a"), ("", "")] {
        let item = quote!(
            #[get(#written)]
            async fn handler() {}
        );
        let expansion = expand_cors(quote!(origins = "*"), &item).to_string();
        let route = format!("Route :: new ({path:?} ,");
        assert!(expansion.contains(&route), "{written}");
    }
}

#[test]
fn a_layer_is_refused_in_a_route_without_a_policy() {
    let reports = |wrap: &str| {
        reports(
            quote!(disabled),
            &format!("#[get(\"/\", wrap = \"{wrap}\")]"),
        )
    };
    let refused = reports("SITES.layer()");
    let message = "no preflight reaches a layer inside a route: write `#[cors(policy = SITES)]`";
    assert!(refused[0].starts_with(message), "{refused:?}");
    for wrap in ["SITES.layer(1)", "SITES.other()", "layer()", "SITES"] {
        let found = reports(wrap);
        assert!(found.is_empty(), "{wrap}: {found:?}");
    }
}

#[test]
fn a_half_typed_function_is_left_to_the_compiler() {
    for function in [
        "async fn handler(body: ) {}",
        "pub async fn handler",
        "pub const unsafe extern fn",
    ] {
        let found = reports_on(quote!(origins = "*"), &format!("#[get(\"/\")] {function}"));
        assert!(found.is_empty(), "{function}: {found:?}");
    }
    for (item, message) in [
        (
            "pub struct Handler;",
            "expected a handler function, found `struct`",
        ),
        (
            "async handler() {}",
            "the `cors` attribute is not on a handler",
        ),
        ("get!();", "the `cors` attribute is not on a handler"),
    ] {
        let found = reports_on(quote!(origins = "*"), item);
        let help =
            "write `#[cors(..)]` above the route attribute of a function, as in `#[get(\"/\")]`";
        assert_eq!(found, [format!("{message}: {help}")], "{item}");
    }
}
