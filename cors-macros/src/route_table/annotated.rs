//! Annotated handlers as the sources have them: the route with its scope's prefix, and the policy merged
//! from the handler, the modules around it, and the policy that they name.

use std::collections::{BTreeMap, BTreeSet};

use cors_rules::PolicyFacts;
use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::{Attribute, LitStr, Macro, Meta};

use super::source_tree::SourceFunction;
use crate::{
    arguments::{CorsArgs, conditions},
    diagnostics::Diagnostics,
    expand::summary,
    item::{Handler, Kind, NamedPolicy, Route, arguments_of, with_module_arguments},
    lower::PolicyInput,
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

/// The policy that a handler starts from.
pub(crate) struct PolicyName {
    pub(crate) name: String,
    /// Whether the sources have it; if not, nothing is known but its name.
    pub(crate) is_found: bool,
}

impl SourceHandler {
    /// Nothing if the function has no policy, or is there for tests only.
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
            name,
            is_found: args.policy.is_none(),
        });
        let policy = policy(&args, &handler, &route);
        Some(Self {
            found,
            route,
            policy,
            named_policy,
            entry_conditions,
        })
    }
}

/// Named policies that the sources write, each with its arguments.
pub(crate) struct NamedPolicies(BTreeMap<String, Vec<TokenStream>>);

impl NamedPolicies {
    pub(crate) fn among(macros: Vec<Macro>) -> Self {
        let is_policy = |call: &Macro| {
            let last = call.path.segments.last();
            last.is_some_and(|segment| segment.ident == "policy")
        };
        let calls = macros.into_iter().filter(is_policy);
        let mut by_name: BTreeMap<_, Vec<_>> = BTreeMap::new();
        // What cannot be read is reported where the macro expands.
        let policies = calls.flat_map(|call| NamedPolicy::all(call.tokens).unwrap_or_default());
        for NamedPolicy {
            name, arguments, ..
        } in policies
        {
            let name = name.to_string();
            by_name.entry(name).or_default().push(arguments);
        }
        Self(by_name)
    }

    /// The arguments with those of the named policy that they start from, if there is only one of the name.
    fn resolve(&self, mut args: CorsArgs, entry_conditions: &mut BTreeSet<String>) -> CorsArgs {
        // Each at most once, so that those that start from each other come to an end.
        for _ in 0..self.0.len() {
            let name = summary::named_policy(&args);
            let name = name.as_deref().and_then(|path| path.rsplit("::").next());
            let Some([arguments]) = name.and_then(|name| self.0.get(name)).map(Vec::as_slice)
            else {
                break;
            };
            let (arguments, conditions) = conditions::unconditional(arguments.clone());
            entry_conditions.extend(conditions);
            let base = CorsArgs::parse(arguments, &mut Diagnostics::default());
            args = args.with_base(base);
        }
        args
    }
}

/// What the policy says; nothing if it is wrong, which is reported at the handler.
fn policy(args: &CorsArgs, handler: &Handler, route: &Route) -> Option<PolicyFacts> {
    let name = &handler.signature.ident;
    let input = PolicyInput::new(args, name, Some(route.methods()));
    let validated = input.validate(&mut Diagnostics::default())?;
    Some(summary::facts(args, &validated.policy, route.methods()))
}

/// What actix-web's `#[scope]` does to the attributes of functions directly in its module: it knows them
/// by their bare names only.
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
    let behind: TokenStream = tokens.collect();
    list.tokens = quote!(#prefixed #behind);
}

impl SourceFunction {
    /// The function's own arguments and those of the modules around it, handed down as `#[cors] mod` does;
    /// nothing if there is no `#[cors]`.
    fn arguments(&self) -> Option<TokenStream> {
        let modules = self.around.iter().map(Vec::as_slice);
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
        let attributes = self.around.last()?;
        let scope = attributes.iter().find(|attribute| {
            let last = attribute.path().segments.last();
            last.is_some_and(|segment| segment.ident == "scope")
        })?;
        scope
            .parse_args::<LitStr>()
            .ok()
            .map(|prefix| prefix.value())
    }

    /// Whether rustdoc makes no page of it: `#[doc(hidden)]` on it, or on a module around it.
    pub(crate) fn is_hidden(&self) -> bool {
        let mut attributes = self.around.iter().flatten().chain(&self.function.attrs);
        attributes.any(|attribute| {
            let hidden = attribute.parse_args::<syn::Ident>();
            attribute.path().is_ident("doc") && hidden.is_ok_and(|argument| argument == "hidden")
        })
    }

    /// The conditions of `#[cfg(..)]` on the function and on the modules around it.
    pub(crate) fn conditions(&self) -> impl Iterator<Item = String> {
        let attributes = self.around.iter().flatten().chain(&self.function.attrs);
        attributes
            .filter(|attribute| attribute.path().is_ident("cfg"))
            .filter_map(|attribute| match &attribute.meta {
                Meta::List(list) => Some(list.tokens.to_string()),
                Meta::Path(_) | Meta::NameValue(_) => None,
            })
    }
}
