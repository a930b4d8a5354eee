//! Annotated handlers in the sources: the route with its scope's prefix, and the policy merged from the handler, the
//! modules around it, and the policy that they name.

use std::collections::BTreeSet;

use cors_rules::PolicyFacts;
use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::{Attribute, LitStr, Meta, ext::IdentExt as _};

use super::{
    named_policies::{NamedPolicies, PolicyName, facts},
    place::{Links, Target},
    source_tree::SourceFunction,
};
use crate::{
    arguments::{CorsArgs, conditions},
    diagnostics::Diagnostics,
    expand::summary,
    item::{Handler, Kind, Route, arguments_of, with_module_arguments},
};

/// A handler with its policy.
pub(crate) struct SourceHandler {
    pub(crate) found: SourceFunction,
    pub(crate) route: Route,
    pub(crate) policy: Option<PolicyFacts>,
    pub(crate) named_policy: Option<PolicyName>,
    /// Conditions on entries of lists; the policy is the one without these entries.
    pub(crate) entry_conditions: BTreeSet<String>,
}

impl SourceHandler {
    /// `None` if the function has no policy, or exists in tests only.
    pub(crate) fn new(found: SourceFunction, policies: &NamedPolicies) -> Option<Self> {
        let is_test = found.conditions().any(|condition| condition == "test");
        if is_test {
            return None;
        }
        let (arguments, conditions) = conditions::unconditional(found.arguments()?);
        let mut entry_conditions = BTreeSet::from_iter(conditions);
        let args = CorsArgs::parse(arguments, &mut Diagnostics::default()).with_inherited();
        if args.is_disabled() {
            return None;
        }
        let mut attributes = found.function.attrs.clone();
        if let Some(prefix) = found.scope() {
            for attribute in &mut attributes {
                prepend(&prefix, attribute);
            }
        }
        let route = Route::take(&mut attributes)?.ok()?;
        let handler = syn::parse2::<Handler>(found.function.to_token_stream()).ok()?;
        let policy_name = summary::named_policy(&args);
        let args = policies.resolve(args, &mut entry_conditions);
        let named_policy = policy_name.map(|name| PolicyName {
            link: policies.link(&name),
            name,
            is_found: args.policy.is_none(),
        });
        let policy = facts(&args, &handler.signature.ident, Some(route.methods()));
        Some(Self {
            found,
            route,
            policy,
            named_policy,
            entry_conditions,
        })
    }
}

/// What actix-web's `#[scope]` does to the attributes of functions directly in its module. It recognises bare names
/// only.
fn prepend(prefix: &str, attribute: &mut Attribute) {
    let is_bare = attribute.path().get_ident().is_some();
    if !is_bare || !matches!(Kind::of(attribute), Some(Kind::Method(_) | Kind::Route)) {
        return;
    }
    let Meta::List(list) = &mut attribute.meta else {
        return;
    };
    let mut tokens = list.tokens.clone().into_iter();
    let Some(Ok(path)) = tokens.next().map(|path| syn::parse2::<LitStr>(path.into())) else {
        return;
    };
    let prefixed = LitStr::new(&format!("{prefix}{}", path.value()), path.span());
    let rest: TokenStream = tokens.collect();
    list.tokens = quote!(#prefixed #rest);
}

impl SourceFunction {
    /// The conditions of `#[cfg(..)]` on the function and on the modules around it.
    pub(crate) fn conditions(&self) -> impl Iterator<Item = String> {
        self.place.conditions(&self.function.attrs)
    }

    /// The link to the handler's page.
    pub(crate) fn link(&self, links: &Links) -> Option<String> {
        let name = self.function.sig.ident.unraw().to_string();
        let target = Target {
            kind: "struct",
            name: &name,
            is_public: true,
            attributes: &self.function.attrs,
        };
        self.place.link(&target, links)
    }

    /// The function's own arguments and those of the modules around it, passed on as `#[cors] mod` does; `None` if there
    /// is no `#[cors]`.
    fn arguments(&self) -> Option<TokenStream> {
        let modules = self.place.around.iter().map(Vec::as_slice);
        let all = modules.chain([self.function.attrs.as_slice()]);
        all.fold(None, |outer, attributes| {
            let (Some(own), Some(outer)) = (arguments_of(attributes), &outer) else {
                return arguments_of(attributes).or(outer);
            };
            Some(with_module_arguments(&own, outer))
        })
    }

    /// The prefix of a `#[scope("..")]` on the function's own module; those further out do not reach it.
    fn scope(&self) -> Option<String> {
        let attributes = self.place.around.last()?;
        let scope = attributes.iter().find(|attribute| {
            let last = attribute.path().segments.last();
            last.is_some_and(|segment| segment.ident == "scope")
        })?;
        scope
            .parse_args::<LitStr>()
            .ok()
            .map(|prefix| prefix.value())
    }
}

#[cfg(test)]
mod tests {
    use cors_rules::OriginFacts;
    use syn::parse_quote;

    use super::{super::place::SourcePlace, *};

    #[test]
    fn a_scope_is_before_the_paths_of_bare_route_attributes() {
        let mut attributes: [Attribute; 4] = [
            parse_quote!(#[get("/a", name = "a")]),
            parse_quote!(#[route("/a")]),
            parse_quote!(#[actix_web::get("/a")]),
            parse_quote!(#[other("/a")]),
        ];
        for attribute in &mut attributes {
            prepend("/api", attribute);
        }
        let texts = attributes.map(|one| one.into_token_stream().to_string());
        assert_eq!(
            texts,
            [
                "# [get (\"/api/a\" , name = \"a\")]",
                "# [route (\"/api/a\")]",
                "# [actix_web :: get (\"/a\")]",
                "# [other (\"/a\")]",
            ]
        );
    }

    #[test]
    fn a_row_names_the_policy_that_its_origins_come_from() {
        let line = |is_found, origins| {
            let handler = SourceHandler {
                found: SourceFunction {
                    place: SourcePlace {
                        modules: Vec::new(),
                        is_public: true,
                        around: Vec::new(),
                    },
                    function: parse_quote!(
                        async fn handler() {}
                    ),
                },
                route: Route::take(&mut vec![parse_quote!(#[get("/")])])
                    .unwrap()
                    .unwrap(),
                policy: None,
                named_policy: Some(PolicyName {
                    name: "SITES".into(),
                    is_found,
                    link: None,
                }),
                entry_conditions: BTreeSet::new(),
            };
            handler.policy_line(&PolicyFacts::of_origins(origins))
        };
        assert_eq!(line(true, OriginFacts::Any).as_deref(), Some("by `SITES`"));
        assert_eq!(
            line(false, OriginFacts::Any).as_deref(),
            Some("otherwise as in `SITES`")
        );
        // The origins themselves are said to be those of the policy.
        assert_eq!(line(false, OriginFacts::OfPolicy("SITES".into())), None);
    }
}
