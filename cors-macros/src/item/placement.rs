//! Whether the attribute is in the right place: on a handler, once, above the route attribute.

use cors_rules::AttributeRule;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, quote};
use syn::{
    Attribute, Expr,
    parse::{ParseStream, Parser as _},
    spanned::Spanned as _,
};

use super::{
    cors_attribute::is_cors, framework::of_other_framework, handler::Handler, kind::Kind,
    route::Route, source_above,
};
use crate::{
    arguments::{ArgumentError, path_text},
    diagnostics::{Diagnostics, Place, Position},
};

/// Keywords of items that people put the attribute on by mistake.
const KEYWORDS: [&str; 9] = [
    "struct", "enum", "union", "impl", "trait", "mod", "static", "const", "use",
];

/// Words in front of a function's `fn`.
const QUALIFIERS: [&str; 5] = ["pub", "async", "const", "unsafe", "extern"];

const ABOVE_ROUTE: &str =
    "write `#[cors(..)]` above the route attribute of a function, as in `#[get(\"/\")]`";

/// A handler with its route.
#[derive(Debug)]
pub(crate) struct AnnotatedHandler {
    /// With its route attributes, for an expansion with errors: actix-web's macro defines what other code names,
    /// so that one mistake is one error.
    pub(crate) original: Handler,
    /// Without its route attributes.
    pub(crate) handler: Handler,
    /// `None` if the route attribute was refused, which was reported.
    pub(crate) route: Option<Route>,
}

impl AnnotatedHandler {
    /// The handler and its route, or the function without one, which is reported.
    pub(crate) fn new(
        mut original: Handler,
        diagnostics: &mut Diagnostics,
    ) -> Result<Self, Box<Handler>> {
        if let Err(error) = check_function(&original) {
            if original.is_method() {
                diagnostics.item_is_in_impl();
                // Route macros write items, which an `impl` cannot contain.
                original
                    .attributes
                    .retain(|attribute| Kind::of(attribute).is_none());
            }
            report(AttributeRule::NoRoute, &error, diagnostics);
            return Err(Box::new(original));
        }
        remove_duplicates(&mut original.attributes, diagnostics);

        let mut handler = original.clone();
        let Some(route) = Route::take(&mut handler.attributes) else {
            no_route(&handler.signature.ident, diagnostics);
            return Err(Box::new(original));
        };
        let route = route
            .and_then(|route| check_rest(&handler.attributes).map(|()| route))
            .map_err(|error| report(AttributeRule::InvalidRoute, &error, diagnostics))
            .ok();
        Ok(Self {
            original,
            handler,
            route,
        })
    }
}

/// A layer inside a route that has no policy of its own: the route does not take `OPTIONS`, so the layer answers
/// no preflight.
pub(crate) fn refuse_layers(route: &Route, diagnostics: &mut Diagnostics) {
    for wrap in route.entries.iter().flat_map(|entry| &entry.wraps) {
        let Expr::MethodCall(layer) = wrap else {
            continue;
        };
        if layer.method != "layer" || !layer.args.is_empty() {
            continue;
        }
        let policy = layer
            .receiver
            .to_token_stream()
            .to_string()
            .replace(' ', "");
        diagnostics.shape(
            Position::WHOLE,
            layer.span(),
            AttributeRule::LayerSeesNoPreflight,
            "no preflight reaches a layer inside a route",
            &format!("write `#[cors(policy = {policy})]` instead of `disabled`"),
        );
    }
}

/// Reports what the item is instead, at its keyword, and keeps it without its route attributes, whose macros would
/// report it as well. A half-typed function is reported by the compiler alone.
pub(crate) fn not_a_function(item: &TokenStream, diagnostics: &mut Diagnostics) -> TokenStream {
    let without_routes = |input: ParseStream<'_>| {
        let attributes = input.call(Attribute::parse_outer)?;
        diagnostics.on_item_with(&attributes);
        let is_route = |attribute: &&Attribute| Kind::of(attribute).is_some();
        let (routes, others): (Vec<_>, Vec<_>) = attributes.iter().partition(is_route);
        let rest: TokenStream = input.parse()?;
        let kept = quote!(#(#others)* #rest);
        let imports = routes.into_iter().map(Attribute::path);
        Ok((is_function(&rest), kept, quote!(#(use #imports as _;)*)))
    };
    let Ok((is_function, kept, imports)) = without_routes.parse2(item.clone()) else {
        report_keyword(item, diagnostics);
        return item.clone();
    };
    if is_function {
        return kept;
    }
    report_keyword(item, diagnostics);
    if imports.is_empty() {
        return kept;
    }
    // The imports of the route macros stay used.
    quote! {
        #kept
        #[allow(unused_imports)]
        const _: () = { #imports };
    }
}

/// Whether the function can have a route attribute of actix-web.
fn check_function(handler: &Handler) -> Result<(), ArgumentError> {
    let name = &handler.signature.ident;
    if handler.is_method() {
        let message = format!("the method `{name}` is inside an `impl`, and not a handler");
        let help = "write `#[cors(..)]` on a function outside, as in `#[get(\"/\")]`";
        return Err(ArgumentError::new(name.span(), message, help));
    }
    if let Some(foreign) = of_other_framework(&handler.attributes) {
        let path = path_text(foreign.path());
        let message = format!("`#[{path}]` is not a route attribute of actix-web");
        let help =
            "write actix-web's, or `.wrap(POLICY.layer())` around the resource, with a `policy!`";
        return Err(ArgumentError::new(foreign.path().span(), message, help));
    }
    Ok(())
}

fn remove_duplicates(attributes: &mut Vec<Attribute>, diagnostics: &mut Diagnostics) {
    for duplicate in attributes.extract_if(.., |attribute| is_cors(attribute)) {
        diagnostics.shape(
            Position::WHOLE,
            duplicate.path().span(),
            AttributeRule::DuplicateCors,
            "a second `cors` attribute on one handler",
            "write all arguments in one `#[cors(..)]`",
        );
    }
}

fn report_keyword(item: &TokenStream, diagnostics: &mut Diagnostics) {
    let keyword = item.clone().into_iter().find_map(|token| match token {
        TokenTree::Ident(ident) if KEYWORDS.iter().any(|keyword| ident == keyword) => Some(ident),
        _ => None,
    });
    let error = match keyword {
        Some(keyword) => {
            let message = format!("expected a handler function, found `{keyword}`");
            ArgumentError::new(keyword.span(), message, ABOVE_ROUTE)
        }
        None => ArgumentError::new(
            Span::call_site(),
            "the `cors` attribute is not on a handler",
            ABOVE_ROUTE,
        ),
    };
    report(AttributeRule::NoRoute, &error, diagnostics);
}

/// Whether the item begins like a function.
fn is_function(item: &TokenStream) -> bool {
    let keyword = item.clone().into_iter().find_map(|token| match token {
        TokenTree::Ident(word) if !QUALIFIERS.iter().any(|qualifier| word == qualifier) => {
            Some(word)
        }
        _ => None,
    });
    keyword.is_some_and(|keyword| keyword == "fn")
}

/// Reports where the route attribute is instead, or that there is none.
fn no_route(name: &Ident, diagnostics: &mut Diagnostics) {
    match source_above::route_attribute() {
        Some(attribute) => diagnostics.shape(
            Position::WHOLE,
            Place::attribute_on(name),
            AttributeRule::BelowRoute,
            &format!("the `cors` attribute is below `#[{attribute}]`"),
            &format!("write `#[cors(..)]` above `#[{attribute}(..)]`"),
        ),
        None => diagnostics.shape(
            Position::WHOLE,
            name.span(),
            AttributeRule::NoRoute,
            &format!("`{name}` has no route attribute"),
            "write one below `#[cors(..)]`, such as `#[get(\"/\")]`",
        ),
    }
}

/// A handler has one route attribute, or `#[routes]`.
fn check_rest(attributes: &[Attribute]) -> Result<(), ArgumentError> {
    let mut attributes = attributes.iter();
    match attributes.find(|attribute| Kind::of(attribute).is_some()) {
        Some(second) => Err(ArgumentError::new(
            second.path().span(),
            "a second route attribute",
            "write `#[routes]` above both",
        )),
        None => Ok(()),
    }
}

fn report(rule: AttributeRule, error: &ArgumentError, diagnostics: &mut Diagnostics) {
    let ArgumentError {
        span,
        message,
        help,
    } = error;
    diagnostics.shape(Position::WHOLE, *span, rule, message, help);
}
