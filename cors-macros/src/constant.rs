//! A validated policy as constants that the runtime reads. Infallible: nothing is left to report.

use cors_rules::{
    AllowedOrigins, Hazards, HostWildcard, OptOut, OriginPattern, PerfectHashSet, Policy,
    closed_route_message, group_by_suffix, suffix_lengths,
};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Path, spanned::Spanned as _};

use crate::{
    args::{CorsArgs, Given, value_of},
    argument_values::Origins,
};

/// A policy on its way to code.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Constant<'a> {
    pub(crate) args: &'a CorsArgs,
    pub(crate) policy: &'a Policy,
}

/// What the private module of `cors_runtime` is called where constants stand: each token of a path is
/// work for the compiler, and for us.
pub(crate) fn runtime() -> Ident {
    Ident::new("__cors", Span::call_site())
}

/// Gives the private module that name.
pub(crate) fn import(args: &CorsArgs) -> TokenStream {
    let (path, name) = (args.runtime(), runtime());
    quote!(use #path::__private as #name;)
}

impl Constant<'_> {
    /// The policy as a constant expression.
    pub(crate) fn value(self) -> TokenStream {
        let named = self.args.policy.as_ref();
        match named.and_then(|given| given.value.as_ref().map(|base| (given, base))) {
            Some((given, base)) => self.merged(given, base),
            None => self.written(),
        }
    }

    /// Parts that say nothing are not written: this is in every handler.
    fn written(self) -> TokenStream {
        let runtime = runtime();
        let origins = self.callers();
        let (names, values): (Vec<_>, Vec<_>) = self.given_parts().into_iter().unzip();
        let hazards = self.policy.hazards();
        let hazards = (!hazards.is_empty()).then(|| {
            let bits = bits(&runtime, hazards);
            quote!(.hazards(#bits))
        });
        quote!(#runtime::Policy::written(#origins) #(.#names(#values))* #hazards)
    }

    /// The given parts in the place of another policy's.
    fn merged(self, given: &Given<Path>, base: &Path) -> TokenStream {
        let runtime = runtime();
        let origins = self.args.origins.as_ref().map(|_| {
            let origins = self.callers();
            quote!(origins: #origins,)
        });
        let (names, values): (Vec<_>, Vec<_>) = self.given_parts().into_iter().unzip();
        let hazards = bits(&runtime, self.policy.hazards());
        let replaceable = bits(&runtime, self.replaceable_hazards());
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
                #origins
                #(#names: #values,)*
                hazards: #runtime::Policy::parts(&#base)
                    .hazards
                    .difference(#replaceable)
                    .union(#hazards),
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
        let (Some(base), None) = (value_of(named), &self.args.methods) else {
            return value.clone();
        };
        let message = closed_route_message(served);
        quote_spanned!(base.span()=> #value.for_route(&[#(#served),*], #message))
    }

    /// The parts that the arguments say something about, but for the origins.
    fn given_parts(self) -> Vec<(Ident, TokenStream)> {
        let runtime = runtime();
        let CorsArgs {
            methods,
            allow_headers,
            expose_headers,
            max_age,
            credentials,
            enforce,
            dangerously_allow,
            ..
        } = self.args;
        let policy = self.policy;
        let truth = |value: bool| quote!(#value);
        let parts = [
            part(methods.as_ref(), "methods", || self.methods()),
            part(allow_headers.as_ref(), "allow_headers", || {
                optional(&runtime, joined(policy.allow_headers()))
            }),
            part(expose_headers.as_ref(), "expose_headers", || {
                optional(&runtime, joined(policy.expose_headers()))
            }),
            part(max_age.as_ref(), "max_age", || {
                optional(
                    &runtime,
                    policy.max_age().map(|seconds| seconds.to_string()),
                )
            }),
            part(credentials.as_ref(), "credentials", || {
                truth(policy.credentials())
            }),
            part(enforce.as_ref(), "enforce", || truth(policy.enforce())),
            part(dangerously_allow.as_ref(), "opt_outs", || self.opt_outs()),
        ];
        parts.into_iter().flatten().collect()
    }

    fn callers(self) -> TokenStream {
        let runtime = runtime();
        match value_of(self.args.origins.as_ref()) {
            Some(Origins::Environment(variable)) => {
                quote! {
                    #runtime::OriginsSetting::Env {
                        listed: &[],
                        variables: &[#runtime::EnvVariable { name: #variable, default: &[] }],
                    }
                }
            }
            Some(Origins::Dynamic(path, name)) => {
                // The path's place, so that a wrong type is reported there.
                quote_spanned! {path.span()=>
                    #runtime::OriginsSetting::Dynamic { origins: &#path, name: #name }
                }
            }
            Some(Origins::Listed(_)) | None => {
                let origins = written_origins(&runtime, self.policy.origins());
                quote!(#runtime::OriginsSetting::Listed(&#runtime::StaticOrigins::#origins))
            }
        }
    }

    fn methods(self) -> TokenStream {
        let runtime = runtime();
        match self.policy.methods() {
            Some(methods) if self.args.methods.is_some() && !is_any(methods) => {
                quote!(#runtime::Methods::Listed(&[#(#methods),*]))
            }
            _ => quote!(#runtime::Methods::OfRoute),
        }
    }

    fn opt_outs(self) -> TokenStream {
        let runtime = runtime();
        let opt_outs = value_of(self.args.dangerously_allow.as_ref());
        let names = opt_outs
            .into_iter()
            .flatten()
            .map(|(opt_out, _)| match opt_out {
                OptOut::InsecureOrigins => quote!(InsecureOrigins),
                OptOut::PublicSuffixes => quote!(PublicSuffixes),
                OptOut::NullOrigin => quote!(NullOrigin),
            });
        quote!(&[#(#runtime::OptOut::#names),*])
    }

    /// What can be dangerous about the fields that the arguments replace.
    fn replaceable_hazards(self) -> Hazards {
        let CorsArgs {
            origins,
            methods,
            allow_headers,
            expose_headers,
            ..
        } = self.args;
        [
            (origins.is_some(), Hazards::OF_ORIGINS),
            (methods.is_some(), Hazards::ANY_METHOD),
            (allow_headers.is_some(), Hazards::ANY_REQUEST_HEADER),
            (expose_headers.is_some(), Hazards::ANY_RESPONSE_HEADER),
        ]
        .into_iter()
        .filter(|(is_given, _)| *is_given)
        .fold(Hazards::empty(), |all, (_, hazards)| all | hazards)
    }
}

/// The part of this name, if the arguments give it.
fn part<T>(
    given: Option<&Given<T>>,
    name: &str,
    value: impl FnOnce() -> TokenStream,
) -> Option<(Ident, TokenStream)> {
    given.map(|_| (Ident::new(name, Span::call_site()), value()))
}

/// Behind `StaticOrigins::`.
fn written_origins(runtime: &Ident, origins: &AllowedOrigins) -> TokenStream {
    let (exact, patterns) = match origins {
        AllowedOrigins::Any => return quote!(Any),
        // Nobody: without origins a policy starts from another, whose origins stay.
        AllowedOrigins::Elsewhere => return quote!(few(&[], &[])),
        AllowedOrigins::Listed { exact, patterns } => (exact, patterns),
    };
    let (exact, seeds) = PerfectHashSet::build(exact.clone());
    let Some(groups) = group_by_suffix(patterns) else {
        let patterns = patterns.iter().map(|one| pattern(runtime, one));
        let patterns = quote!(&[#(#patterns),*]);
        return if seeds.is_empty() {
            quote!(few(&[#(#exact),*], #patterns))
        } else {
            let exact = hash_set(runtime, &exact, &seeds);
            let patterns = quote!(#runtime::PatternSet::InTurn(#patterns));
            quote!(Listed { exact: #exact, patterns: #patterns })
        };
    };
    let (suffixes, suffix_seeds) = PerfectHashSet::build(groups.keys().copied().collect());
    let lengths = suffix_lengths(groups.keys().copied());
    let groups = suffixes.iter().map(|suffix| {
        let patterns = groups[suffix].iter().map(|one| pattern(runtime, one));
        quote!(&[#(#patterns),*])
    });
    let exact = hash_set(runtime, &exact, &seeds);
    let suffixes = hash_set(runtime, &suffixes, &suffix_seeds);
    quote! {
        Listed {
            exact: #exact,
            patterns: #runtime::PatternSet::BySuffix {
                lengths: &[#(#lengths),*],
                suffixes: #suffixes,
                groups: &[#(#groups),*],
            },
        }
    }
}

fn hash_set(runtime: &Ident, texts: &[impl ToTokens], seeds: &[u32]) -> TokenStream {
    quote!(#runtime::PerfectHashSet::new(&[#(#texts),*], &[#(#seeds),*]))
}

fn bits(runtime: &Ident, hazards: Hazards) -> TokenStream {
    let bits = hazards.bits();
    quote!(#runtime::Hazards::from_bits_retain(#bits))
}

fn pattern(runtime: &Ident, pattern: &OriginPattern) -> TokenStream {
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
fn optional(runtime: &Ident, text: Option<String>) -> TokenStream {
    let none = || quote!(#runtime::Option::None);
    text.map_or_else(none, |text| quote!(#runtime::Option::Some(#text)))
}
