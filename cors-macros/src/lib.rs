//! The macros of `cors-runtime`, which documents them.
//!
//! `expand_cors` is the pipeline of the attribute: read the arguments, read the item, validate the policy, write code.
//! Code is written only if nothing is wrong; the item is kept in any case.

mod arguments;
mod diagnostics;
mod expand;
mod extractors;
mod item;
mod lower;
mod module;
mod named_policy;
mod route_table;

use proc_macro2::TokenStream;
use quote::quote;

use crate::{
    arguments::{
        CorsArgs,
        conditions::{self, Arguments},
    },
    diagnostics::Diagnostics,
    expand::warning,
    item::{AnnotatedHandler, behind_other_macros, refuse_layers},
    lower::PolicyInput,
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
            return expand::attribute_of_each(&combinations, item);
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
        && let Some(item) = behind_other_macros(&args, &arguments, item)
    {
        return item;
    }
    if args.is_disabled() && diagnostics.is_empty() {
        return without_policy(&args, item);
    }
    let Some(annotated) = AnnotatedHandler::new(item.clone(), &mut diagnostics) else {
        let errors = diagnostics.into_errors();
        return quote!(#item #errors);
    };
    let AnnotatedHandler {
        original,
        handler,
        route,
    } = annotated;
    let Some(route) = route else {
        let stand_in = expand::handler::stand_in(&args, &original);
        let errors = diagnostics.into_errors();
        return quote!(#stand_in #errors);
    };

    let input = PolicyInput::new(&args, &handler.signature.ident, Some(route.methods()));
    let validated = input.validate(&mut diagnostics);
    if diagnostics.is_empty()
        && let Some(validated) = validated
    {
        let mut warnings = input.warnings(validated.warnings);
        let signature = &handler.signature;
        let found = extractors::warnings(signature, &args, &validated.policy);
        warnings.extend(input.not_silenced(found));
        let warnings = warning::items(warnings, &handler.attributes);
        return expand::handler::handler(&args, &handler, &route, &validated.policy, &warnings);
    }
    let errors = diagnostics.into_errors();
    quote!(#original #errors)
}

/// A handler that is disabled. Anything else stays as it is, for actix-web's macro to report.
fn without_policy(args: &CorsArgs, item: &TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::default();
    let annotated = AnnotatedHandler::new(item.clone(), &mut diagnostics);
    let Some(AnnotatedHandler {
        handler,
        route: Some(route),
        ..
    }) = annotated.filter(|_| diagnostics.is_empty())
    else {
        return item.clone();
    };
    refuse_layers(&route, &mut diagnostics);
    if diagnostics.is_empty() {
        return expand::handler::without_policy(args, &handler, &route);
    }
    let errors = diagnostics.into_errors();
    quote!(#item #errors)
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
