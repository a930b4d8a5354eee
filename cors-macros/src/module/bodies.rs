//! The bodies of a module's items, and the route attributes in them: `#[cors] mod` annotates its own items only.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Attribute, Ident, Item, Meta, parse_quote};

use crate::item::{Kind, with_conditional};

/// The body of an item that functions can be in.
pub(super) struct Body<'a> {
    pub(super) name: String,
    pub(super) attributes: &'a [Attribute],
    pub(super) tokens: TokenStream,
}

impl<'a> Body<'a> {
    /// `None` if no handler of the program can be in it.
    pub(super) fn of(item: &'a Item) -> Option<Self> {
        match item {
            Item::Fn(item) if item.attrs.iter().any(is_for_tests) => None,
            Item::Fn(item) => Some(Self::named(&item.sig.ident, &item.attrs, &item.block)),
            Item::Const(item) => Some(Self::named(&item.ident, &item.attrs, &item.expr)),
            Item::Static(item) => Some(Self::named(&item.ident, &item.attrs, &item.expr)),
            Item::Trait(item) => {
                let functions = &item.items;
                let body = quote!(#(#functions)*);
                Some(Self::named(&item.ident, &item.attrs, &body))
            }
            Item::Impl(item) => {
                let functions = &item.items;
                Some(Self {
                    name: "impl".into(),
                    attributes: &item.attrs,
                    tokens: quote!(#(#functions)*),
                })
            }
            _ => None,
        }
    }

    fn named(name: &Ident, attributes: &'a [Attribute], body: &impl ToTokens) -> Self {
        Self {
            name: name.to_string(),
            attributes,
            tokens: body.to_token_stream(),
        }
    }
}

/// The first route attribute of each handler among the tokens.
pub(super) fn routes_among(tokens: TokenStream) -> Vec<Attribute> {
    let mut found = Vec::new();
    let mut has_route = false;
    let mut is_behind_hash = false;
    for token in tokens {
        let is_hash = matches!(&token, TokenTree::Punct(sign) if sign.as_char() == '#');
        match &token {
            TokenTree::Group(group)
                if is_behind_hash && group.delimiter() == Delimiter::Bracket =>
            {
                let route = route_among(group.stream()).filter(|_| !has_route);
                has_route |= route.is_some();
                found.extend(route);
            }
            TokenTree::Group(group) => {
                found.extend(routes_among(group.stream()));
                has_route = false;
            }
            _ => has_route &= is_hash,
        }
        is_behind_hash = is_hash;
    }
    found
}

/// The route attribute that the content of `#[..]` is, or has in a `cfg_attr`.
fn route_among(content: TokenStream) -> Option<Attribute> {
    let meta = syn::parse2::<Meta>(content).ok()?;
    let attributes = with_conditional(&[parse_quote!(#[#meta])]);
    attributes.into_iter().find(|one| Kind::of(one).is_some())
}

pub(super) fn is_for_tests(attribute: &Attribute) -> bool {
    let last = attribute.path().segments.last();
    last.is_some_and(|last| {
        let name = last.ident.to_string();
        matches!(name.as_str(), "test" | "rstest" | "test_case" | "bench")
            || name.ends_with("_test")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(text: &str) -> Vec<String> {
        let routes = routes_among(text.parse().unwrap());
        let paths = routes.iter().map(Attribute::path);
        paths
            .map(|path| path.to_token_stream().to_string().replace(' ', ""))
            .collect()
    }

    #[test]
    fn each_handler_in_a_body_is_found_once() {
        for (body, found) in [
            (
                "{ call(|| { #[get(\"/\")] async fn a() {} }) }",
                &["get"][..],
            ),
            (
                "#[routes] #[get(\"/\")] #[put(\"/\")] async fn a() {}",
                &["routes"],
            ),
            (
                "#[get(\"/\")] async fn a() {} #[inline] #[actix_web::put(\"/\")] pub fn b() {}",
                &["get", "actix_web::put"],
            ),
            ("#[cfg_attr(unix, post(\"/\"))] async fn a() {}", &["post"]),
            ("#[inline] fn a() { [get(\"/\")]; # }", &[]),
        ] {
            assert_eq!(paths(body), found, "{body}");
        }
    }

    #[test]
    fn functions_constants_statics_traits_and_impls_have_a_body() {
        for (item, name) in [
            ("fn a() {}", Some("a")),
            ("const A: u8 = { 0 };", Some("A")),
            ("static B: u8 = { 0 };", Some("B")),
            ("trait C { fn c() {} }", Some("C")),
            ("impl D { fn d() {} }", Some("impl")),
            ("#[test] fn e() {}", None),
            ("#[latest] fn e() {}", Some("e")),
            ("struct F;", None),
        ] {
            let item = syn::parse_str(item).unwrap();
            assert_eq!(Body::of(&item).map(|body| body.name).as_deref(), name);
        }
    }
}
