//! Errors and warnings where rust-analyzer does not show the compiler's.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::compiler;

/// An error for rust-analyzer alone, at the attribute as a whole.
pub(crate) fn error(runtime: &TokenStream, text: &str) -> TokenStream {
    if !compiler::may_be_editor() {
        return TokenStream::new();
    }
    quote!(#runtime::__editor! { error #text })
}

/// The item that makes the compiler report a warning; for rust-analyzer, an item at the span that is documented with
/// the warning.
pub(crate) fn warning(
    runtime: &TokenStream,
    text: &str,
    span: Span,
    item: TokenStream,
) -> TokenStream {
    if !compiler::may_be_editor() {
        return item;
    }
    let place = Ident::new("warning", span);
    quote!(#runtime::__editor! { #place #text { #item } })
}
