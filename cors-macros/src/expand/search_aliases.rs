//! The names under which rustdoc's search finds a handler: its path, a method with a path, a response header.

use std::collections::BTreeSet;

use cors_rules::PolicyFacts;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Expr, ExprLit, Lit, LitStr, Meta, Token, ext::IdentExt as _, punctuated::Punctuated};

use crate::item::{Handler, Route};

/// The attribute with the names that the handler does not have already.
pub(super) fn attribute(handler: &Handler, route: &Route, facts: &PolicyFacts) -> TokenStream {
    let aliases = aliases(handler, route, facts);
    if aliases.is_empty() {
        return TokenStream::new();
    }
    // Not for editors, which show aliases in lists of names.
    quote!(#[cfg_attr(doc, doc(alias(#(#aliases),*)))])
}

fn aliases(handler: &Handler, route: &Route, facts: &PolicyFacts) -> Vec<String> {
    let mut known = aliases_of_the_user(handler);
    known.insert(handler.signature.ident.unraw().to_string());

    let by_route = route.entries.iter().flat_map(|entry| {
        let with_method = |method| format!("{method} {}", entry.path);
        std::iter::once(entry.path.clone()).chain(entry.methods.iter().map(with_method))
    });
    by_route
        .chain(headers(facts).into_iter().map(ToString::to_string))
        .filter(|alias| is_accepted(alias) && known.insert(alias.clone()))
        .collect()
}

/// The CORS response headers that the policy can send.
fn headers(facts: &PolicyFacts) -> Vec<&'static str> {
    let PolicyFacts {
        origins: _,
        methods: _,
        allow_headers,
        expose_headers,
        max_age,
        credentials,
        enforce: _,
        ..
    } = facts;
    let sent = [
        ("Access-Control-Allow-Origin", true),
        ("Access-Control-Allow-Methods", true),
        ("Access-Control-Allow-Credentials", *credentials),
        ("Access-Control-Allow-Headers", !allow_headers.is_empty()),
        ("Access-Control-Expose-Headers", !expose_headers.is_empty()),
        ("Access-Control-Max-Age", max_age.is_some()),
    ];
    sent.into_iter()
        .filter_map(|(name, is_sent)| is_sent.then_some(name))
        .collect()
}

/// Whether the compiler accepts the alias; another one would be an error in the user's build.
fn is_accepted(alias: &str) -> bool {
    let is_refused = |sign: char| {
        matches!(sign, '\'' | '"') || sign.is_control() || (sign.is_whitespace() && sign != ' ')
    };
    !alias.is_empty() && alias.trim() == alias && !alias.contains(is_refused)
}

/// Aliases that are already on the handler: the compiler warns about duplicates.
fn aliases_of_the_user(handler: &Handler) -> BTreeSet<String> {
    let lists = handler
        .attributes_named(&["doc"])
        .filter_map(|attribute| match &attribute.meta {
            Meta::List(list) => list
                .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
                .ok(),
            Meta::Path(_) | Meta::NameValue(_) => None,
        });
    lists
        .flatten()
        .filter(|meta| meta.path().is_ident("alias"))
        .flat_map(|meta| alias_texts(&meta))
        .collect()
}

/// The texts of `alias = ".."` or of `alias("..", "..")`.
fn alias_texts(alias: &Meta) -> Vec<String> {
    match alias {
        Meta::NameValue(pair) => match &pair.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            }) => vec![text.value()],
            _ => Vec::new(),
        },
        Meta::List(list) => list
            .parse_args_with(Punctuated::<LitStr, Token![,]>::parse_terminated)
            .map(|texts| texts.iter().map(LitStr::value).collect())
            .unwrap_or_default(),
        Meta::Path(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use cors_rules::OriginFacts;

    use super::*;

    #[test]
    fn aliases_are_unique_and_accepted_by_the_compiler() {
        let mut handler: Handler = syn::parse_quote! {
            #[doc(alias = "GET /a")]
            #[doc(alias("Access-Control-Allow-Origin", "other"))]
            #[routes]
            #[get("/a")]
            #[get("/it's")]
            async fn read() {}
        };
        let route = Route::take(&mut handler.attributes).unwrap().unwrap();
        let facts = PolicyFacts::of_origins(OriginFacts::Any);
        let aliases = aliases(&handler, &route, &facts);
        assert_eq!(aliases, ["/a", "Access-Control-Allow-Methods"]);
    }

    #[test]
    fn only_aliases_that_the_compiler_accepts_are_written() {
        for alias in ["/a", "GET /a", "/a/{id}", "/ä"] {
            assert!(is_accepted(alias), "{alias:?}");
        }
        for alias in [
            "",
            " /a",
            "/a ",
            "/it's",
            "/\"a\"",
            "/a\tb",
            "/a\u{a0}b",
            "/a\0b",
        ] {
            assert!(!is_accepted(alias), "{alias:?}");
        }
    }
}
