//! Warnings on a stable compiler: the use of something deprecated, at the literal. The handler's own
//! lint attributes and `-D warnings` govern them.

use cors_rules::Violation;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::{Attribute, Meta};

use crate::lower::Lowered;

/// Items beside the handler's, one for each warning.
pub(crate) fn for_all(
    warnings: &[Violation],
    lowered: &Lowered<'_>,
    attributes: &[Attribute],
) -> TokenStream {
    let mut placed: Vec<_> = warnings
        .iter()
        .map(|violation| (lowered.place_of(violation.site()), violation))
        .collect();
    placed.sort_by_key(|((position, _), _)| *position);

    placed
        .into_iter()
        .map(|((_, span), violation)| item(&violation.to_string(), span, attributes))
        .collect()
}

/// One item that is a warning, under the conditions and lints of the attributes.
pub(crate) fn item(text: &str, span: Span, attributes: &[Attribute]) -> TokenStream {
    let governing = attributes.iter().filter(|attribute| governs(attribute));
    let name = Ident::new("cors", span);
    quote! {
        #(#governing)*
        const _: () = {
            #[allow(non_camel_case_types)]
            #[deprecated(note = #text)]
            struct #name;
            let _ = #name;
        };
    }
}

fn governs(attribute: &Attribute) -> bool {
    let names = ["cfg", "allow", "warn", "deny", "forbid"];
    names.iter().any(|name| attribute.path().is_ident(name)) || expects_warnings(attribute)
}

/// Whether the attribute is an `#[expect(deprecated)]`: it waits for our warnings, so it moves to them.
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
