//! Which policy applies to a request, by the app's router and the prefixes of `AppCors`.

use std::{borrow::Cow, iter::once, rc::Rc};

use actix_web::{HttpRequest, dev::ServiceRequest, guard::GuardContext};

use super::{
    path_forms::{form_with_slash, shorter_forms},
    prefixes::Prefixes,
    router::{AppRoutes, Instead, RegisteredRoute, RouteMatch, RouteQuery, Router},
};
use crate::actix::resolved_policy::ResolvedPolicy;

/// All policies that an app has.
pub(super) struct AppPolicies {
    /// `None` if the app has no annotated handler.
    routes: Option<Rc<AppRoutes>>,
    prefixes: Rc<Prefixes>,
    are_scopes_open: bool,
    /// Whether a request has to be looked up before it goes inside: its policy may refuse it, or needs more than
    /// its path, its method and its origin.
    pub(super) need_request: bool,
}

/// The policy for a request.
pub(super) enum MatchedPolicy<'a> {
    /// That of the handler which the request reaches, if it reaches any.
    Handler(&'a RegisteredRoute, &'a Rc<ResolvedPolicy>),
    /// That of a prefix.
    Prefix(&'a Rc<ResolvedPolicy>),
    /// That of a prefix, or of something else: that depends on what `NormalizePath` makes of the path.
    AmbiguousPrefix(&'a Rc<ResolvedPolicy>),
    /// That of this handler, or none.
    Ambiguous(&'a RegisteredRoute),
    /// None. The path may have handlers for other methods.
    OtherMethods {
        policies: Vec<Rc<ResolvedPolicy>>,
        /// What the request may reach.
        instead: Instead,
    },
}

impl AppPolicies {
    /// Those of the app that the request came to.
    pub(super) fn of_app(
        request: &HttpRequest,
        prefixes: &Rc<Prefixes>,
        are_scopes_open: bool,
    ) -> Self {
        let routes = AppRoutes::of_request(request);
        if let Some(routes) = &routes {
            routes.read_router(request.resource_map());
            routes.set_prefixes(prefixes);
        } else if prefixes.is_empty() {
            tracing::warn!("`AppCors` has nothing to do: no handler of this app has `#[cors(..)]`");
        }
        let app_router = routes.as_ref().and_then(|app| app.router());
        let has_conditions = app_router.is_some_and(|router| router.has_conditions);
        Self {
            need_request: has_conditions || !prefixes.is_empty(),
            routes,
            prefixes: Rc::clone(prefixes),
            are_scopes_open,
        }
    }

    /// The policy for a preflight that requests the method.
    pub(super) fn find_for_preflight(
        &self,
        request: &ServiceRequest,
        method: &str,
    ) -> MatchedPolicy<'_> {
        match self.find(request, method) {
            // The router inside knows better than a prefix where the request goes.
            MatchedPolicy::Prefix(_) => {
                let path = request.match_info().as_str();
                self.find_before_normalization(path, method, Some(&request.guard_ctx()))
            }
            found => found,
        }
    }

    /// The policy for a request with the method, or for a preflight that requests it, by the path that it has
    /// now.
    pub(super) fn find(&self, request: &ServiceRequest, method: &str) -> MatchedPolicy<'_> {
        let path = request.match_info().as_str();
        self.find_by(path, method, Some(&request.guard_ctx()))
    }

    /// The policy for a request that `NormalizePath` may still change: what holds for all paths that
    /// it may get. The request is `None` if it is gone.
    pub(super) fn find_before_normalization(
        &self,
        path: &str,
        method: &str,
        request: Option<&GuardContext<'_>>,
    ) -> MatchedPolicy<'_> {
        let find = |path: &str| self.find_by(path, method, request);
        let is_certain_if = |policy: &ResolvedPolicy, keeps_slash: bool| {
            let is_other = |form: Cow<'_, str>| match find(&form) {
                MatchedPolicy::Prefix(_) if keeps_slash => false,
                found => found.is_not(policy),
            };
            !shorter_forms(path).any(is_other)
                && !form_with_slash(path).is_some_and(|form| find(&form).is_of_other(policy))
        };
        let is_certain = |policy: &ResolvedPolicy| is_certain_if(policy, false);
        // Where `NormalizePath` takes the slash away, no request reaches a handler whose pattern ends with it.
        let is_certain_handler = |route: &RegisteredRoute, policy: &ResolvedPolicy| {
            let keeps_slash = route.path().ends_with('/') && !path.contains("//");
            is_certain_if(policy, keeps_slash)
        };
        let prefix = || {
            shorter_forms(path).find_map(|form| match find(&form) {
                MatchedPolicy::Prefix(policy) => Some(policy),
                _ => None,
            })
        };
        // What may take the request in front of an uncertain handler has no policy but that of the prefix.
        let of_prefix = |form: Cow<'_, str>| match find(&form) {
            MatchedPolicy::Prefix(policy) => Some(policy),
            MatchedPolicy::Ambiguous(_) => self.prefixes.policy_of(&form),
            _ => None,
        };
        let enforced = || {
            let mut forms = shorter_forms(path).chain(once(path.into()));
            forms.find_map(|form| of_prefix(form).filter(|policy| policy.enforces()))
        };
        match find(path) {
            MatchedPolicy::Handler(route, policy) if is_certain_handler(route, policy) => {
                MatchedPolicy::Handler(route, policy)
            }
            MatchedPolicy::Handler(route, _) | MatchedPolicy::Ambiguous(route) => enforced()
                .map_or(
                    MatchedPolicy::Ambiguous(route),
                    MatchedPolicy::AmbiguousPrefix,
                ),
            MatchedPolicy::Prefix(policy) if is_certain(policy) => MatchedPolicy::Prefix(policy),
            MatchedPolicy::Prefix(policy) => {
                MatchedPolicy::AmbiguousPrefix(enforced().unwrap_or(policy))
            }
            others => enforced()
                .or_else(prefix)
                .map_or(others, MatchedPolicy::AmbiguousPrefix),
        }
    }

    /// The policy of the prefix that the path of the request is under, if nothing inside changes it.
    pub(super) fn prefix_as_it_came(
        &self,
        request: &ServiceRequest,
    ) -> Option<&Rc<ResolvedPolicy>> {
        self.prefixes.policy_of(request.match_info().as_str())
    }

    fn find_by(
        &self,
        path: &str,
        method: &str,
        request: Option<&GuardContext<'_>>,
    ) -> MatchedPolicy<'_> {
        let query = self.query(path, method, request);
        let Some(router) = self.router() else {
            return self.of_prefix(path).unwrap_or_else(MatchedPolicy::none);
        };
        match router.lookup(query) {
            RouteMatch::Handler(route, policy) => MatchedPolicy::Handler(route, policy),
            RouteMatch::Ambiguous(route) => MatchedPolicy::Ambiguous(route),
            RouteMatch::OtherMethods { policies, instead } => {
                // A handler that is disabled wins over the prefix around it.
                let is_open = instead != Instead::Disabled;
                let of_prefix = is_open.then(|| self.of_prefix(path)).flatten();
                of_prefix.unwrap_or(MatchedPolicy::OtherMethods { policies, instead })
            }
        }
    }

    fn query<'a>(
        &self,
        path: &'a str,
        method: &'a str,
        request: Option<&'a GuardContext<'a>>,
    ) -> RouteQuery<'a> {
        RouteQuery {
            path,
            method,
            request,
            are_scopes_open: self.are_scopes_open,
        }
    }

    fn of_prefix(&self, path: &str) -> Option<MatchedPolicy<'_>> {
        self.prefixes.policy_of(path).map(MatchedPolicy::Prefix)
    }

    fn router(&self) -> Option<&Router> {
        self.routes.as_ref()?.router()
    }
}

impl MatchedPolicy<'_> {
    fn none() -> Self {
        Self::OtherMethods {
            policies: Vec::new(),
            instead: Instead::Default,
        }
    }

    /// Whether something is found, and it is not the handler or the prefix with the policy.
    fn is_not(&self, policy: &ResolvedPolicy) -> bool {
        match self {
            Self::Handler(_, other) | Self::Prefix(other) => !other.is_same(policy),
            Self::OtherMethods { policies, instead } => {
                !policies.is_empty() || *instead != Instead::Default
            }
            Self::AmbiguousPrefix(_) | Self::Ambiguous(_) => true,
        }
    }

    /// Whether another annotated handler is found.
    fn is_of_other(&self, policy: &ResolvedPolicy) -> bool {
        match self {
            Self::OtherMethods { instead, .. } => *instead == Instead::Disabled,
            Self::Prefix(_) | Self::AmbiguousPrefix(_) => false,
            Self::Handler(..) | Self::Ambiguous(_) => self.is_not(policy),
        }
    }
}
