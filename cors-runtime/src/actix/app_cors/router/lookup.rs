//! Which handler would the actual request reach? This file reads like the router that it mirrors: entries are
//! tried in order, a scope that is entered is never left, and the first entry that takes the request has it.
//!
//! One thing differs: the guards of scopes and of entries without `#[cors]` cannot be seen. So a walk does not
//! stop at such an entry; it goes on and collects everything that the request may reach.

use std::rc::Rc;

use actix_web::{
    dev::{ResourceDef, ResourceMap},
    guard::GuardContext,
};

use super::{
    entries::{Entries, Entry},
    in_front,
    recognize::recognize,
    registered_route::RegisteredRoute,
    resource_tree,
};
use crate::actix::resolved_policy::ResolvedPolicy;

/// An app's router, as far as it can be seen.
pub(in crate::actix) struct Router {
    pub(super) entries: Entries,
    /// Whether the answer for some handler depends on more than path and method: it has guards, or its
    /// origins are asked for.
    pub(in crate::actix::app_cors) has_conditions: bool,
}

/// A request that is being routed to a handler.
#[derive(Clone, Copy)]
pub(in crate::actix) struct RouteQuery<'a> {
    /// The path as the router matches it.
    pub(in crate::actix) path: &'a str,
    /// The method; of a preflight, the requested one.
    pub(in crate::actix) method: &'a str,
    /// What the guards of handlers look at; `None` if the request is gone.
    pub(in crate::actix) request: Option<&'a GuardContext<'a>>,
    /// Whether the user promised that no scope has a guard.
    pub(in crate::actix) are_scopes_open: bool,
}

/// What the request reaches.
pub(in crate::actix) enum RouteMatch<'a> {
    /// This handler, or none if a scope around it has a guard.
    Handler(&'a RegisteredRoute, &'a Rc<ResolvedPolicy>),
    /// This handler or something else.
    Ambiguous(&'a RegisteredRoute),
    /// No handler with a policy.
    OtherMethods {
        /// Those of the handlers for the path and other methods.
        policies: Vec<Rc<ResolvedPolicy>>,
        instead: Instead,
    },
}

/// What may take a request that reaches no handler with a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::actix) enum Instead {
    /// A default service, which answers 404 unless the app has another.
    Default,
    /// An entry without `#[cors]`.
    Other,
    /// A handler that is `disabled`.
    Disabled,
    /// A handler that is `disabled`, or something in front of it: guards that cannot be seen decide.
    OtherOrDisabled,
}

impl Instead {
    /// What may take the request if this may, and the next one behind it.
    fn or(self, next: Self) -> Self {
        match (self, next) {
            (met, Self::Default) => met,
            (Self::Default, Self::Other) => Self::Other,
            (met, next) if met == next => met,
            _ => Self::OtherOrDisabled,
        }
    }
}

impl Router {
    /// The router whose map this is, with the handlers that were registered.
    pub(super) fn read(map: &ResourceMap, routes: &[Rc<RegisteredRoute>]) -> Self {
        let entries = resource_tree::entries(map).unwrap_or_else(|| {
            tracing::error!(
                "`AppCors` answers nothing: it does not understand the resource map of this version of actix-web"
            );
            Vec::new()
        });
        let entries = recognize(entries, routes);
        in_front::mark(&entries);
        let has_conditions = |route: &Rc<RegisteredRoute>| {
            let policy = route.policy.as_ref();
            route.guard.has_conditions() || policy.is_some_and(|policy| policy.reads_request())
        };
        Self {
            entries,
            has_conditions: routes.iter().any(has_conditions),
        }
    }

    /// What the request reaches.
    pub(in crate::actix) fn lookup(&self, query: RouteQuery<'_>) -> RouteMatch<'_> {
        let mut walk = Walk::default();
        walk.entries(&self.entries, query);
        match walk.handler {
            Some((route, _)) if walk.is_ambiguous => RouteMatch::Ambiguous(route),
            Some((route, policy)) => RouteMatch::Handler(route, policy),
            None => RouteMatch::OtherMethods {
                policies: self.entries.other_methods(query),
                instead: walk.instead.unwrap_or(Instead::Default),
            },
        }
    }

    /// Whether the path may end at a scope, and not only at a resource.
    pub(in crate::actix::app_cors) fn ends_at_scope(&self, path: &str) -> bool {
        self.entries.end_at_scope(path)
    }

    /// Whether the path enters a scope, whose guards decide.
    pub(in crate::actix::app_cors) fn enters_scope(&self, path: &str) -> bool {
        self.entries.candidates(path).any(|entry| {
            matches!(entry, Entry::Scope { prefix, .. } if prefix.find_match(path).is_some())
        })
    }
}

impl Entries {
    /// The policies of annotated handlers for the path that do not have the method.
    fn other_methods(&self, query: RouteQuery<'_>) -> Vec<Rc<ResolvedPolicy>> {
        let candidates = self.candidates(query.path);
        let policies = candidates.flat_map(|entry| match entry {
            Entry::Scope { prefix, entries } => {
                let rest = prefix.find_match(query.path).map(|end| &query.path[end..]);
                let policies = rest.map(|path| entries.other_methods(RouteQuery { path, ..query }));
                policies.unwrap_or_default()
            }
            Entry::Annotated { path, route } => {
                let is_other = !route.guard.serves(query.method)
                    && path.is_match(query.path)
                    && route.guard.admits(query.request) == Some(true);
                let policy = route.policy.iter().filter(|_| is_other);
                policy.cloned().collect()
            }
            Entry::Other { .. } => Vec::new(),
        });
        policies.collect()
    }
}

/// What a request may reach, as far as it was followed.
#[derive(Default)]
struct Walk<'a> {
    /// The handler with a policy that takes the request.
    handler: Option<(&'a RegisteredRoute, &'a Rc<ResolvedPolicy>)>,
    /// Whether something else may take the request instead.
    is_ambiguous: bool,
    instead: Option<Instead>,
    /// The prefix of the last scope that has a handler for the request.
    scope: Option<&'a ResourceDef>,
}

impl<'a> Walk<'a> {
    /// Follows the request through the entries; returns whether it cannot go further.
    fn entries(&mut self, entries: &'a Entries, query: RouteQuery<'_>) -> bool {
        entries.candidates(query.path).any(|entry| match entry {
            Entry::Scope { prefix, entries } => prefix.find_match(query.path).is_some_and(|end| {
                let path = &query.path[end..];
                self.scope(prefix.definition(), entries, RouteQuery { path, ..query })
            }),
            Entry::Annotated { path, route } => {
                path.is_match(query.path) && self.annotated(route, query)
            }
            Entry::Other { path } => {
                if path.is_match(query.path) {
                    self.meet(Instead::Other);
                }
                false
            }
        })
    }

    /// A scope whose prefix matches. It ends the way, unless it has a guard.
    fn scope(
        &mut self,
        prefix: &'a ResourceDef,
        entries: &'a Entries,
        query: RouteQuery<'_>,
    ) -> bool {
        let mut within = Self::default();
        within.entries(entries, query);
        if within.handler.is_some() {
            self.scope = Some(prefix);
        } else {
            within.meet(Instead::Default);
            // Of two scopes with one prefix, guards decide which is entered.
            within.is_ambiguous |= self.scope == Some(prefix);
        }
        self.join(&within);
        query.are_scopes_open
    }

    /// An annotated handler whose path matches.
    fn annotated(&mut self, route: &'a RegisteredRoute, query: RouteQuery<'_>) -> bool {
        if !route.guard.serves(query.method) {
            return false;
        }
        let is_admitted = route.guard.admits(query.request);
        if is_admitted != Some(false) {
            match route.policy {
                Some(ref policy) => self.meet_handler((route, policy)),
                None => self.meet(Instead::Disabled),
            }
        }
        self.is_ambiguous |= is_admitted.is_none();
        is_admitted == Some(true)
    }

    fn meet_handler(&mut self, handler: (&'a RegisteredRoute, &'a Rc<ResolvedPolicy>)) {
        let is_other = self
            .handler
            .is_some_and(|(_, policy)| !policy.is_same(handler.1));
        self.is_ambiguous |= self.instead.is_some() || is_other;
        self.handler.get_or_insert(handler);
    }

    /// Something without a policy that may take the request.
    fn meet(&mut self, instead: Instead) {
        self.is_ambiguous |= instead != Instead::Default;
        self.instead = Some(self.instead.map_or(instead, |met| met.or(instead)));
    }

    /// What was met inside a scope.
    fn join(&mut self, within: &Self) {
        if let Some(handler) = within.handler {
            self.meet_handler(handler);
        }
        if let Some(instead) = within.instead {
            self.meet(instead);
        }
        self.is_ambiguous |= within.is_ambiguous;
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::listed_router::{
            Listed::{Handler, Plain, Scope},
            entries,
        },
        Instead, RouteMatch, RouteQuery, Router,
    };

    #[test]
    fn the_handlers_of_other_methods_are_those_with_the_path() {
        let scope = Scope(
            "/api",
            vec![Handler("/users/{id}"), Handler("/users/{id}/photo")],
        );
        let (entries, _) = entries(vec![scope, Handler("/pages"), Plain("/plain")]);
        let router = Router {
            entries,
            has_conditions: false,
        };
        let others = |path| {
            let query = RouteQuery {
                path,
                method: "PUT",
                request: None,
                are_scopes_open: false,
            };
            match router.lookup(query) {
                RouteMatch::OtherMethods { policies, instead } => (policies.len(), instead),
                _ => panic!("no handler has the method"),
            }
        };
        for path in ["/api/users/7", "/api/users/7/photo", "/pages"] {
            assert_eq!(others(path), (1, Instead::Default), "{path}");
        }
        for path in ["/users/7", "/api", "/api/pages", "/", "/api/users/7/x"] {
            assert_eq!(others(path), (0, Instead::Default), "{path}");
        }
        assert_eq!(others("/plain"), (0, Instead::Other));
    }
}
