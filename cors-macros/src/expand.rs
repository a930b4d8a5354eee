//! A judged policy and its handler to code. Infallible: nothing is left to report.

use cors_policy::{AllowedOrigins, HostWildcard, OriginPattern, Policy};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::Attribute;
use syn::ext::IdentExt as _;

use crate::{
    args::CorsArgs,
    docs,
    handler::Handler,
    route::{Entry, Kind, Route},
    warning,
};

/// The struct that users register, as actix-web's own macros write it, and its registration.
pub(crate) fn handler(
    args: &CorsArgs,
    handler: &Handler,
    route: &Route,
    policy: &Policy,
    warnings: &TokenStream,
) -> TokenStream {
    let runtime = args.runtime();
    let runtime = quote!(#runtime::__private);
    let name = &handler.signature.ident;
    let has_warnings = !warnings.is_empty();
    let function = handler.function(|attribute| {
        ["doc", "deprecated"]
            .iter()
            .any(|name| attribute.path().is_ident(name))
            || (has_warnings && warning::expects_warnings(attribute))
    });
    let on_struct = handler.attributes_named(&["doc", "cfg", "allow", "deprecated"]);
    let docs = docs::attributes(handler, route, policy);
    let on_impl = handler.attributes_named(&["cfg", "allow"]);
    let silence = is_deprecated(handler).then(|| quote!(#[allow(deprecated)]));

    let app = Ident::new("__app", Span::mixed_site());
    let origins_name = format_ident!("__CORS_ORIGINS");
    let origins = origins(&runtime, policy.origins());
    let registrations = route.entries.iter().enumerate().map(|(index, entry)| {
        let constant = format_ident!("__CORS_ROUTE_{index}");
        let value = entry_constant(&runtime, name, route, entry, policy, &origins_name);
        let guards = &entry.guards;
        let service = entry.wraps.iter().fold(
            quote!(#runtime::handler(#name)),
            |inner, wrap| quote!(#runtime::wrap(#wrap, #inner)),
        );
        quote! {
            {
                static #constant: #runtime::Route = #value;
                #runtime::inventory::submit! { #runtime::Listed(&#constant) }
                #runtime::register(#app, &#constant, [#(#runtime::guard(#guards)),*], #service);
            }
        }
    });

    let macro_path = &route.macro_path;

    quote! {
        #(#on_struct)*
        #docs
        #[allow(
            non_camel_case_types,
            missing_docs,
            missing_copy_implementations,
            missing_debug_implementations,
            unreachable_pub
        )]
        pub struct #name;

        #(#on_impl)*
        #silence
        impl #runtime::HttpServiceFactory for #name {
            fn register(self, #app: &mut #runtime::AppService) {
                #[allow(unused_imports)]
                use #macro_path as _;
                #function
                static #origins_name: #runtime::Origins = #origins;
                #(#registrations)*
            }
        }

        #warnings
    }
}

/// A handler that can be registered and serves nothing, where its route attribute was refused: actix-web's
/// macro would refuse it a second time.
pub(crate) fn stand_in(args: &CorsArgs, written: &Handler) -> TokenStream {
    let runtime = args.runtime();
    let runtime = quote!(#runtime::__private);
    let name = &written.signature.ident;
    let is_route = |attribute: &Attribute| Kind::of(attribute.path()).is_some();
    let function = written.function(is_route);
    let macro_paths = written
        .attributes
        .iter()
        .filter(|attribute| is_route(attribute))
        .map(Attribute::path);
    quote! {
        #[allow(non_camel_case_types, missing_docs)]
        pub struct #name;

        impl #runtime::HttpServiceFactory for #name {
            fn register(self, _: &mut #runtime::AppService) {
                #(#[allow(unused_imports)] use #macro_paths as _;)*
                #function
            }
        }
    }
}

/// Whether using the struct is a warning: our own use of it is none.
fn is_deprecated(handler: &Handler) -> bool {
    handler.attributes_named(&["deprecated"]).next().is_some()
}

fn origins(runtime: &TokenStream, origins: &AllowedOrigins) -> TokenStream {
    match origins {
        AllowedOrigins::Any => quote!(#runtime::Origins::Any),
        AllowedOrigins::Listed { exact, patterns } => {
            let patterns = patterns.iter().map(|one| pattern(runtime, one));
            quote! {
                #runtime::Origins::Listed {
                    exact: &[#(#exact),*],
                    patterns: &[#(#patterns),*],
                }
            }
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

fn entry_constant(
    runtime: &TokenStream,
    handler: &Ident,
    route: &Route,
    entry: &Entry,
    policy: &Policy,
    origins: &Ident,
) -> TokenStream {
    let Entry {
        path,
        name,
        methods: serves,
        guards: _,
        wraps: _,
    } = entry;
    let function = handler.unraw().to_string();
    let name = name.clone().unwrap_or_else(|| handler.to_string());
    let policy = policy_constant(runtime, &open_methods(route, path, policy), policy, origins);
    quote! {
        #runtime::Route {
            path: #path,
            name: #name,
            handler: #runtime::concat!(#runtime::module_path!(), "::", #function),
            serves: &[#(#serves),*],
            policy: #policy,
        }
    }
}

/// The policy's methods, as far as the handler serves them under this path.
fn open_methods(route: &Route, path: &str, policy: &Policy) -> Vec<String> {
    let served = route.methods_under(path);
    match policy.methods() {
        Some(methods) => methods
            .iter()
            .filter(|method| served.contains(method))
            .cloned()
            .collect(),
        None => served,
    }
}

fn policy_constant(
    runtime: &TokenStream,
    methods: &[String],
    policy: &Policy,
    origins: &Ident,
) -> TokenStream {
    let allow_methods = methods.join(", ");
    let allow_headers = optional(runtime, joined(policy.allow_headers()));
    let expose_headers = optional(runtime, joined(policy.expose_headers()));
    let max_age = optional(runtime, policy.max_age().map(|seconds| seconds.to_string()));
    let credentials = policy.credentials();
    quote! {
        #runtime::Policy::from_parts(#runtime::Parts {
            origins: &#origins,
            methods: &[#(#methods),*],
            allow_methods: #allow_methods,
            allow_headers: #allow_headers,
            expose_headers: #expose_headers,
            max_age: #max_age,
            credentials: #credentials,
        })
    }
}

fn joined(names: &[String]) -> Option<String> {
    (!names.is_empty()).then(|| names.join(", "))
}

/// `Some` and `None` by paths that nothing in scope can shadow.
fn optional(runtime: &TokenStream, text: Option<String>) -> TokenStream {
    let none = || quote!(#runtime::Option::None);
    text.map_or_else(none, |text| quote!(#runtime::Option::Some(#text)))
}
