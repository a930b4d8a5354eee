//! The places of violations, and what an environment variable repeats.

use proc_macro2::TokenStream;
use quote::quote;

use crate::{corpus::Expansions, expand_cors};

/// The rules that the attribute of a handler breaks, in the order of the source.
fn broken(arguments: TokenStream) -> Vec<String> {
    let item = quote!(
        #[put("/")]
        async fn handler() {}
    );
    let messages = Expansions::of(expand_cors(arguments, &item)).messages;
    let rule = |text: &str| Some(text.split_once("rule `")?.1.split_once('`')?.0.to_string());
    let rules = messages.iter().map(|message| rule(&message.text).unwrap());
    rules.collect()
}

#[test]
fn a_variable_that_is_named_twice_is_reported_once() {
    for origins in [
        quote!([env("A"), env("A")]),
        quote!([
            env("A", default = ["https://a.example"]),
            "https://b.example",
            env("B"),
            env("A")
        ]),
    ] {
        let found = broken(quote!(origins = #origins));
        assert_eq!(found, ["duplicate-origin"], "{origins}");
        let found = broken(quote!(origins = #origins, allow = ["duplicate-origin"]));
        assert!(found.is_empty(), "{origins}: {found:?}");
    }
    assert!(broken(quote!(origins = [env("A"), env("B")])).is_empty());
}

#[test]
fn a_default_may_repeat_what_is_beside_its_variable() {
    for origins in [
        quote!([
            "https://a.example",
            env("A", default = ["https://a.example"])
        ]),
        quote!([
            "https://*.a.example",
            env("A", default = ["https://b.a.example"])
        ]),
        quote!([
            env("A", default = ["https://a.example"]),
            env("B", default = ["https://a.example"])
        ]),
    ] {
        let found = broken(quote!(origins = #origins));
        assert!(found.is_empty(), "{origins}: {found:?}");
    }
    let default = quote!(env(
        "A",
        default = ["https://a.example", "https://a.example"]
    ));
    let found = broken(quote!(origins = ["https://b.example", #default]));
    assert_eq!(found, ["duplicate-origin"]);
}

#[test]
fn what_a_handler_adds_is_at_fault_for_a_conflict_with_its_module() {
    // At `credentials`, which is behind `max_age`.
    for module in [
        quote!(origins = ["http://a.example"]),
        quote!(policy = P, origins = ["http://a.example"]),
    ] {
        let found = broken(quote!(
            max_age = 90_000,
            credentials,
            __module(#module)
        ));
        let expected = ["max-age-out-of-range", "insecure-origin-with-credentials"];
        assert_eq!(found, expected);
    }
    // At the attribute as a whole, which is before its first argument.
    assert_eq!(
        broken(quote!(max_age = 90_000, credentials)),
        ["missing-origins", "max-age-out-of-range"]
    );
}
