//! Errors and warnings where rust-analyzer does not show the compiler's.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// An error for rust-analyzer alone, at the attribute as a whole.
pub(crate) fn error(runtime: &TokenStream, text: &str) -> TokenStream {
    quote!(#runtime::__editor! { error #text })
}

/// The item that makes the compiler report a warning; for rust-analyzer, an item at the span that is documented with
/// the warning.
pub(crate) fn warning(
    runtime: &TokenStream,
    text: &str,
    span: Span,
    item: &TokenStream,
) -> TokenStream {
    let place = Ident::new("warning", span);
    quote!(#runtime::__editor! { #place #text { #item } })
}
