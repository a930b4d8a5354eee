//! A handler and its policy to code: the struct that users register, and its registration.

use cors_rules::{Policy, is_forbidden};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::{Attribute, ext::IdentExt as _};

use super::{policy_expr::PolicyExpr, private, warning};
use crate::{
    arguments::CorsArgs,
    compiler,
    item::{Handler, Kind, Route, RouteEntry},
};

/// Methods whose one-element lists are constants of the runtime.
const ONLY: [&str; 8] = [
    "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY",
];

/// The struct that users register, like the one that actix-web's own macros write, and its registration.
pub(crate) fn handler(
    args: &CorsArgs,
    handler: &Handler,
    route: &Route,
    policy: &Policy,
    documentation: &TokenStream,
    warnings: &TokenStream,
) -> TokenStream {
    let runtime = private::runtime();
    let name = &handler.signature.ident;
    let expression = PolicyExpr { args, policy };
    // What the compiler has to check of a policy: the paths in it.
    let is_left_out = !compiler::keeps_policies() && !expression.names_items();
    let policy_value = if is_left_out {
        TokenStream::new()
    } else {
        expression.value()
    };
    let registrations = route.entries.iter().enumerate().map(|(index, entry)| {
        let item = format_ident!("__CORS_ROUTE_{index}");
        // Validated once, for all of the handler's paths.
        let policy_value = match index {
            0 => expression.value_on(&route.methods(), &policy_value),
            _ => policy_value.clone(),
        };
        if is_left_out {
            return registration(&runtime, name, entry, &quote!(#runtime::NO_ROUTE));
        }
        let value = entry_constant(&runtime, name, route, entry, &policy_value);
        let submission =
            compiler::collects_routes().then(|| quote!(#runtime::inventory::submit! { &#item }));
        let registration = registration(&runtime, name, entry, &quote!(#item));
        quote! {
            {
                static #item: #runtime::Route = #value;
                #submission
                #registration
            }
        }
    });

    let body = quote!(#(#registrations)*);
    let item = registered(
        args,
        handler,
        route,
        documentation,
        !warnings.is_empty(),
        &body,
    );
    quote!(#item #warnings)
}

/// The same for a handler that has no policy although its module has one.
pub(crate) fn without_policy(args: &CorsArgs, handler: &Handler, route: &Route) -> TokenStream {
    let runtime = private::runtime();
    let name = &handler.signature.ident;
    let app = app();
    let registrations = route.entries.iter().map(|entry| {
        let RouteEntry {
            path,
            methods,
            guards,
            ..
        } = entry;
        let resource = resource_name(name, entry);
        let service = service(&runtime, name, entry);
        quote! {
            #runtime::register_without_policy(
                #app,
                #path,
                #resource,
                &[#(#methods),*],
                [#(#runtime::guard(#guards)),*],
                #service,
            );
        }
    });
    let body = quote!(#(#registrations)*);
    registered(args, handler, route, &TokenStream::new(), false, &body)
}

/// The private module of `cors_runtime`.
fn private(args: &CorsArgs) -> TokenStream {
    let runtime = args.runtime();
    quote!(#runtime::__private)
}

/// The name of the app in the body of a registration.
fn app() -> Ident {
    Ident::new("__app", Span::mixed_site())
}

/// The struct with its documentation, and its registration: the handler's function, then this body.
fn registered(
    args: &CorsArgs,
    handler: &Handler,
    route: &Route,
    docs: &TokenStream,
    has_warnings: bool,
    body: &TokenStream,
) -> TokenStream {
    let runtime = private(args);
    let import = private::import(args);
    let app = app();
    let name = &handler.signature.ident;
    let function = handler.function(|attribute| {
        ["doc", "deprecated"]
            .iter()
            .any(|name| attribute.path().is_ident(name))
            || (has_warnings && warning::expects_warnings(attribute))
    });
    let on_struct = handler.attributes_named(&["doc", "cfg", "allow", "deprecated"]);
    let on_impl = handler.attributes_named(&["cfg", "allow"]);
    let silence = is_deprecated(handler).then(|| quote!(#[allow(deprecated)]));
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
                #import
                #body
            }
        }
    }
}

/// Registers the handler, or the service around it, with the route: the path of its constant.
fn registration(
    runtime: &Ident,
    handler: &Ident,
    entry: &RouteEntry,
    route: &TokenStream,
) -> TokenStream {
    let app = app();
    let guards = &entry.guards;
    let (register, service) = if entry.wraps.is_empty() {
        (quote!(register_handler), quote!(#handler))
    } else {
        (quote!(register), service(runtime, handler, entry))
    };
    quote!(#runtime::#register(#app, &#route, [#(#runtime::guard(#guards)),*], #service);)
}

/// The handler inside the middleware of its route attribute.
fn service(runtime: &Ident, handler: &Ident, entry: &RouteEntry) -> TokenStream {
    entry.wraps.iter().fold(
        quote!(#runtime::handler(#handler)),
        |inner, wrap| quote!(#runtime::wrap(#inner, #wrap)),
    )
}

/// The resource's name, for `url_for`.
fn resource_name(handler: &Ident, entry: &RouteEntry) -> String {
    let name = entry.name.clone();
    name.unwrap_or_else(|| handler.to_string())
}

/// A handler that can be registered and serves nothing, in place of one whose route attribute is wrong: actix-web's
/// macro would report the same error again.
pub(crate) fn stand_in(args: &CorsArgs, original: &Handler) -> TokenStream {
    let runtime = private(args);
    let name = &original.signature.ident;
    let is_route = |attribute: &Attribute| Kind::of(attribute).is_some();
    let function = original.function(is_route);
    // The attributes below `#[routes]` need no import.
    let taken_over = original.attributes.iter().find(|one| is_route(one));
    let import = taken_over.map(Attribute::path).map(|path| {
        quote! {
            #[allow(unused_imports)]
            use #path as _;
        }
    });
    quote! {
        #[allow(non_camel_case_types, missing_docs)]
        pub struct #name;

        impl #runtime::HttpServiceFactory for #name {
            fn register(self, _: &mut #runtime::AppService) {
                #import
                #function
            }
        }
    }
}

/// Whether the struct is deprecated; then our own use of it is silenced.
fn is_deprecated(handler: &Handler) -> bool {
    handler.attributes_named(&["deprecated"]).next().is_some()
}

fn entry_constant(
    runtime: &Ident,
    handler: &Ident,
    route: &Route,
    entry: &RouteEntry,
    policy: &TokenStream,
) -> TokenStream {
    let RouteEntry {
        path,
        name: _,
        methods: serves,
        guards: _,
        wraps: _,
    } = entry;
    let function = handler.unraw().to_string();
    let name = resource_name(handler, entry);
    let open = methods(runtime, &open_methods(route, path));
    let serves = methods(runtime, serves);
    quote! {
        #runtime::Route::new(
            #path,
            #name,
            #runtime::concat!(#runtime::module_path!(), "::", #function),
            #serves,
            #open,
            #policy,
        )
    }
}

/// A list of methods, by its name if the runtime has it.
fn methods(runtime: &Ident, methods: &[String]) -> TokenStream {
    match methods {
        [only] if ONLY.contains(&only.as_str()) => {
            let only = format_ident!("{only}");
            quote!(#runtime::only::#only)
        }
        methods => quote!(&[#(#methods),*]),
    }
}

/// The methods that the handler serves under the path and that browsers can send.
fn open_methods(route: &Route, path: &str) -> Vec<String> {
    let served = route.methods_under(path).into_iter();
    served.filter(|method| !is_forbidden(method)).collect()
}
