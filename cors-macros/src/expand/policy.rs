//! A named policy to code: a `static`.

use cors_rules::Policy;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, ext::IdentExt as _};

use super::{policy_expr::PolicyExpr, private, warning};
use crate::{arguments::CorsArgs, item::NamedPolicy};

/// Everything before the `=`.
pub(crate) fn head(policy: &NamedPolicy) -> TokenStream {
    let NamedPolicy {
        attributes,
        visibility,
        name,
        arguments: _,
    } = policy;
    quote!(#(#attributes)* #visibility static #name)
}

/// The `static`.
pub(crate) fn item(
    named: &NamedPolicy,
    args: &CorsArgs,
    policy: &Policy,
    documentation: &TokenStream,
    has_warnings: bool,
) -> TokenStream {
    let NamedPolicy {
        attributes,
        visibility,
        name,
        arguments: _,
    } = named;
    let runtime = args.runtime();
    let import = private::import(args);
    let value = PolicyExpr { args, policy }.value();
    let announcement = announcement(named, args);
    let kept = attributes
        .iter()
        .filter(|attribute| !(has_warnings && warning::expects_warnings(attribute)));
    quote! {
        #(#kept)*
        #documentation
        #visibility static #name: #runtime::Policy = {
            #import
            #value
        };
        #announcement
    }
}

/// A `static` with the policy's name and no origins, so that one mistake is one error.
pub(crate) fn stand_in(policy: &NamedPolicy, args: &CorsArgs) -> TokenStream {
    let runtime = args.runtime();
    let head = head(policy);
    quote!(#head: #runtime::Policy = #runtime::__private::NO_ORIGIN;)
}

/// Makes the policy known to `check_environment` and to reports.
fn announcement(policy: &NamedPolicy, args: &CorsArgs) -> TokenStream {
    let name = &policy.name;
    let text = name.unraw().to_string();
    let runtime = args.runtime();
    let has_name = |name| move |attribute: &&Attribute| attribute.path().is_ident(name);
    let conditions = policy.attributes.iter().filter(has_name("cfg"));
    let is_deprecated = policy
        .attributes
        .iter()
        .any(|one| has_name("deprecated")(&one));
    let silence = is_deprecated.then(|| quote!(#[allow(deprecated)]));
    quote! {
        #(#conditions)*
        #silence
        const _: () = {
            #runtime::__private::inventory::submit! {
                #runtime::__private::NamedPolicy {
                    path: #runtime::__private::concat!(
                        #runtime::__private::module_path!(), "::", #text
                    ),
                    policy: &#name,
                }
            }
        };
    }
}
