//! The private module of `cors_runtime`, which expansions name.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::arguments::CorsArgs;

/// The name of `cors_runtime`'s private module where constants are: each token of a path is work for the compiler,
/// and for us.
pub(crate) fn runtime() -> Ident {
    Ident::new("__cors", Span::call_site())
}

/// Gives the private module that name.
pub(crate) fn import(args: &CorsArgs) -> TokenStream {
    let (path, name) = (args.runtime(), runtime());
    quote!(use #path::__private as #name;)
}
