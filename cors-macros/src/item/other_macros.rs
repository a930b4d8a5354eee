//! Other attribute macros between `#[cors]` and the route attribute: `#[utoipa::path]`, `#[tracing::instrument]`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Attribute, parse_quote};

use super::{
    built_in::is_built_in,
    cors_attribute::{followed_by, is_cors},
    framework::of_other_framework,
    handler::Handler,
    kind::Kind,
};
use crate::arguments::{CorsArgs, hidden};

/// The handler with `#[cors]` directly above the route attribute, where other macros are between the two: they
/// expand first, and see what a handler without `#[cors]` would show them.
pub(crate) fn behind_other_macros(
    args: &CorsArgs,
    arguments: &TokenStream,
    handler: &Handler,
) -> Option<TokenStream> {
    if args.is_last {
        return None;
    }
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
    let last = format_ident!("{}", hidden::LAST);
    let arguments = followed_by(arguments, &quote!(#last));
    let cors = parse_quote!(#[#runtime::cors(#arguments)]);
    let mut handler = handler.clone();
    handler.attributes.insert(route, cors);
    Some(quote!(#handler))
}
