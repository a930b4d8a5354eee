//! What `cors-inspector` sees of a running app: the routes in its router, their policies, and which of them a
//! request would reach. Not part of the public interface: it may change with any release.

use std::{future::ready, rc::Rc};

use actix_service::{Service as _, fn_service};
use actix_web::{
    Error, HttpMessage as _, HttpRequest, HttpResponse,
    dev::{AppService, RequestHead, ServiceRequest},
};

use cors_rules::PolicyFacts;

use super::{
    app_cors::{
        AppRoutes, Instead, MountedEntry, Prefixes, RegisteredRoute, RouteMatch, RouteQuery, Router,
    },
    middleware::PolicyMiddleware,
    refusal::Simulated,
    resolved_policy::ResolvedPolicy,
};
use crate::routes::AnnotatedRoute;

pub use super::refusal::{Refusal, observe_refusals};

/// The annotated handlers of one app, and its router.
#[derive(Debug)]
pub struct AppInspection(Rc<AppRoutes>);

/// An entry of the app's router that is not a scope.
#[derive(Debug)]
pub struct MountedRoute {
    /// The pattern of its whole path; of several patterns, the first.
    pub path: String,
    /// Whether it also has all paths below.
    pub is_prefix: bool,
    /// What it is.
    pub kind: MountedKind,
    /// Paths of entries without `#[cors]` that are asked before and may match the same requests.
    pub in_front: Vec<String>,
}

/// What an entry of the router is.
#[derive(Debug)]
pub enum MountedKind {
    /// A handler with a policy.
    Annotated(InspectedHandler),
    /// A handler that is `disabled`.
    Disabled {
        /// The name of the handler's resource.
        name: &'static str,
        /// The methods that it serves.
        methods: &'static [&'static str],
    },
    /// Anything else. A layer around it may have a policy.
    Other,
}

/// A handler with a policy.
#[derive(Debug)]
pub struct InspectedHandler {
    /// The route, and what its policy says.
    pub route: AnnotatedRoute,
    /// The path of the named policy that the handler's starts from, as it is written.
    pub named_policy: Option<&'static str>,
    /// Whether some of the policy is written on the module around the handler.
    pub is_inherited: bool,
    policy: Rc<ResolvedPolicy>,
}

/// What a request would reach.
#[derive(Debug)]
pub enum ReachedRoute {
    /// This handler.
    Handler(InspectedHandler),
    /// This handler, or something whose guards cannot be seen.
    Ambiguous(InspectedHandler),
    /// A handler that is `disabled`.
    Disabled,
    /// An entry without `#[cors]`.
    Other,
    /// No entry; a default service answers.
    Nothing,
}

impl AppInspection {
    /// Of the app that is being built.
    #[must_use]
    #[inline]
    pub fn of_app(app: &mut AppService) -> Self {
        let routes = AppRoutes::of_app(app);
        // An app without annotated handlers has no name yet, and its `AppCors` finds it by the name.
        AppRoutes::register_name(app);
        Self(routes)
    }

    /// Everything in the router, in the order in which it is asked. The request is any request to the app.
    #[must_use]
    #[inline]
    pub fn routes(&self, request: &HttpRequest) -> Vec<MountedRoute> {
        self.0.read_router(request.resource_map());
        let entries = self.0.router().map(Router::mounted);
        let entries = entries.unwrap_or_default().into_iter();
        let route = |entry: MountedEntry| MountedRoute {
            path: entry.path,
            is_prefix: entry.is_prefix,
            kind: entry
                .route
                .map_or(MountedKind::Other, |route| MountedKind::of(&route)),
            in_front: entry.in_front,
        };
        entries.map(route).collect()
    }

    /// The prefixes of the app's `AppCors`, and what their policies say.
    #[must_use]
    #[inline]
    pub fn prefixes(&self) -> Vec<(String, PolicyFacts)> {
        let prefixes = self.0.prefixes();
        prefixes.map(Prefixes::list).unwrap_or_default()
    }

    /// What the simulated request, or the request that its preflight asks for, would reach in the app that `request`
    /// came to.
    #[must_use]
    #[inline]
    pub fn find(
        &self,
        request: &HttpRequest,
        simulated: &ServiceRequest,
        method: &str,
    ) -> ReachedRoute {
        self.0.read_router(request.resource_map());
        let query = RouteQuery {
            path: simulated.match_info().as_str(),
            method,
            request: Some(&simulated.guard_ctx()),
            are_scopes_open: false,
        };
        let Some(router) = self.0.router() else {
            return ReachedRoute::Nothing;
        };
        match router.lookup(query) {
            RouteMatch::Handler(route, policy) => InspectedHandler::new(route, policy)
                .map_or(ReachedRoute::Other, ReachedRoute::Handler),
            RouteMatch::Ambiguous(route) => {
                InspectedHandler::of(route).map_or(ReachedRoute::Other, ReachedRoute::Ambiguous)
            }
            RouteMatch::OtherMethods { instead, .. } => match instead {
                Instead::Default => ReachedRoute::Nothing,
                Instead::Other => ReachedRoute::Other,
                Instead::Disabled | Instead::OtherOrDisabled => ReachedRoute::Disabled,
            },
        }
    }
}

impl MountedKind {
    #[inline]
    fn of(route: &RegisteredRoute) -> Self {
        match InspectedHandler::of(route) {
            Some(handler) => Self::Annotated(handler),
            None => Self::Disabled {
                name: route.name(),
                methods: route.methods(),
            },
        }
    }
}

impl InspectedHandler {
    #[inline]
    fn of(route: &RegisteredRoute) -> Option<Self> {
        Self::new(route, route.policy()?)
    }

    #[inline]
    fn new(route: &RegisteredRoute, policy: &Rc<ResolvedPolicy>) -> Option<Self> {
        let route = route.route()?;
        let parts = route.policy.parts();
        Some(Self {
            route: AnnotatedRoute::new(route),
            named_policy: parts.named,
            is_inherited: parts.inherited,
            policy: Rc::clone(policy),
        })
    }

    /// The origins and patterns that the policy allows now, as far as they are known without a request to a source.
    #[must_use]
    #[inline]
    pub fn known_origins(&self, request: &RequestHead) -> Vec<String> {
        self.policy.known_origins(request)
    }

    /// The response that the policy gives to a preflight or to a request that it refuses, or the headers that it adds
    /// to an empty response of the handler, which does not run. `None` if its origins depend on more of the request:
    /// this one is not whole.
    pub async fn answer(&self, request: ServiceRequest) -> Option<HttpResponse> {
        if self.policy.reads_request() {
            return None;
        }
        request.extensions_mut().insert(Simulated);
        let handler = fn_service(|request: ServiceRequest| {
            let response = request.into_response(HttpResponse::Ok().finish());
            ready(Ok::<_, Error>(response))
        });
        let policy = PolicyMiddleware::new(handler, Rc::clone(&self.policy));
        let response = policy.call(request).await.ok()?;
        Some(response.into_parts().1)
    }
}
