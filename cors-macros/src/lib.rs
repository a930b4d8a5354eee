//! The macros of `cors-runtime`, which documents them.
//!
//! `expand_cors` is the whole pipeline of the attribute: read the arguments, read the item, validate the policy, write
//! code. Nothing is written unless nothing is wrong; the item stays whatever happens.

mod annotated;
mod args;
mod argument_values;
mod built_in;
mod cfg_attr;
mod conditions;
mod constant;
mod diagnostics;
mod did_you_mean;
mod docs;
mod expand;
mod facts;
mod handler;
mod inheritance;
mod limits;
mod lower;
mod module;
mod module_files;
mod module_scope;
mod named_policy;
mod placement;
mod route;
mod route_table;
mod source_above;
mod source_tree;
mod uninherited;
mod warning;

use proc_macro2::TokenStream;
use quote::quote;

use crate::{
    args::CorsArgs, conditions::Arguments, diagnostics::Diagnostics, lower::Lowered,
    placement::Placed,
};

#[allow(missing_docs, reason = "documented where `cors-runtime` hands it on")]
#[proc_macro_attribute]
pub fn cors(
    args: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    expand_cors(args.into(), &item.into()).into()
}

#[allow(missing_docs, reason = "documented where `cors-runtime` hands it on")]
#[proc_macro]
pub fn route_table(_: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let here = proc_macro::Span::call_site();
    let table = match here.local_file() {
        Some(file) => route_table::literal(&source_tree::Call {
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

#[allow(missing_docs, reason = "documented where `cors-runtime` hands it on")]
#[proc_macro]
pub fn policy(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    named_policy::expand(tokens.into()).into()
}

fn expand_cors(arguments: TokenStream, item: &TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::default();
    let arguments = match conditions::read(arguments, &mut diagnostics) {
        Arguments::Unconditional(arguments) => arguments,
        Arguments::Conditional(combinations) => {
            return expand::combinations(&combinations, item);
        }
    };
    if module::is_module(item)
        && let Ok(module) = syn::parse2(item.clone())
    {
        return module::expand(&arguments, module, diagnostics);
    }
    let args = CorsArgs::parse(arguments.clone(), &mut diagnostics);
    if let Some(item) = module::without_own_attribute(&args, item) {
        return item;
    }
    let args = args.with_inherited();
    if diagnostics.is_empty()
        && let Some(item) = placement::behind_other_macros(&args, &arguments, item)
    {
        return item;
    }
    if args.is_disabled() && diagnostics.is_empty() {
        return without_policy(&args, item);
    }
    let Some(placed) = placement::handler(item.clone(), &mut diagnostics) else {
        let errors = diagnostics.into_errors();
        return quote!(#item #errors);
    };
    let Placed {
        written,
        handler,
        route,
    } = placed;
    let Some(route) = route else {
        let stand_in = expand::stand_in(&args, &written);
        let errors = diagnostics.into_errors();
        return quote!(#stand_in #errors);
    };

    let lowered = Lowered::new(&args, &handler.signature.ident, Some(route.methods()));
    let validated = lowered.validate(&mut diagnostics);
    if diagnostics.is_empty()
        && let Some(validated) = validated
    {
        let own: Vec<_> = validated
            .warnings
            .into_iter()
            .filter(|warning| lowered.is_own(warning.site().setting))
            .collect();
        let warnings = warning::for_all(&own, &lowered, &handler.attributes);
        return expand::handler(&args, &handler, &route, &validated.policy, &warnings);
    }
    let errors = diagnostics.into_errors();
    quote!(#written #errors)
}

/// A handler that opted out; what is no handler stays as it is, for actix-web's macro to check.
fn without_policy(args: &CorsArgs, item: &TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::default();
    match placement::handler(item.clone(), &mut diagnostics) {
        Some(Placed {
            handler,
            route: Some(route),
            ..
        }) if diagnostics.is_empty() => {
            placement::refuse_layers(&route, &mut diagnostics);
            if diagnostics.is_empty() {
                return expand::without_policy(args, &handler, &route);
            }
            let errors = diagnostics.into_errors();
            quote!(#item #errors)
        }
        _ => item.clone(),
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
