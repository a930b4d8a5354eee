//! Where the attribute stands: on a handler, once, above the route attribute. Everything else is told
//! what to write instead.

use cors_rules::AttributeRule;
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens as _, format_ident, quote};
use syn::{Attribute, Expr, FnArg, parse_quote, spanned::Spanned};

use crate::{
    args::{CorsArgs, LAST},
    built_in::is_built_in,
    diagnostics::{Diagnostics, Position},
    handler::Handler,
    module::{followed_by, is_cors},
    module_scope::text_of as path_text,
    route::{Kind, Route, of_other_framework},
    source_above,
};

/// Words that begin items on which people write the attribute by mistake.
const KEYWORDS: [&str; 9] = [
    "struct", "enum", "union", "impl", "trait", "mod", "static", "const", "use",
];

const ABOVE_ROUTE: &str =
    "write `#[cors(..)]` above the route attribute of a function, as in `#[get(\"/\")]`";

/// A handler, and the route that stood above it.
#[derive(Debug)]
pub(crate) struct Placed {
    /// As it was written, for code in which something is wrong: actix-web's macro makes of it what
    /// other code names, so that one mistake is one error.
    pub(crate) written: Handler,
    /// Without its route attributes.
    pub(crate) handler: Handler,
    /// `None` if the route attribute was refused, which was reported.
    pub(crate) route: Option<Route>,
}

/// The handler and its route, unless the item is none; that is reported.
pub(crate) fn handler(item: TokenStream, diagnostics: &mut Diagnostics) -> Option<Placed> {
    let Ok(mut written) = syn::parse2::<Handler>(item.clone()) else {
        no_handler(item, diagnostics);
        return None;
    };
    let name = written.signature.ident.clone();
    if let Some(FnArg::Receiver(_)) = written.signature.inputs.first() {
        let message = format!("the method `{name}` is no handler");
        no_route(name.span(), &message, ABOVE_ROUTE, diagnostics);
        return None;
    }
    if let Some(foreign) = of_other_framework(&written.attributes) {
        let path = path_text(foreign.path());
        let message = format!("`#[{path}]` is not a route attribute of actix-web");
        let help =
            "write actix-web's, or `.wrap(POLICY.layer())` around the resource, with a `policy!`";
        no_route(foreign.path().span(), &message, help, diagnostics);
        return None;
    }
    remove_duplicates(&mut written.attributes, diagnostics);

    let mut handler = written.clone();
    let Some(route) = Route::take(&mut handler.attributes) else {
        if let Some(attribute) = source_above::route_attribute() {
            below_route(&attribute, name.span(), diagnostics);
        } else {
            let message = format!("`{name}` has no route attribute");
            let help = "write one below `#[cors(..)]`, such as `#[get(\"/\")]`";
            no_route(name.span(), &message, help, diagnostics);
        }
        return None;
    };
    let route = route
        .and_then(|route| check_rest(&handler.attributes).map(|()| route))
        .map_err(|error| invalid_route(&error, diagnostics))
        .ok();
    Some(Placed {
        written,
        handler,
        route,
    })
}

/// The handler with `#[cors]` directly above the route attribute, where other macros are between the two: they
/// expand first, and see what a handler without `#[cors]` would show them.
pub(crate) fn behind_other_macros(
    args: &CorsArgs,
    arguments: &TokenStream,
    item: &TokenStream,
) -> Option<TokenStream> {
    if args.is_last {
        return None;
    }
    let mut handler = syn::parse2::<Handler>(item.clone()).ok()?;
    if of_other_framework(&handler.attributes).is_some() {
        return None;
    }
    let is_route = |attribute: &Attribute| Kind::of(attribute).is_some();
    let route = handler.attributes.iter().position(is_route)?;
    let mut between = handler.attributes.iter().take(route);
    if !between.any(|attribute| !is_built_in(attribute.path()) && !is_cors(attribute)) {
        return None;
    }
    let runtime = args.runtime();
    let last = format_ident!("{LAST}");
    let arguments = followed_by(arguments, &quote!(#last));
    let cors = parse_quote!(#[#runtime::cors(#arguments)]);
    handler.attributes.insert(route, cors);
    Some(quote!(#handler))
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

/// Tells what the item is instead, at the keyword that says so.
fn no_handler(item: TokenStream, diagnostics: &mut Diagnostics) {
    let keyword = item.into_iter().find_map(|token| match token {
        TokenTree::Ident(ident) if KEYWORDS.iter().any(|keyword| ident == keyword) => Some(ident),
        _ => None,
    });
    match keyword {
        Some(keyword) => {
            let message = format!("`{keyword}` is no handler");
            no_route(keyword.span(), &message, ABOVE_ROUTE, diagnostics);
        }
        None => no_route(
            Span::call_site(),
            "the `cors` attribute is on no handler",
            ABOVE_ROUTE,
            diagnostics,
        ),
    }
}

fn no_route(span: Span, message: &str, help: &str, diagnostics: &mut Diagnostics) {
    diagnostics.shape(Position::WHOLE, span, AttributeRule::NoRoute, message, help);
}

/// A handler has one route attribute, or `#[routes]`; behind a line break stands what to do.
fn check_rest(attributes: &[Attribute]) -> syn::Result<()> {
    let mut attributes = attributes.iter();
    match attributes.find(|attribute| Kind::of(attribute).is_some()) {
        Some(second) => {
            let message = "a second route attribute\nwrite `#[routes]` above both";
            Err(syn::Error::new_spanned(second.path(), message))
        }
        None => Ok(()),
    }
}

fn invalid_route(error: &syn::Error, diagnostics: &mut Diagnostics) {
    let text = error.to_string();
    let (message, help) = text
        .split_once('\n')
        .unwrap_or((&text, "write it as actix-web's documentation shows"));
    let span = error.span();
    diagnostics.shape(
        Position::WHOLE,
        span,
        AttributeRule::InvalidRoute,
        message,
        help,
    );
}

fn below_route(attribute: &str, handler: Span, diagnostics: &mut Diagnostics) {
    diagnostics.shape(
        Position::WHOLE,
        // Resolved like the user's own code, the span says nothing about macros.
        Span::call_site().resolved_at(handler),
        AttributeRule::BelowRoute,
        &format!("the `cors` attribute stands below `#[{attribute}]`"),
        &format!("write `#[cors(..)]` above `#[{attribute}(..)]`"),
    );
}
