//! Which annotated handler a request inside a layer would reach.

use std::{borrow::Cow, rc::Rc};

use actix_web::{HttpRequest, dev::ServiceRequest, guard::GuardContext};

use super::{
    path_forms::{form_with_slash, shorter_forms},
    router::{AppRoutes, Instead, RouteMatch, RouteQuery, Router},
};
use crate::actix::resolved_policy::ResolvedPolicy;

/// The annotated handlers of an app; `None` if it has none.
pub(in crate::actix) struct InnerRoutes(Option<Rc<AppRoutes>>);

/// The annotated handler that a request would reach.
pub(in crate::actix) enum InnerRoute<'a> {
    /// One with this policy, or none if it is in a scope that has a guard.
    Policy {
        policy: &'a Rc<ResolvedPolicy>,
        is_in_scope: bool,
    },
    /// One that is `disabled`.
    Disabled,
    /// One of these or something else: guards that cannot be seen decide.
    Uncertain,
    /// One of these if `NormalizePath` inside the layer changes the path, and none otherwise.
    OtherForm,
    /// None.
    None,
}

impl InnerRoutes {
    /// Those of the app that the request came to.
    pub(in crate::actix) fn of_app(request: &HttpRequest) -> Self {
        let routes = AppRoutes::of_request(request);
        if let Some(routes) = &routes {
            routes.read_router(request.resource_map());
        }
        Self(routes)
    }

    /// The handler for the method: the request's own, or the one that a preflight asks for.
    pub(in crate::actix) fn find(&self, request: &ServiceRequest, method: &str) -> InnerRoute<'_> {
        let Some(router) = self.0.as_ref().and_then(|routes| routes.router()) else {
            return InnerRoute::None;
        };
        let path = request.match_info().as_str();
        let is_taken = request.match_info().unprocessed().is_empty();
        // The layer is around a resource, which contains no handlers.
        if is_taken && !router.ends_at_scope(path) {
            return InnerRoute::None;
        }
        let lookup = InnerLookup {
            router,
            method,
            request: &request.guard_ctx(),
        };
        lookup.find_by_all_forms(path)
    }
}

/// A request whose path `NormalizePath` inside the layer may change.
struct InnerLookup<'a, 'r> {
    router: &'a Router,
    method: &'r str,
    request: &'r GuardContext<'r>,
}

impl<'a> InnerLookup<'a, '_> {
    /// What holds for all forms that the path may get.
    fn find_by_all_forms(&self, path: &str) -> InnerRoute<'a> {
        let found = self.lookup(path);
        let keeps_slash =
            matches!(found, RouteMatch::Handler(route, _) if route.keeps_slash_of(path));
        let found = InnerRoute::new(&found, self.router.enters_scope(path));
        let is_lost = |form: Cow<'_, str>| matches!(self.find(&form), InnerRoute::None);
        let mut forms = shorter_forms(path).chain(form_with_slash(path).map(Cow::Owned));
        match found {
            InnerRoute::Policy { .. } if !keeps_slash && shorter_forms(path).any(is_lost) => {
                InnerRoute::Uncertain
            }
            found if !forms.any(|form| self.find(&form).contradicts(&found)) => found,
            InnerRoute::None => InnerRoute::OtherForm,
            _ => InnerRoute::Uncertain,
        }
    }

    fn find(&self, form: &str) -> InnerRoute<'a> {
        InnerRoute::new(&self.lookup(form), self.router.enters_scope(form))
    }

    fn lookup(&self, form: &str) -> RouteMatch<'a> {
        self.router.lookup(RouteQuery {
            path: form,
            method: self.method,
            request: Some(self.request),
            are_scopes_open: false,
        })
    }
}

impl<'a> InnerRoute<'a> {
    fn new(found: &RouteMatch<'a>, is_in_scope: bool) -> Self {
        match found {
            RouteMatch::Handler(_, policy) => Self::Policy {
                policy,
                is_in_scope,
            },
            RouteMatch::Ambiguous(_)
            | RouteMatch::OtherMethods {
                instead: Instead::OtherOrDisabled,
                ..
            } => Self::Uncertain,
            RouteMatch::OtherMethods {
                instead: Instead::Disabled,
                ..
            } => Self::Disabled,
            RouteMatch::OtherMethods { .. } => Self::None,
        }
    }

    /// Whether this is a handler, and not the one that was found.
    fn contradicts(&self, found: &Self) -> bool {
        match (self, found) {
            (Self::None, _) | (Self::Disabled, Self::Disabled) => false,
            (Self::Policy { policy, .. }, Self::Policy { policy: found, .. }) => {
                !policy.is_same(found)
            }
            _ => true,
        }
    }
}
