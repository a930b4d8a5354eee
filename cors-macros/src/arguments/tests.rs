//! Arguments that the corpus of compile errors does not have, and what is reported about them.

mod misplaced;
mod notations;

use proc_macro2::{Delimiter, Group, TokenStream};
use quote::quote;

use super::{
    Argument, CorsArgs, OriginsArgument,
    conditions::{self, Arguments},
    value_of,
};
use crate::{
    corpus::{Expansions, Message},
    diagnostics::Diagnostics,
    expand_cors,
};

/// Each message with its help, of the attribute on a handler.
fn reports(arguments: &str) -> Vec<String> {
    let item = quote!(
        #[put("/")]
        async fn handler() {}
    );
    let expansion = expand_cors(arguments.parse().unwrap(), &item);
    let messages = Expansions::of(expansion).messages;
    messages.iter().map(Message::with_help).collect()
}

#[test]
fn values_of_the_wrong_form_have_a_help() {
    for (arguments, report) in [
        (
            "origins = <Sites as Listed>::ALL",
            "argument `origins` takes a list of strings: write `origins = [\"https://app.example.com\"]`",
        ),
        (
            "origins = [std::env::var(\"SITES\")]",
            "argument `origins` takes a list of strings: write `env(\"SITES\")`: the server reads the variable when it starts",
        ),
        (
            "origins = vec![FIRST, SECOND]",
            "argument `origins` takes a list of strings: write `origins = [FIRST, SECOND]`",
        ),
        (
            "origins = env(\"SITES\", default = [])",
            "the second argument of `env` is `default`, a list of strings: write `env(\"SITES\", default = [\"http://localhost:3000\"])`",
        ),
        (
            "origins = env(\"SITES\", others = [\"https://a.example\"])",
            "the second argument of `env` is `default`, a list of strings: write `env(\"SITES\", default = [\"https://a.example\"])`",
        ),
        (
            "origins = [dynamic(SITES)]",
            "`dynamic` is not an entry of a list: write `origins = dynamic(SITES)`",
        ),
        (
            "origins = [\"https://a.example\", dynamic(crate::SITES)]",
            "`dynamic` cannot be combined with other origins: write `origins = dynamic(crate::SITES)`, and add the others to `crate::SITES`",
        ),
        (
            "origins = [dynamic()]",
            "`dynamic` is not an entry of a list: write `origins = dynamic(ORIGINS)`",
        ),
        (
            "origins = dynamic(|origin| origin.ends_with(\".example\"))",
            "`dynamic` takes the path of a `static`: write `dynamic(ORIGINS)`, and the function as the `OriginSource` of that `static`",
        ),
        (
            "origins = dynamic(<Sites as Listed>::ALL)",
            "`dynamic` takes the path of a `static`: write `dynamic(ORIGINS)`",
        ),
        (
            "\"https://a.example.com, https://b.example.com\"",
            "the value `\"https://a.example.com, https://b.exampl` has no argument name: write it after the name of an argument, as in `max_age = 600`",
        ),
        (
            "origins = [\"https://a.example\" => true]",
            "a comma is missing: write `,` before this",
        ),
        (
            "origins = \"*\", allow_headers = [content type length]",
            "a comma is missing: write `,` before this",
        ),
        (
            "origins = \"*\", methods = [-PUT]",
            "argument `methods` takes a list of methods: write `methods = [GET, PUT]`",
        ),
        (
            "origins = \"*\", max_age = !60",
            "argument `max_age` takes a number of seconds: write `max_age = 600`",
        ),
        (
            "origins = \"*\", max_age = 60.5",
            "`60.5` is not a whole number of seconds: write whole seconds from 0 to 86400, such as `max_age = 600`",
        ),
        (
            "origins = sites()",
            "argument `origins` takes a list of strings: write `origins = [\"https://app.example.com\"]`",
        ),
        (
            "origins = \"*\", max_age: (60)",
            "argument `max_age` is followed by a colon: write `max_age = (60)`",
        ),
        ("ZZZZ", "unknown argument `ZZZZ`: write `policy = ZZZZ`"),
        (
            "origins = \"*\", methods = [M-SEARCH]",
            "`M-SEARCH` is not in quotes: write `\"M-SEARCH\"`",
        ),
        (
            "origins = \"*\", allow_headers = [*]",
            "`*` is not in quotes: write `\"*\"`",
        ),
        (
            "policy = FIRST - SECOND",
            "argument `policy` takes the path of a named policy: write `policy = FIRST`",
        ),
        (
            "origins = dynamic(SITES, name = \"app::SITES\")",
            "`dynamic` takes the path of one `static`, and nothing else: write `dynamic(SITES)`",
        ),
        (
            "policy = <Sites as Listed>::POLICY",
            "argument `policy` takes the path of a named policy: write `policy = PARTNERS`",
        ),
    ] {
        assert_eq!(reports(arguments), [report], "{arguments}");
    }
}

#[test]
fn an_unknown_name_that_cannot_be_a_policy_gets_the_list_of_arguments() {
    for arguments in ["zzzz", "X", "ZZZZ = 1"] {
        let name = arguments.split(' ').next().unwrap();
        let start = format!("unknown argument `{name}`: the arguments are `origins`, ");
        assert!(reports(arguments)[0].starts_with(&start), "{arguments}");
    }
}

#[test]
fn an_argument_of_the_route_attribute_belongs_there() {
    for (arguments, help) in [
        ("guard = \"is_new\"", "`#[get(\"/\", guard = \"…\")]`"),
        (
            "wrap = \"Logger::default()\"",
            "`#[get(\"/\", wrap = \"…\")]`",
        ),
        ("name = \"users\"", "`#[get(\"/\", name = \"…\")]`"),
        ("path = \"/users\"", "`#[get(\"/\")]`"),
    ] {
        let name = arguments.split(' ').next().unwrap();
        let report =
            format!("unknown argument `{name}`: write it in the route attribute, as in {help}");
        assert_eq!(reports(arguments)[0], report);
    }
}

#[test]
fn attributes_elsewhere_than_on_an_entry_are_reported() {
    for arguments in [
        "#[cfg(test)] disabled",
        "origins = [env(#[cfg(test)] \"SITES\")]",
        "origins = [\"https://a.example\" #[cfg(test)]]",
    ] {
        let report = "an attribute that is not on an entry of a list: write the whole attribute for each case, as in \
                      `#[cfg_attr(debug_assertions, cors(..))]`";
        assert_eq!(reports(arguments), [report], "{arguments}");
    }
}

#[test]
fn reports_are_in_the_order_of_the_source_after_those_about_the_whole() {
    let reports = |arguments| -> Vec<String> {
        let reports = reports(arguments).into_iter();
        reports
            .map(|report| report.split(": ").next().unwrap().into())
            .collect()
    };
    assert_eq!(
        reports("max_age = [60]"),
        [
            "no origin is named",
            "argument `max_age` takes a number of seconds"
        ]
    );
    assert_eq!(
        reports("origins = [1], #[cfg(test)] credentials"),
        [
            "argument `origins` takes a list of strings",
            "an attribute that is not on an entry of a list"
        ]
    );
}

#[test]
fn arguments_over_the_limits_have_no_conditions() {
    let arguments = format!(
        "origins = [#[cfg(test)] {}\"https://a.example\"]",
        "- ".repeat(80)
    );
    let arguments: TokenStream = arguments.parse().unwrap();
    let read = conditions::read(arguments.clone(), &mut Diagnostics::default());
    assert!(matches!(read, Arguments::Unconditional(_)));
    let (_, conditions) = conditions::unconditional(arguments);
    assert!(conditions.is_empty());
}

/// The arguments, in which nothing is wrong.
fn args(arguments: &TokenStream) -> CorsArgs {
    let mut diagnostics = Diagnostics::default();
    let args = CorsArgs::parse(arguments.clone(), &mut diagnostics);
    assert!(diagnostics.is_empty(), "{arguments}");
    args
}

#[test]
fn fragments_of_another_macro_are_read_as_their_tokens() {
    let fragment = |tokens| Group::new(Delimiter::None, tokens);
    let list = fragment(quote!(["https://a.example"]));
    let argument = fragment(quote!(origins = #list));
    assert!(args(&quote!(#argument, credentials)).has(Argument::Origins));
}

#[test]
fn hidden_arguments_are_read() {
    assert!(args(&quote!(__broken)).is_broken);
    assert!(args(&quote!(__if_route)).is_if_route);
    assert!(args(&quote!(__last)).is_last);
    let named = args(&quote!(policy = super::path, __policy_name = "PARTNERS"));
    assert_eq!(named.policy_name.as_deref(), Some("PARTNERS"));
    let sources = args(&quote!(
        origins = dynamic(super::path, __name = "app::SITES")
    ));
    let Some(OriginsArgument::Dynamic(_, name)) = value_of(sources.origins.as_ref()) else {
        panic!("another form of origins");
    };
    assert_eq!(name, "app::SITES");
}

#[test]
fn the_path_of_the_runtime_is_not_about_the_policy() {
    assert!(args(&quote!(disabled, crate = renamed)).is_disabled());
}

#[test]
fn inherited_arguments_are_not_the_items_own() {
    let args = args(&quote!(
        max_age = 60,
        crate = renamed,
        __module(origins = "*")
    ))
    .with_inherited();
    let own: Vec<_> = args.own().map(|(argument, _)| argument).collect();
    assert_eq!(own, [Argument::MaxAge]);
    assert!(args.has(Argument::Origins));
}
