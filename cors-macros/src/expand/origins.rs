//! The origins of a policy as constants, arranged so that a request is compared with few of them.

use cors_rules::{
    AllowedOrigins, HostWildcard, OriginPattern, PerfectHashSet, Policy, group_by_suffix,
    suffix_lengths,
};
use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};

use super::private::runtime;
use crate::{
    arguments::{CorsArgs, EnvVariable, ListItem, OriginsArgument, value_of},
    place::{self, behind},
};

/// The value of `origins`.
pub(crate) fn setting(args: &CorsArgs, policy: &Policy) -> TokenStream {
    let runtime = runtime();
    match value_of(args.origins.as_ref()) {
        Some(OriginsArgument::Listed { items, variables }) if !variables.is_empty() => {
            let listed = texts(items);
            let variables = variables.iter().map(|variable| {
                let EnvVariable { name, default } = variable;
                let default = texts(default);
                quote!(#runtime::EnvVariable { name: #name, default: &[#(#default),*] })
            });
            quote! {
                #runtime::OriginsSetting::Env {
                    listed: &[#(#listed),*],
                    variables: &[#(#variables),*],
                    reader: #runtime::EnvReader::READER,
                }
            }
        }
        Some(OriginsArgument::Dynamic(path, name)) => {
            // The path's place, so that a wrong type is reported there.
            let span = place::of_path(path);
            let origins = quote_spanned!(span=> &#path);
            quote_spanned! {behind(span)=>
                #runtime::OriginsSetting::Dynamic { origins: #origins, name: #name }
            }
        }
        Some(OriginsArgument::Listed { .. }) | None => {
            let origins = static_origins(&runtime, policy.origins());
            quote!(#runtime::OriginsSetting::Listed(&#runtime::StaticOrigins::#origins))
        }
    }
}

fn texts(items: &[ListItem]) -> impl Iterator<Item = &str> {
    items.iter().map(|item| item.text.as_str())
}

/// A variant of `StaticOrigins`, without its path.
fn static_origins(runtime: &Ident, origins: &AllowedOrigins) -> TokenStream {
    let (exact, patterns) = match origins {
        AllowedOrigins::Any => return quote!(Any),
        // Never used: a policy without origins starts from another one.
        AllowedOrigins::Elsewhere => return quote!(few(&[], &[])),
        AllowedOrigins::Listed { exact, patterns } => (exact, patterns),
    };
    let exact: Vec<_> = exact.iter().map(String::as_str).collect();
    let (exact, seeds) = PerfectHashSet::build(&exact);
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
    let suffixes: Vec<_> = groups.keys().copied().collect();
    let (suffixes, suffix_seeds) = PerfectHashSet::build(&suffixes);
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

fn hash_set(runtime: &Ident, texts: &[&str], seeds: &[u32]) -> TokenStream {
    quote!(#runtime::PerfectHashSet::new(&[#(#texts),*], &[#(#seeds),*]))
}

fn pattern(runtime: &Ident, pattern: &OriginPattern) -> TokenStream {
    let (before, wildcard, after, any_port) = pattern.parts();
    let wildcard = match wildcard {
        HostWildcard::None => quote!(None),
        HostWildcard::Subdomains => quote!(Subdomains),
        HostWildcard::PartOfLabel => quote!(PartOfLabel),
    };
    quote! {
        #runtime::OriginPattern::from_parts(
            #before,
            #runtime::HostWildcard::#wildcard,
            #after,
            #any_port,
        )
    }
}
