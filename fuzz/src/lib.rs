//! What `#[cors]` and `policy!` do with tokens, as an ordinary library: a fuzzer cannot be linked to a proc-macro crate,
//! so the sources of `cors-macros` are compiled again here. Not here: what is fed to it (`fuzz_targets`).

// Only the attribute and `policy!` are called: not what rust-analyzer gets, and not the parts that ask the compiler.
#![allow(dead_code, unused_imports, unused_macros)]

extern crate proc_macro;

#[path = "../../cors-macros/src"]
mod sources {
    pub(crate) mod arguments;
    pub(crate) mod attribute;
    pub(crate) mod compiler;
    pub(crate) mod diagnostics;
    pub(crate) mod documented;
    pub(crate) mod editor;
    pub(crate) mod expand;
    pub(crate) mod extractors;
    pub(crate) mod item;
    pub(crate) mod lower;
    pub(crate) mod module;
    pub(crate) mod named_policy;
    pub(crate) mod place;
    pub(crate) mod route_table;
}

use proc_macro2::TokenStream;

// Their paths in the sources begin at the root of the crate.
use self::sources::{
    arguments, attribute, compiler, diagnostics, documented, editor, expand, extractors, item,
    lower, module, named_policy, place, route_table,
};

/// What `#[cors(arguments)]` above the item becomes.
#[must_use]
pub fn cors(arguments: TokenStream, item: &TokenStream) -> TokenStream {
    attribute::expand_cors(arguments, item)
}

/// What `policy! { tokens }` becomes.
#[must_use]
pub fn policy(tokens: TokenStream) -> TokenStream {
    named_policy::expand(tokens)
}
