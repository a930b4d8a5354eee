//! A judged policy as constants that the runtime reads. Infallible: nothing is left to report.

use cors_policy::{
    AllowedOrigins, Hatch, Hazards, HostWildcard, OriginPattern, Policy, arrange, by_end,
    closed_route_message, lengths,
};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use crate::{
    args::{CorsArgs, Given},
    argument_values::Origins,
};

/// A policy on its way to code.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Constant<'a> {
    pub(crate) args: &'a CorsArgs,
    pub(crate) policy: &'a Policy,
}

impl Constant<'_> {
    /// The private module of `cors_runtime`.
    fn runtime(self) -> TokenStream {
        let runtime = self.args.runtime();
        quote!(#runtime::__private)
    }

    /// Items that the policy's value names, with the name that stands for its origins.
    pub(crate) fn origins_item(self, name: &TokenStream) -> Option<TokenStream> {
        let runtime = self.runtime();
        let value = match self.policy.origins() {
            AllowedOrigins::Any => quote!(#runtime::Origins::Any),
            AllowedOrigins::Listed { exact, patterns } => {
                let (exact, seeds) = arrange(exact.clone());
                let patterns = patterns_value(&runtime, patterns);
                quote! {
                    #runtime::Origins::Listed {
                        exact: #runtime::TextTable::new(&[#(#exact),*], &[#(#seeds),*]),
                        patterns: #patterns,
                    }
                }
            }
            AllowedOrigins::Elsewhere => return None,
        };
        Some(quote!(static #name: #runtime::Origins = #value;))
    }

    /// The policy as a constant expression; `origins` names what [`origins_item`](Self::origins_item)
    /// wrote.
    pub(crate) fn value(self, origins: &TokenStream) -> TokenStream {
        let runtime = self.runtime();
        let fields = self.fields(origins);
        let base = self
            .args
            .policy
            .as_ref()
            .and_then(|given| given.value.as_ref());
        let (Some(given), Some(base)) = (&self.args.policy, base) else {
            let names = fields.iter().map(|field| &field.name);
            let values = fields.iter().map(|field| &field.value);
            return quote! {
                #runtime::Policy::from_parts(#runtime::Parts { #(#names: #values),* })
            };
        };
        let replaced: Vec<_> = fields.iter().filter(|field| field.is_given).collect();
        let names = replaced.iter().map(|field| &field.name);
        let values = replaced.iter().map(|field| &field.value);
        let hazards = self.hazards();
        let replaceable = self.replaced_hazards();
        // An error of constant evaluation is shown here: where the other policy is named, or where the item
        // adds to what its module names.
        let adds_to_module = given.is_inherited && self.args.own_arguments > 0;
        let span = if adds_to_module {
            Span::call_site().resolved_at(base.span())
        } else {
            base.span()
        };
        let here = self.args.runtime_at(span);
        quote_spanned! {span=>
            #here::__private::Policy::merged(#runtime::Parts {
                #(#names: #values,)*
                hazards: #runtime::Policy::parts(&#base)
                    .hazards
                    .without(#replaceable)
                    .and(#hazards),
                ..*#runtime::Policy::parts(&#base)
            })
        }
    }

    /// The value on a route that serves these methods. A policy that the handler itself names has to open
    /// one of them; what a module names is for all of its handlers.
    pub(crate) fn value_on(self, served: &[String], value: &TokenStream) -> TokenStream {
        let named = self
            .args
            .policy
            .as_ref()
            .filter(|given| !given.is_inherited);
        let base = named.and_then(|given| given.value.as_ref());
        let (Some(base), None) = (base, &self.args.methods) else {
            return value.clone();
        };
        let message = closed_route_message(served);
        quote_spanned!(base.span()=> #value.for_route(&[#(#served),*], #message))
    }

    /// Every part of the policy; `is_given` where the arguments say something about it.
    fn fields(self, origins: &TokenStream) -> Vec<Field> {
        let runtime = self.runtime();
        let Self { args, policy } = self;
        let credentials = policy.credentials();
        let enforce = policy.enforce();
        let max_age = policy.max_age().map(|seconds| seconds.to_string());
        let hatches = self.hatches();
        let hazards = self.hazards();
        vec![
            Field::new(
                args.origins.as_ref(),
                quote!(origins),
                self.callers(origins),
            ),
            Field::new(args.methods.as_ref(), quote!(methods), self.methods()),
            Field::new(
                args.allow_headers.as_ref(),
                quote!(allow_headers),
                optional(&runtime, joined(policy.allow_headers())),
            ),
            Field::new(
                args.expose_headers.as_ref(),
                quote!(expose_headers),
                optional(&runtime, joined(policy.expose_headers())),
            ),
            Field::new(
                args.max_age.as_ref(),
                quote!(max_age),
                optional(&runtime, max_age),
            ),
            Field::new(
                args.credentials.as_ref(),
                quote!(credentials),
                quote!(#credentials),
            ),
            Field::new(args.enforce.as_ref(), quote!(enforce), quote!(#enforce)),
            Field::new(args.dangerously_allow.as_ref(), quote!(hatches), hatches),
            // A merged policy has hazards of both sides.
            Field::new::<()>(None, quote!(hazards), hazards),
        ]
    }

    fn callers(self, origins: &TokenStream) -> TokenStream {
        let runtime = self.runtime();
        let given = self
            .args
            .origins
            .as_ref()
            .and_then(|given| given.value.as_ref());
        match given {
            Some(Origins::Environment(variable)) => {
                quote!(#runtime::Callers::Environment(#variable))
            }
            Some(Origins::Dynamic(path, name)) => {
                // The path's place, so that a wrong type is reported there.
                quote_spanned! {path.span()=>
                    #runtime::Callers::Dynamic { origins: &#path, name: #name }
                }
            }
            Some(Origins::Listed(_)) | None => quote!(#runtime::Callers::Written(&#origins)),
        }
    }

    fn methods(self) -> TokenStream {
        let runtime = self.runtime();
        match self.policy.methods() {
            Some(methods) if self.args.methods.is_some() && !is_any(methods) => {
                quote!(#runtime::Methods::Listed(&[#(#methods),*]))
            }
            _ => quote!(#runtime::Methods::OfRoute),
        }
    }

    fn hatches(self) -> TokenStream {
        let runtime = self.runtime();
        let given = self.args.dangerously_allow.as_ref();
        let hatches = given.and_then(|given| given.value.as_ref());
        let names = hatches.into_iter().flatten().map(|(hatch, _)| match hatch {
            Hatch::InsecureOrigins => quote!(InsecureOrigins),
            Hatch::PublicSuffixes => quote!(PublicSuffixes),
            Hatch::NullOrigin => quote!(NullOrigin),
        });
        quote!(&[#(#runtime::Hatch::#names),*])
    }

    /// What is dangerous about the fields that the arguments give.
    fn hazards(self) -> TokenStream {
        let runtime = self.runtime();
        let bits = self.policy.hazards().bits();
        quote!(#runtime::Hazards::from_bits(#bits))
    }

    /// What can be dangerous about the fields that the arguments replace.
    fn replaced_hazards(self) -> TokenStream {
        let runtime = self.runtime();
        let CorsArgs {
            origins,
            methods,
            allow_headers,
            expose_headers,
            ..
        } = self.args;
        let replaced = [
            (origins.is_some(), Hazards::OF_ORIGINS),
            (methods.is_some(), Hazards::OF_METHODS),
            (allow_headers.is_some(), Hazards::OF_ALLOW_HEADERS),
            (expose_headers.is_some(), Hazards::OF_EXPOSE_HEADERS),
        ]
        .into_iter()
        .filter(|(is_given, _)| *is_given)
        .fold(Hazards::NONE, |all, (_, hazards)| all.and(hazards));
        let bits = replaced.bits();
        quote!(#runtime::Hazards::from_bits(#bits))
    }
}

/// One part of a policy.
struct Field {
    name: TokenStream,
    value: TokenStream,
    is_given: bool,
}

impl Field {
    fn new<T>(given: Option<&Given<T>>, name: TokenStream, value: TokenStream) -> Self {
        Self {
            name,
            value,
            is_given: given.is_some(),
        }
    }
}

fn patterns_value(runtime: &TokenStream, patterns: &[OriginPattern]) -> TokenStream {
    let Some(groups) = by_end(patterns) else {
        let patterns = patterns.iter().map(|one| pattern(runtime, one));
        return quote!(#runtime::OriginPatterns::InTurn(&[#(#patterns),*]));
    };
    let (ends, seeds) = arrange(groups.keys().copied().collect());
    let lengths = lengths(groups.keys().copied());
    let groups = ends.iter().map(|end| {
        let patterns = groups[end].iter().map(|one| pattern(runtime, one));
        quote!(&[#(#patterns),*])
    });
    quote! {
        #runtime::OriginPatterns::ByEnd {
            lengths: &[#(#lengths),*],
            ends: #runtime::TextTable::new(&[#(#ends),*], &[#(#seeds),*]),
            groups: &[#(#groups),*],
        }
    }
}

fn pattern(runtime: &TokenStream, pattern: &OriginPattern) -> TokenStream {
    let (before, wildcard, behind, any_port) = pattern.parts();
    let wildcard = match wildcard {
        HostWildcard::None => quote!(None),
        HostWildcard::Subdomains => quote!(Subdomains),
        HostWildcard::PartOfLabel => quote!(PartOfLabel),
    };
    quote! {
        #runtime::OriginPattern::from_parts(
            #before,
            #runtime::HostWildcard::#wildcard,
            #behind,
            #any_port,
        )
    }
}

fn is_any(methods: &[String]) -> bool {
    methods.iter().any(|method| method == "*")
}

fn joined(names: &[String]) -> Option<String> {
    (!names.is_empty()).then(|| names.join(", "))
}

/// `Some` and `None` by paths that nothing in scope can shadow.
fn optional(runtime: &TokenStream, text: Option<String>) -> TokenStream {
    let none = || quote!(#runtime::Option::None);
    text.map_or_else(none, |text| quote!(#runtime::Option::Some(#text)))
}
