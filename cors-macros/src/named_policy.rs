//! `policy! { .. }`: named policies, each a `static` that handlers, modules and layers use by its path.

use cors_rules::Policy;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{
    Attribute, Token, Visibility, braced,
    ext::IdentExt as _,
    parse::{Parse, ParseStream, Parser as _},
};

use crate::{
    args::{CorsArgs, value_of},
    argument_values::Origins,
    conditions::{self, Arguments, Combination},
    constant::{self, Constant},
    diagnostics::Diagnostics,
    docs,
    lower::Lowered,
    warning,
};

/// `/// docs` `pub static NAME = { arguments };`
struct NamedPolicy {
    attributes: Vec<Attribute>,
    visibility: Visibility,
    name: Ident,
    arguments: TokenStream,
}

impl Parse for NamedPolicy {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        input.parse::<Token![static]>()?;
        let name = input.parse()?;
        input.parse::<Token![=]>()?;
        let arguments;
        braced!(arguments in input);
        input.parse::<Option<Token![;]>>()?;
        Ok(Self {
            attributes,
            visibility,
            name,
            arguments: arguments.parse()?,
        })
    }
}

/// The names in the braces with their arguments; none if they cannot be read, which is reported there.
pub(crate) fn names_with_arguments(tokens: TokenStream) -> Vec<(String, TokenStream)> {
    let policies = all.parse2(tokens).unwrap_or_default().into_iter();
    policies
        .map(|policy| (policy.name.to_string(), policy.arguments))
        .collect()
}

fn all(input: ParseStream<'_>) -> syn::Result<Vec<NamedPolicy>> {
    let mut policies = Vec::new();
    while !input.is_empty() {
        policies.push(input.parse()?);
    }
    Ok(policies)
}

/// Every policy in the braces, or what is wrong with it.
pub(crate) fn expand(tokens: TokenStream) -> TokenStream {
    match all.parse2(tokens) {
        Ok(policies) => policies.into_iter().map(NamedPolicy::expand).collect(),
        Err(error) => {
            let form = "help: write `policy! { pub static NAME = { origins = [\"https://app.example.com\"] }; }`";
            syn::Error::new(error.span(), format!("{error}\n{form}")).into_compile_error()
        }
    }
}

impl NamedPolicy {
    fn expand(self) -> TokenStream {
        let mut diagnostics = Diagnostics::default();
        let arguments = match conditions::read(self.arguments.clone(), &mut diagnostics) {
            Arguments::Unconditional(arguments) => arguments,
            Arguments::Conditional(combinations) => return self.combinations(&combinations),
        };
        let args = CorsArgs::parse(arguments, &mut diagnostics);
        args.refuse_disabled(&mut diagnostics);
        let lowered = Lowered::new(&args, &self.name, None).at(self.name.span());
        let validated = lowered.validate(&mut diagnostics);
        if diagnostics.is_empty()
            && let Some(validated) = validated
        {
            let warnings = warning::for_all(&validated.warnings, &lowered, &self.attributes);
            let has_warnings = !warnings.is_empty();
            let item = self.item(&args, &validated.policy, has_warnings);
            return quote!(#item #warnings);
        }
        let stand_in = self.stand_in(&args);
        let errors = diagnostics.into_errors();
        quote!(#stand_in #errors)
    }

    /// The policy for each combination of conditions, of which the compiler keeps one.
    fn combinations(&self, combinations: &[Combination]) -> TokenStream {
        let Self {
            attributes,
            visibility,
            name,
            arguments: _,
        } = self;
        let policies = combinations.iter().map(|combination| {
            let Combination {
                predicate,
                arguments,
            } = combination;
            let runtime = CorsArgs::parse(arguments.clone(), &mut Diagnostics::default()).runtime();
            quote! {
                #[cfg(#predicate)]
                #runtime::policy! { #(#attributes)* #visibility static #name = { #arguments }; }
            }
        });
        quote!(#(#policies)*)
    }

    fn item(&self, args: &CorsArgs, policy: &Policy, has_warnings: bool) -> TokenStream {
        let Self {
            attributes,
            visibility,
            name,
            arguments: _,
        } = self;
        let runtime = args.runtime();
        let import = constant::import(args);
        let value = Constant { args, policy }.value();
        let conditions: Vec<_> = attributes
            .iter()
            .filter(|attribute| attribute.path().is_ident("cfg"))
            .collect();
        let is_written = matches!(value_of(args.origins.as_ref()), Some(Origins::Listed(_)));
        let text = name.unraw().to_string();
        let announcement = (!is_written).then(|| {
            quote! {
                #(#conditions)*
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
        });
        let docs = docs::attributes_of_policy(args, name, attributes, policy);
        let kept = attributes
            .iter()
            .filter(|attribute| !(has_warnings && warning::expects_warnings(attribute)));
        quote! {
            #(#kept)*
            #docs
            #visibility static #name: #runtime::Policy = {
                #import
                #value
            };
            #announcement
        }
    }

    /// Something with the policy's name, so that one mistake is one error.
    fn stand_in(&self, args: &CorsArgs) -> TokenStream {
        let Self {
            attributes,
            visibility,
            name,
            arguments: _,
        } = self;
        let runtime = args.runtime();
        quote! {
            #(#attributes)*
            #visibility static #name: #runtime::Policy = #runtime::__private::NOBODY;
        }
    }
}
