//! Which policy applies to a request, by the app's router and the prefixes of `AppCors`.

use std::rc::Rc;

use actix_web::{HttpRequest, dev::ServiceRequest, guard::GuardContext};

use super::{
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
    /// That of a prefix, or of something else: that depends on what `NormalizePath` makes of the path, or on guards in
    /// front of a handler that is disabled.
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

    /// The policy for a request with the method, or for a preflight that requests it, by the path that it has
    /// now.
    pub(super) fn find(&self, request: &ServiceRequest, method: &str) -> MatchedPolicy<'_> {
        let path = request.match_info().as_str();
        self.find_by(path, method, Some(&request.guard_ctx()))
    }

    /// The policy of the prefix that the path is under.
    pub(super) fn prefix_of(&self, path: &str) -> Option<&Rc<ResolvedPolicy>> {
        self.prefixes.policy_of(path)
    }

    /// Whether the path of the request is under a prefix, and so is every form that `NormalizePath` may give it: then no layer
    /// around `AppCors` applies.
    pub(super) fn have_prefix_of(&self, request: &ServiceRequest) -> bool {
        self.prefix_of(request.match_info().as_str()).is_some()
    }

    /// The policy for a path, by the request if it is there.
    pub(super) fn find_by(
        &self,
        path: &str,
        method: &str,
        request: Option<&GuardContext<'_>>,
    ) -> MatchedPolicy<'_> {
        let query = self.query(path, method, request);
        let Some(router) = self.router() else {
            let of_prefix = self.prefix_of(path).map(MatchedPolicy::Prefix);
            return of_prefix.unwrap_or_else(MatchedPolicy::none);
        };
        match router.lookup(query) {
            RouteMatch::Handler(route, policy) => MatchedPolicy::Handler(route, policy),
            RouteMatch::Ambiguous(route) => MatchedPolicy::Ambiguous(route),
            RouteMatch::OtherMethods { policies, instead } => match self.prefix_of(path) {
                // A handler that is disabled wins over the prefix around it.
                Some(policy) if instead == Instead::OtherOrDisabled => {
                    MatchedPolicy::AmbiguousPrefix(policy)
                }
                Some(policy) if instead != Instead::Disabled => MatchedPolicy::Prefix(policy),
                _ => MatchedPolicy::OtherMethods { policies, instead },
            },
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

    fn router(&self) -> Option<&Router> {
        self.routes.as_ref()?.router()
    }
}

impl MatchedPolicy<'_> {
    pub(super) fn none() -> Self {
        Self::OtherMethods {
            policies: Vec::new(),
            instead: Instead::Default,
        }
    }
}
