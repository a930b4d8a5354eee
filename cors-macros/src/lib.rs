//! The macros of `cors-runtime`, which documents them. Not here: what the attribute does (`attribute`).

#![forbid(unsafe_code)]

mod arguments;
mod attribute;
mod compiler;
mod diagnostics;
mod documented;
mod editor;
mod expand;
mod extractors;
mod item;
mod lower;
mod module;
mod named_policy;
mod place;
mod route_table;

use quote::quote;

use crate::{attribute::expand_cors, editor::with_table_of_arguments};

// rust-analyzer shows no documentation of a re-export, and none that another file holds.
with_table_of_arguments! {
    #[cfg_attr(
        rust_analyzer,
        doc = "Gives a handler, or every handler of a module, its CORS policy: `#[cors(..)]` above `#[get(\"/\")]`."
    )]
    #[allow(missing_docs, reason = "documented where `cors-runtime` hands it on")]
    #[proc_macro_attribute]
    pub fn cors(
        args: proc_macro::TokenStream,
        item: proc_macro::TokenStream,
    ) -> proc_macro::TokenStream {
        expand_cors(args.into(), &item.into()).into()
    }
}

#[cfg_attr(
    rust_analyzer,
    doc = "A table of every annotated route below a crate or a module, for its documentation: `#![doc = cors_runtime::route_table!()]`."
)]
#[allow(missing_docs, reason = "documented where `cors-runtime` hands it on")]
#[proc_macro]
pub fn route_table(_: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let here = proc_macro::Span::call_site();
    let table = match here.local_file() {
        Some(file) => route_table::literal(&route_table::Call {
            file,
            line: here.line(),
            column: here.column(),
        })
        .map_err(|unreadable| unreadable.to_string()),
        None => Err("the source that calls `route_table!` is not known".into()),
    };
    let error = |text: String| quote!(::core::compile_error!(#text));
    table.unwrap_or_else(error).into()
}

with_table_of_arguments! {
    #[cfg_attr(
        rust_analyzer,
        doc = "Names policies, for handlers, modules, and what is built by hand: `pub static PARTNERS = { origins = [\"https://a.example\"], credentials };`."
    )]
    #[allow(missing_docs, reason = "documented where `cors-runtime` hands it on")]
    #[proc_macro]
    pub fn policy(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
        named_policy::expand(tokens.into()).into()
    }
}

#[cfg(test)]
mod corpus;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
