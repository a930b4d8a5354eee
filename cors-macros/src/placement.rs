//! Where the attribute stands: on a handler, once, above the route attribute. Everything else is told
//! what to write instead.

use cors_policy::Rule;
use proc_macro2::{Span, TokenStream};
use syn::{Attribute, FnArg, spanned::Spanned};

use crate::{
    diagnostics::{Diagnostics, Position},
    handler::Handler,
    route::Route,
    source_above,
};

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
    let Ok(mut written) = syn::parse2::<Handler>(item) else {
        no_route(Span::call_site(), "this is no handler", diagnostics);
        return None;
    };
    if let Some(FnArg::Receiver(receiver)) = written.signature.inputs.first() {
        no_route(receiver.span(), "a method is no handler", diagnostics);
        return None;
    }
    remove_duplicates(&mut written.attributes, diagnostics);

    let mut handler = written.clone();
    let Some(route) = Route::take(&mut handler.attributes) else {
        let name = handler.signature.ident.span();
        match source_above::route_attribute() {
            Some(attribute) => below_route(&attribute, diagnostics),
            None => no_route(name, "no route attribute below", diagnostics),
        }
        return None;
    };
    let route = route
        .map_err(|error| invalid_route(&error, diagnostics))
        .ok();
    Some(Placed {
        written,
        handler,
        route,
    })
}

fn remove_duplicates(attributes: &mut Vec<Attribute>, diagnostics: &mut Diagnostics) {
    let is_cors = |attribute: &mut Attribute| {
        let last = attribute.path().segments.last();
        last.is_some_and(|segment| segment.ident == "cors")
    };
    for duplicate in attributes.extract_if(.., is_cors) {
        diagnostics.shape(
            Position::WHOLE,
            duplicate.path().span(),
            Rule::DuplicateCors,
            "a handler has one policy",
            "write all arguments in one `#[cors(..)]`",
        );
    }
}

fn no_route(span: Span, message: &str, diagnostics: &mut Diagnostics) {
    diagnostics.shape(
        Position::WHOLE,
        span,
        Rule::NoRoute,
        message,
        "write `#[cors(..)]` above the route attribute of a handler, as in `#[get(\"/\")]`",
    );
}

fn invalid_route(error: &syn::Error, diagnostics: &mut Diagnostics) {
    diagnostics.shape(
        Position::WHOLE,
        error.span(),
        Rule::InvalidRoute,
        &error.to_string(),
        "write it as actix-web's documentation shows",
    );
}

fn below_route(attribute: &str, diagnostics: &mut Diagnostics) {
    diagnostics.shape(
        Position::WHOLE,
        Span::call_site(),
        Rule::BelowRoute,
        &format!("the `cors` attribute stands below `#[{attribute}]`"),
        &format!("write `#[cors(..)]` above `#[{attribute}(..)]`"),
    );
}
