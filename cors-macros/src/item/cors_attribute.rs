//! `#[cors(..)]` among the attributes of an item, and the arguments that a module adds to it.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Attribute, Meta, parse_quote};

use crate::arguments::hidden;

/// Whether the attribute is ours, by the last segment of its path.
pub(crate) fn is_cors(attribute: &Attribute) -> bool {
    let last = attribute.path().segments.last();
    last.is_some_and(|segment| segment.ident == "cors")
}

pub(crate) fn has_cors(attributes: &[Attribute]) -> bool {
    attributes.iter().any(is_cors)
}

/// The arguments of the `#[cors]` among the attributes.
pub(crate) fn arguments_of(attributes: &[Attribute]) -> Option<TokenStream> {
    let cors = attributes.iter().find(|attribute| is_cors(attribute))?;
    Some(match &cors.meta {
        Meta::List(list) => list.tokens.clone(),
        Meta::Path(_) | Meta::NameValue(_) => TokenStream::new(),
    })
}

/// Adds the module's arguments to the item's own attribute.
pub(crate) fn pass_on_to(arguments: &TokenStream, attributes: &mut [Attribute]) {
    let Some(own) = attributes.iter_mut().find(|attribute| is_cors(attribute)) else {
        return;
    };
    let tokens = match &own.meta {
        Meta::List(list) => list.tokens.clone(),
        Meta::Path(_) => TokenStream::new(),
        // The compiler reports it.
        Meta::NameValue(_) => return,
    };
    let path = own.path().clone();
    let tokens = with_module_arguments(&tokens, arguments);
    own.meta = parse_quote!(#path(#tokens));
}

/// The item's own arguments first, so that its errors are in the order of the source.
pub(crate) fn with_module_arguments(own: &TokenStream, module: &TokenStream) -> TokenStream {
    let name = format_ident!("{}", hidden::MODULE_ARGUMENTS);
    followed_by(own, &quote!(#name(#module)))
}

/// The arguments followed by another one.
pub(crate) fn followed_by(arguments: &TokenStream, last: &TokenStream) -> TokenStream {
    let end = arguments.clone().into_iter().last();
    let needs_comma = end.is_some_and(|token| token.to_string() != ",");
    let comma = needs_comma.then(|| quote!(,));
    quote!(#arguments #comma #last)
}
