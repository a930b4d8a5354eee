//! One attribute or policy for each combination of conditions; the compiler keeps one.

use proc_macro2::TokenStream;
use quote::quote;

use crate::{
    arguments::{CorsArgs, conditions::Combination},
    diagnostics::Diagnostics,
};

/// The item with an attribute for each combination.
pub(crate) fn attribute_of_each(combinations: &[Combination], item: &TokenStream) -> TokenStream {
    let attributes = combinations.iter().map(|combination| {
        let Combination {
            predicate,
            arguments,
        } = combination;
        let runtime = runtime(arguments);
        quote!(#[cfg_attr(#predicate, #runtime::cors(#arguments))])
    });
    quote!(#(#attributes)* #item)
}

/// A call of `policy!` for each combination; `head` is everything before the `=`.
pub(crate) fn policy_of_each(combinations: &[Combination], head: &TokenStream) -> TokenStream {
    let policies = combinations.iter().map(|combination| {
        let Combination {
            predicate,
            arguments,
        } = combination;
        let runtime = runtime(arguments);
        quote! {
            #[cfg(#predicate)]
            #runtime::policy! { #head = { #arguments }; }
        }
    });
    quote!(#(#policies)*)
}

/// A path that nothing in scope can shadow.
fn runtime(arguments: &TokenStream) -> TokenStream {
    let args = CorsArgs::parse(arguments.clone(), &mut Diagnostics::default());
    args.with_inherited().runtime()
}
