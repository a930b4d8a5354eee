//! Warnings on a stable compiler: the use of a deprecated item, at the literal. The handler's lint attributes and
//! `-D warnings` apply to them.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::{Attribute, Meta};

use crate::{diagnostics::Warning, editor::messages};

/// Items beside the handler's, one for each warning, in the order of the source.
pub(crate) fn items(
    mut warnings: Vec<Warning>,
    attributes: &[Attribute],
    runtime: &TokenStream,
) -> TokenStream {
    warnings.sort_by_key(|warning| warning.position);
    warnings
        .iter()
        .map(|warning| item(&warning.text, warning.span, attributes, runtime))
        .collect()
}

/// An item that causes one warning, under the conditions and lints of the attributes.
pub(crate) fn item(
    text: &str,
    span: Span,
    attributes: &[Attribute],
    runtime: &TokenStream,
) -> TokenStream {
    let governing = attributes.iter().filter(|attribute| governs(attribute));
    let name = Ident::new("cors", span);
    let item = quote! {
        #(#governing)*
        const _: () = {
            #[allow(non_camel_case_types)]
            #[deprecated(note = #text)]
            struct #name;
            let _ = #name;
        };
    };
    messages::warning(runtime, text, span, item)
}

/// Whether the attribute is an `#[expect(deprecated)]`: our warnings fulfil it, so it moves to them.
pub(crate) fn expects_warnings(attribute: &Attribute) -> bool {
    match &attribute.meta {
        Meta::List(list) if list.path.is_ident("expect") => list
            .tokens
            .clone()
            .into_iter()
            .any(|token| token.to_string() == "deprecated"),
        _ => false,
    }
}

fn governs(attribute: &Attribute) -> bool {
    let names = ["cfg", "allow", "warn", "deny", "forbid"];
    names.iter().any(|name| attribute.path().is_ident(name)) || expects_warnings(attribute)
}
