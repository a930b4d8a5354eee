//! Items of a `#[cors] mod` that may be route handlers and cannot inherit: each is a warning at its place.

use cors_rules::AttributeRule;
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::quote;
use syn::{Attribute, Item, ItemMacro, ItemMod, Meta, spanned::Spanned as _};

use super::{
    bodies::{Body, is_for_tests, routes_among},
    handlers::may_have_cors,
};
use crate::{
    arguments::path_text,
    diagnostics::shape_text,
    expand::warning,
    item::{Kind, METHOD_MACROS, is_built_in, with_conditional},
};

/// Macros that write no handlers.
const OTHER_MACROS: [&str; 8] = [
    "assert_impl_all",
    "assert_not_impl_any",
    "bitflags",
    "compile_error",
    "const_assert",
    "lazy_static",
    "policy",
    "thread_local",
];

/// Words in the names of route attributes.
const ROUTE_WORDS: [&str; 5] = ["endpoint", "handler", "operation", "route", "routes"];

/// Whether the module, or one inside, has such an item.
pub(crate) fn is_in(module: &ItemMod) -> bool {
    let mut items = module.content.iter().flat_map(|(_, items)| items);
    items.any(|item| match item {
        Item::Mod(inner) => is_in(inner),
        other => !warnings(other).is_empty(),
    })
}

/// Adds the warnings to the module; the path of `cors_runtime` is one from inside.
pub(crate) fn warn(module: &mut ItemMod, runtime: &TokenStream) {
    let Some((_, items)) = &mut module.content else {
        return;
    };
    let found = items.iter().flat_map(warnings);
    let warnings = found.map(|found| found.item(runtime));
    let warnings = quote!(#(#warnings)*);
    for item in items.iter_mut() {
        match item {
            // Modules with handlers, or with arguments of their own, have an attribute of their own.
            Item::Mod(inner) if !may_have_cors(&inner.attrs) => warn(inner, &from_inside(runtime)),
            _ => {}
        }
    }
    if !warnings.is_empty() {
        items.push(Item::Verbatim(warnings));
    }
}

/// The path from inside an inner module.
fn from_inside(path: &TokenStream) -> TokenStream {
    let first = path.clone().into_iter().next();
    let is_relative = matches!(first, Some(TokenTree::Ident(word)) if word == "super");
    let outside = is_relative.then(|| quote!(super::));
    quote!(#outside #path)
}

/// A warning about an item, under the item's attributes.
struct Uninherited<'a> {
    attributes: &'a [Attribute],
    span: Span,
    text: String,
}

impl Uninherited<'_> {
    fn item(&self, runtime: &TokenStream) -> TokenStream {
        warning::item(&self.text, self.span, self.attributes, runtime)
    }
}

/// The warnings about an item: it may be a handler that `#[cors]` cannot reach, and so may others in its body.
fn warnings(item: &Item) -> Vec<Uninherited<'_>> {
    warning(item).into_iter().chain(in_body(item)).collect()
}

/// The warning about the item itself.
fn warning(item: &Item) -> Option<Uninherited<'_>> {
    let (attributes, span, message, help) = match item {
        Item::Macro(call) => {
            let (span, message) = handlers_of_macro(call)?;
            let help = "write `#[cors(..)]` on the handlers in the macro, or `#[allow(deprecated)]` here if there are none";
            (call.attrs.as_slice(), span, message, help)
        }
        other => {
            let attributes = attributes_of(other)?;
            let (span, message) = handler_of_attribute(attributes)?;
            let help = "write one of actix-web's route attributes, or `#[allow(deprecated)]` here if it is not a route";
            (attributes, span, message, help)
        }
    };
    Some(Uninherited {
        attributes,
        span,
        text: shape_text(AttributeRule::NotInherited, &message, help),
    })
}

/// The warnings about handlers in the body of the item.
fn in_body(item: &Item) -> impl Iterator<Item = Uninherited<'_>> {
    let body = Body::of(item).into_iter();
    body.flat_map(|body| {
        let Body {
            name,
            attributes,
            tokens,
        } = body;
        let message = format!("a handler inside `{name}` does not inherit the policy");
        let help = format!(
            "move it out of `{name}`, or write `#[allow(deprecated)]` on `{name}` if it has a policy of its own"
        );
        let text = shape_text(AttributeRule::NotInherited, &message, &help);
        routes_among(tokens).into_iter().map(move |route| Uninherited {
            attributes,
            span: route.path().span(),
            text: text.clone(),
        })
    })
}

fn handlers_of_macro(call: &ItemMacro) -> Option<(Span, String)> {
    let path = &call.mac.path;
    let name = path.segments.last()?.ident.to_string();
    let is_definition = call.ident.is_some() || name == "macro_rules";
    if is_definition || OTHER_MACROS.contains(&name.as_str()) {
        return None;
    }
    let message = format!("handlers from `{name}!` do not inherit the policy");
    Some((path.span(), message))
}

fn handler_of_attribute(attributes: &[Attribute]) -> Option<(Span, String)> {
    let all = with_conditional(attributes);
    let is_reached = |one: &Attribute| Kind::of(one).is_some() || is_for_tests(one);
    if all.iter().any(is_reached) {
        return None;
    }
    let attribute = all.iter().find(|attribute| may_be_route(attribute))?;
    let path = attribute.path();
    let name = path_text(path);
    let message = format!("a handler below `#[{name}]` does not inherit the policy");
    Some((path.span(), message))
}

/// Whether a macro of this name and with these arguments probably registers a route.
fn may_be_route(attribute: &Attribute) -> bool {
    let path = attribute.path();
    let Some(last) = path.segments.last() else {
        return false;
    };
    let name = last.ident.to_string();
    let mut words = name.split('_');
    let is_named = words.any(|word| METHOD_MACROS.contains(&word) || ROUTE_WORDS.contains(&word));
    !is_built_in(path) && name != "trace" && (is_named || begins_with_path(attribute))
}

/// Whether the first argument is a string that is the path of a URL.
fn begins_with_path(attribute: &Attribute) -> bool {
    let Meta::List(list) = &attribute.meta else {
        return false;
    };
    let first = list.tokens.clone().into_iter().next();
    matches!(first, Some(TokenTree::Literal(text)) if text.to_string().starts_with("\"/"))
}

fn attributes_of(item: &Item) -> Option<&[Attribute]> {
    match item {
        Item::Fn(item) => Some(&item.attrs),
        Item::Struct(item) => Some(&item.attrs),
        Item::Enum(item) => Some(&item.attrs),
        Item::Impl(item) => Some(&item.attrs),
        Item::Trait(item) => Some(&item.attrs),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;
    use crate::expand_cors;

    fn has_warning(item: &str) -> bool {
        warning(&syn::parse_str(item).unwrap()).is_some()
    }

    #[test]
    fn items_that_may_be_handlers_have_a_warning() {
        for item in [
            "handlers!();",
            "include!(\"orders.rs\");",
            "#[secured_get(\"/\")] async fn handler() {}",
            "#[api::route] fn handler() {}",
            "#[test_route(\"/\")] async fn handler() {}",
            "#[latest(\"/\")] async fn handler() {}",
            "#[cfg_attr(all(), endpoint)] fn handler() {}",
            "#[other(\"/path\")] struct Handler;",
            "#[other(\"/path\")] enum Handler {}",
            "#[other(\"/path\")] impl Handler {}",
            "#[other(\"/path\")] trait Handler {}",
        ] {
            assert!(has_warning(item), "{item}");
        }
    }

    #[test]
    fn other_items_have_none() {
        for item in [
            "cors_runtime::policy! {}",
            "macro_rules! handlers { () => {} }",
            "define! named { () => {} }",
            "#[get(\"/\")] async fn handler() {}",
            "#[tokio::test] async fn get() {}",
            "#[rstest(\"/\")] async fn handler() {}",
            "#[wasm_bindgen_test(\"/\")] async fn handler() {}",
            "#[bench(\"/\")] async fn handler() {}",
            "#[fastrace::trace] async fn handler() {}",
            "#[inline] fn plain() {}",
            "#[other(\"text\")] fn plain() {}",
            "#[other] fn plain() {}",
            "#[doc = \"/path\"] fn plain() {}",
            "#[other(\"/path\")] const PLAIN: u8 = 0;",
        ] {
            assert!(!has_warning(item), "{item}");
        }
    }

    #[test]
    fn an_inner_module_warns_once_by_a_path_from_inside_it() {
        let handler = quote!(
            #[get("/")]
            async fn handler() {}
        );
        let inner = quote!(
            mod inner {
                handlers!();
            }
        );
        let expand = |inner: &TokenStream| {
            let module = quote!(mod api { #handler #inner });
            let expansion = expand_cors(quote!(origins = "*", crate = my::cors), &module);
            expansion.to_string().replace(' ', "")
        };
        let warning = "super::super::__cors_path_1_of_api::__editor!{warning";
        assert_eq!(expand(&inner).matches(warning).count(), 1);
        // A module with an attribute of its own expands that later.
        assert!(!expand(&quote!(#[cors(enforce)] #inner)).contains("__editor!{warning"));
    }
}
