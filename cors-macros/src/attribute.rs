//! The pipeline of the attribute: read the arguments, read the item, validate the policy, write code. Code is written
//! only if nothing is wrong; the item is kept in any case.

use proc_macro2::TokenStream;
use quote::quote;

use crate::{
    arguments::{
        CorsArgs,
        conditions::{self, Arguments},
    },
    compiler,
    diagnostics::Diagnostics,
    documented, editor,
    expand::{self, documentation, warning},
    extractors,
    item::{AnnotatedHandler, Handler, behind_other_macros, not_a_function, refuse_layers},
    lower::PolicyInput,
    module,
};

/// What the attribute becomes, after the words for rust-analyzer.
pub(crate) fn expand_cors(arguments: TokenStream, item: &TokenStream) -> TokenStream {
    let words = editor::words(&arguments);
    let expansion = expand_item(arguments, item);
    quote!(#words #expansion)
}

/// One attribute for each combination of conditions, a module, or a handler.
fn expand_item(arguments: TokenStream, item: &TokenStream) -> TokenStream {
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
    let Ok(handler) = syn::parse2::<Handler>(item.clone()) else {
        let item = not_a_function(item, &mut diagnostics);
        return with_errors(&args, &item, diagnostics);
    };
    expand_function(args, &arguments, handler, diagnostics)
}

/// A function: another attribute's turn, a handler without a policy, or one with a policy.
fn expand_function(
    args: CorsArgs,
    arguments: &TokenStream,
    handler: Handler,
    mut diagnostics: Diagnostics,
) -> TokenStream {
    diagnostics.on_item_with(&handler.attributes);
    if let Some(item) = module::without_own_attribute(&args, &handler) {
        return item;
    }
    let args = args.with_inherited();
    if diagnostics.is_empty()
        && let Some(item) = behind_other_macros(&args, arguments, &handler)
    {
        return item;
    }
    if args.is_disabled() && diagnostics.is_empty() {
        return without_policy(&args, handler);
    }
    match AnnotatedHandler::new(handler, &mut diagnostics) {
        Ok(annotated) => with_policy(&args, arguments, annotated, diagnostics),
        Err(handler) => with_errors(&args, &quote!(#handler), diagnostics),
    }
}

/// A handler with its policy, if the policy is valid.
fn with_policy(
    args: &CorsArgs,
    arguments: &TokenStream,
    annotated: AnnotatedHandler,
    mut diagnostics: Diagnostics,
) -> TokenStream {
    let AnnotatedHandler {
        original,
        handler,
        route,
    } = annotated;
    let Some(route) = route else {
        let item = expand::handler::stand_in(args, &original);
        return with_errors(args, &item, diagnostics);
    };
    let input = PolicyInput::new(args, &handler.signature.ident, Some(route.methods()));
    let validated = input.validate(&mut diagnostics);
    let Some(validated) = validated.filter(|_| diagnostics.is_empty()) else {
        return with_errors(args, &quote!(#original), diagnostics);
    };
    let found = extractors::warnings(&handler.signature, args, &validated.policy);
    let mut warnings = input.warnings(validated.warnings);
    warnings.extend(input.not_silenced(found));
    let warnings = warning::items(&warnings, &handler.attributes, &args.runtime());
    let policy = &validated.policy;
    let documentation = if compiler::keeps_documentation() {
        let serves = Some(route.methods());
        let name = &handler.signature.ident;
        let summary = documented::summary(args, arguments, name, policy, serves);
        documentation::of_handler(&handler, &route, &summary)
    } else {
        TokenStream::new()
    };
    expand::handler::handler(args, &handler, &route, policy, &documentation, &warnings)
}

/// A handler that is disabled. Without a route attribute it stays as it is.
fn without_policy(args: &CorsArgs, handler: Handler) -> TokenStream {
    let item = quote!(#handler);
    let mut diagnostics = Diagnostics::default();
    let annotated = AnnotatedHandler::new(handler, &mut diagnostics).ok();
    let Some(AnnotatedHandler {
        handler,
        route: Some(route),
        ..
    }) = annotated.filter(|_| diagnostics.is_empty())
    else {
        return item;
    };
    refuse_layers(&route, &mut diagnostics);
    if diagnostics.is_empty() {
        return expand::handler::without_policy(args, &handler, &route);
    }
    with_errors(args, &item, diagnostics)
}

fn with_errors(args: &CorsArgs, item: &TokenStream, diagnostics: Diagnostics) -> TokenStream {
    let errors = diagnostics.into_errors(&args.runtime());
    quote!(#item #errors)
}
