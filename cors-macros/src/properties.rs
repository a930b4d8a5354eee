//! Properties of every expansion: the macro never panics, its output parses, and the item is in it.

use proc_macro2::{TokenStream, TokenTree};
use proptest::{
    prelude::*,
    test_runner::{Config, RngSeed},
};
use syn::{File, Item};

use crate::expand_cors;

/// Words of arguments, and words that are not.
const WORDS: [&str; 40] = [
    "origins",
    "methods",
    "allow_headers",
    "expose_headers",
    "max_age",
    "credentials",
    "policy",
    "enforce",
    "disabled",
    "dangerously_allow",
    "crate",
    "__module",
    "env",
    "dynamic",
    "=",
    "=",
    "=",
    ",",
    ",",
    ",",
    "::",
    "-",
    "#",
    "!",
    "GET",
    "put",
    "true",
    "600",
    "1.5",
    "600u8",
    "\"*\"",
    "\"https://app.example.com\"",
    "\"https://*.example.com/\"",
    "\"null\"",
    "\"\"",
    "b\"x\"",
    "'x'",
    "'a",
    "insecure_origins",
    "ß",
];

/// Items below the attribute; random tokens replace `{}`.
const ITEMS: [&str; 8] = [
    "#[get(\"/\")] async fn handler() -> String { String::new() }",
    "#[route(\"/{id}\", method = \"GET\", method = \"PURGE\")] pub async fn handler() {}",
    "#[cors({})] #[routes] #[get(\"/\")] #[put(\"/\")] async fn handler() {}",
    "#[get({})] async fn handler() { {} }",
    "async fn handler(&self) {}",
    "pub struct handler { {} }",
    "pub mod handler { #[cors({})] #[get(\"/\")] async fn inner() {} }",
    "{} fn handler",
];

/// Balanced tokens of these words.
fn tokens() -> impl Strategy<Value = String> {
    let word = proptest::sample::select(&WORDS[..]).prop_map(String::from);
    let words =
        move || proptest::collection::vec(word.clone(), 0..6).prop_map(|words| words.join(" "));
    words().prop_recursive(3, 24, 4, move |inner| {
        let delimiters = proptest::sample::select(&[("(", ")"), ("[", "]"), ("{", "}")][..]);
        (
            words(),
            delimiters,
            proptest::collection::vec(inner, 0..4),
            words(),
        )
            .prop_map(|(before, (open, close), inner, behind)| {
                format!("{before} {open} {} {close} {behind}", inner.join(" "))
            })
    })
}

fn parsed(text: &str) -> Option<TokenStream> {
    text.parse().ok()
}

/// The same tokens on every run.
fn config() -> Config {
    Config {
        cases: 1_000,
        rng_seed: RngSeed::Fixed(0xC0_25),
        failure_persistence: None,
        ..Config::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_arguments_expand_and_keep_the_item(args in tokens(), item in proptest::sample::select(&ITEMS[..]), filling in tokens()) {
        let item = item.replace("{}", &filling);
        let (Some(args), Some(item)) = (parsed(&args), parsed(&item)) else {
            return Err(TestCaseError::reject("the lexer refuses it"));
        };
        let is_whole = defines_handler(&item);
        let expansion = expand_cors(args, &item);
        if is_whole {
            prop_assert!(defines_handler(&expansion), "{expansion}");
        } else {
            // Half-typed items stay as tokens.
            prop_assert!(has_name(expansion.clone()), "{expansion}");
        }
    }

    #[test]
    fn any_origin_expands_and_keeps_the_item(origin: String, credentials: bool) {
        let literal = proc_macro2::Literal::string(&origin);
        let credentials = if credentials { "credentials" } else { "" };
        let args = parsed(&format!("origins = [{literal}], {credentials}"));
        let item = parsed("#[get(\"/\")] async fn handler() {}").unwrap_or_default();
        let expansion = expand_cors(args.unwrap_or_default(), &item);
        prop_assert!(defines_handler(&expansion), "{expansion}");
    }
}

/// Whether the expansion parses, and has an item with the name.
fn defines_handler(expansion: &TokenStream) -> bool {
    let file = syn::parse2::<File>(expansion.clone());
    file.is_ok_and(|file| {
        file.items.iter().any(|item| match item {
            Item::Fn(item) => item.sig.ident == "handler",
            Item::Struct(item) => item.ident == "handler",
            Item::Mod(item) => item.ident == "handler",
            _ => false,
        })
    })
}

/// Whether the name is among the tokens; messages that contain it do not count.
fn has_name(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(name) => name == "handler",
        TokenTree::Group(group) => has_name(group.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
