//! `policy! { .. }`: named policies, each a `static` that handlers, modules and layers use by its path.

use proc_macro2::TokenStream;
use quote::quote;

use crate::{
    arguments::{
        CorsArgs,
        conditions::{self, Arguments},
    },
    diagnostics::{self, Diagnostics},
    documented, editor,
    expand::{self, documentation, warning},
    item::NamedPolicy,
    lower::PolicyInput,
};

/// Every policy in the braces, or its errors.
pub(crate) fn expand(tokens: TokenStream) -> TokenStream {
    let expansions = NamedPolicy::all(tokens).map(|policy| match policy {
        Ok(policy) => expand_one(&policy),
        Err(error) => diagnostics::malformed_item(error.span, &error.message, &error.help),
    });
    quote!(#(#expansions)*)
}

/// A policy, after the words for rust-analyzer.
fn expand_one(policy: &NamedPolicy) -> TokenStream {
    let words = editor::words(&policy.arguments);
    let item = item_of(policy);
    quote!(#words #item)
}

fn item_of(policy: &NamedPolicy) -> TokenStream {
    let mut diagnostics = Diagnostics::default();
    diagnostics.on_item_with(&policy.attributes);
    let arguments = match conditions::read(policy.arguments.clone(), &mut diagnostics) {
        Arguments::Unconditional(arguments) => arguments,
        Arguments::Conditional(combinations) => {
            return expand::policy_of_each(&combinations, &expand::policy::head(policy));
        }
    };
    let args = CorsArgs::parse(arguments.clone(), &mut diagnostics);
    args.refuse_disabled(&mut diagnostics);
    let input = PolicyInput::new(&args, &policy.name, None)
        .at(policy.name.span())
        .with_attributes(&policy.attributes);
    let validated = input.validate(&mut diagnostics);
    if diagnostics.is_empty()
        && let Some(validated) = validated
    {
        let mut warnings = input.warnings(validated.warnings);
        // No rule about handlers can be broken here, and handlers do not inherit what silences it.
        warnings.extend(input.unneeded(|_| true));
        let warnings = warning::items(&warnings, &policy.attributes, &args.runtime());
        let has_warnings = !warnings.is_empty();
        let valid = &validated.policy;
        let summary = documented::summary(&args, &arguments, &policy.name, valid, None);
        let documentation = documentation::of_policy(&policy.name, &policy.attributes, &summary);
        let item = expand::policy::item(policy, &args, valid, &documentation, has_warnings);
        return quote!(#item #warnings);
    }
    let stand_in = expand::policy::stand_in(policy, &args);
    let errors = diagnostics.into_errors(&args.runtime());
    quote!(#stand_in #errors)
}
