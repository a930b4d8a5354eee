//! Where the attribute stands: on a handler, once, above the route attribute. Everything else is told
//! what to write instead.

use cors_policy::Rule;
use proc_macro2::{Span, TokenStream};
use syn::{Attribute, FnArg, spanned::Spanned};

use crate::{
    HandlerWithRoute,
    diagnostics::{Diagnostics, Position},
    handler::Handler,
    route::Route,
    source_above,
};

/// The handler and its route, unless the item is none; that is reported.
pub(crate) fn handler(
    item: TokenStream,
    diagnostics: &mut Diagnostics,
) -> Option<HandlerWithRoute> {
    let Ok(mut handler) = syn::parse2::<Handler>(item) else {
        no_route(Span::call_site(), "this is no handler", diagnostics);
        return None;
    };
    if let Some(FnArg::Receiver(receiver)) = handler.signature.inputs.first() {
        no_route(receiver.span(), "a method is no handler", diagnostics);
        return None;
    }
    remove_duplicates(&mut handler.attributes, diagnostics);

    let written = handler.attributes.clone();
    match Route::take(&mut handler.attributes) {
        Some(Ok(route)) if diagnostics.is_empty() => Some((handler, route)),
        Some(Ok(route)) => {
            handler.attributes = written;
            Some((handler, route))
        }
        Some(Err(error)) => {
            let message = format!("{error}");
            let help = "write it as actix-web's documentation shows";
            diagnostics.shape(
                Position::WHOLE,
                error.span(),
                Rule::InvalidRoute,
                &message,
                help,
            );
            None
        }
        None => {
            let name = handler.signature.ident.span();
            match source_above::route_attribute() {
                Some(attribute) => below_route(&attribute, diagnostics),
                None => no_route(name, "no route attribute below", diagnostics),
            }
            None
        }
    }
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

fn below_route(attribute: &str, diagnostics: &mut Diagnostics) {
    diagnostics.shape(
        Position::WHOLE,
        Span::call_site(),
        Rule::BelowRoute,
        &format!("the `cors` attribute stands below `#[{attribute}]`"),
        &format!("write `#[cors(..)]` above `#[{attribute}(..)]`"),
    );
}
