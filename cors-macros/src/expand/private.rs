//! The private module of `cors_runtime`, which expansions name.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::arguments::CorsArgs;

/// The name of `cors_runtime`'s private module in expansions: a short one, because each token of a path is work for
/// the compiler.
pub(crate) fn runtime() -> Ident {
    Ident::new("__cors", Span::call_site())
}

/// Imports the private module under that name.
pub(crate) fn import(args: &CorsArgs) -> TokenStream {
    let (path, name) = (args.runtime(), runtime());
    quote!(use #path::__private as #name;)
}
