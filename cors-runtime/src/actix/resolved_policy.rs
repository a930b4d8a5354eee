//! A policy as a worker holds it: its origins ready for requests, its header values made. It classifies a
//! request; its origin is checked in `origin_check`, and what follows from that is in `request_check`.

mod origin_check;

use std::{
    cell::Cell,
    fmt, ptr,
    rc::{Rc, Weak},
    sync::Arc,
};

use actix_web::{
    HttpRequest,
    dev::{RequestHead, ResourceMap},
    http::header::HeaderValue,
};
use cors_rules::{Hazards, PolicyFacts};

use super::fetch_metadata::is_cross_origin;
use crate::{
    origins::{AskedOrigins, ResolvedOrigins, Unusable},
    policy::{Methods, Policy, Route},
    protocol::{self, Coverage, PolicyHeaders, Request as _, RequestKind},
};

/// What `Access-Control-Allow-Origin` says.
pub(super) type AllowOrigin<Value = HeaderValue> = protocol::AllowOrigin<Value>;

/// A policy of a route or of a layer.
#[derive(Debug)]
pub(super) struct ResolvedPolicy {
    policy: &'static Policy,
    /// Whose policy it is: the path of the handler's function, or what it is if it is not a handler's.
    owner: &'static str,
    origins: ResolvedOrigins,
    /// An entry of a list that is made at run time does not count if it has one of these.
    refused_hazards: Hazards,
    allowed_methods: Vec<&'static str>,
    coverage: Coverage,
    enforce: bool,
    headers: PolicyHeaders<HeaderValue>,
    observer: Option<Weak<dyn RouterObserver>>,
    is_router_observed: Cell<bool>,
}

/// The result of the CORS check, unless a source has to be asked for it.
#[derive(Debug)]
pub(super) enum OriginCheck<Value = HeaderValue, Source = Arc<dyn AskedOrigins>> {
    Done(AllowOrigin<Value>),
    /// The source knows whether this origin is allowed.
    AskSource(Source, Value),
}

/// The result of a check that lasts no longer than the request.
pub(super) type BorrowedCheck<'a> = OriginCheck<&'a HeaderValue, &'a Arc<dyn AskedOrigins>>;

impl<'a> BorrowedCheck<'a> {
    /// The result, which denies if a source would have to be asked.
    #[inline]
    pub(super) fn or_denied(self) -> AllowOrigin<&'a HeaderValue> {
        match self {
            Self::Done(allow_origin) => allow_origin,
            Self::AskSource(..) => AllowOrigin::Denied,
        }
    }

    fn cloned(self) -> OriginCheck {
        match self {
            Self::Done(allow_origin) => OriginCheck::Done(allow_origin.cloned()),
            Self::AskSource(source, origin) => {
                OriginCheck::AskSource(Arc::clone(source), origin.clone())
            }
        }
    }
}

/// Reads the router when the first preflight comes: it is not complete before.
pub(super) trait RouterObserver: fmt::Debug {
    fn observe(&self, router: &ResourceMap);
}

/// The methods that a layer allows if its policy names none: it does not know the routes inside.
const USUAL_METHODS: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "QUERY"];

impl ResolvedPolicy {
    /// The policy of an annotated route.
    pub(super) fn of_route(route: &'static Route) -> Result<Self, Unusable> {
        let allowed_methods = route.policy.parts().methods.on(route.open);
        let is_allowed = |method| allowed_methods.contains(method);
        let coverage = Coverage::Route {
            all_methods_allowed: route.serves.iter().all(is_allowed),
            serves_options: route.serves.contains(&"OPTIONS"),
        };
        Self::new(&route.policy, route.handler, allowed_methods, coverage)
    }

    /// The policy of a layer.
    pub(super) fn of_layer(policy: &'static Policy) -> Result<Self, Unusable> {
        Self::around_routes(policy, "a layer")
    }

    /// The policy of a prefix of `AppCors`.
    pub(super) fn of_prefix(policy: &'static Policy) -> Result<Self, Unusable> {
        Self::around_routes(policy, "a prefix of `AppCors`")
    }

    fn around_routes(policy: &'static Policy, owner: &'static str) -> Result<Self, Unusable> {
        let allowed_methods = match policy.parts().methods {
            Methods::OfRoute => USUAL_METHODS.to_vec(),
            Methods::Listed(listed) => listed.to_vec(),
        };
        let coverage = Coverage::Layer {
            options_allowed: allowed_methods.contains(&"OPTIONS"),
        };
        Self::new(policy, owner, allowed_methods, coverage)
    }

    fn new(
        policy: &'static Policy,
        owner: &'static str,
        allowed_methods: Vec<&'static str>,
        coverage: Coverage,
    ) -> Result<Self, Unusable> {
        let parts = policy.parts();
        let headers = PolicyHeaders {
            allow_methods: listed(&allowed_methods),
            allow_headers: parts.allow_headers.map(HeaderValue::from_static),
            expose_headers: parts.expose_headers.map(HeaderValue::from_static),
            max_age: parts.max_age.map(HeaderValue::from_static),
            allow_credentials: parts.credentials,
        };
        Ok(Self {
            policy,
            owner,
            origins: ResolvedOrigins::new(policy.origins())?,
            refused_hazards: policy.origins().refused_hazards(),
            allowed_methods,
            coverage,
            enforce: parts.enforce,
            headers,
            observer: None,
            is_router_observed: Cell::new(false),
        })
    }

    pub(super) fn observed_by(self, observer: &Rc<dyn RouterObserver>) -> Self {
        let observer = Some(Rc::downgrade(observer));
        Self { observer, ..self }
    }

    /// Shows the router to the observer, with the first preflight that reached its route.
    #[inline]
    pub(super) fn show_router(&self, preflight: &HttpRequest) {
        if !self.is_router_observed.get() {
            self.is_router_observed.set(true);
            self.observe_router(preflight);
        }
    }

    #[cold]
    fn observe_router(&self, preflight: &HttpRequest) {
        if let Some(observer) = self.observer.as_ref().and_then(Weak::upgrade) {
            observer.observe(preflight.resource_map());
        }
    }

    /// What the request is to this policy.
    #[inline]
    pub(super) fn classify(&self, head: &RequestHead) -> RequestKind {
        self.coverage.classify(head)
    }

    /// Whether the check decides what happens to the request, and not only which headers its response
    /// gets. A source is asked before too: it reads the request.
    #[inline]
    pub(super) fn is_checked_first(&self, head: &RequestHead) -> bool {
        head.is_options() || self.enforce || self.asks_source()
    }

    /// Whether the request is a preflight, seen by its method alone, and the policy needs nothing else to respond.
    #[inline]
    pub(super) fn answers(&self, head: &RequestHead) -> bool {
        head.is_options() && self.coverage.has_only_preflights() && !self.asks_source()
    }

    /// Whether its origins are asked of a source.
    #[inline]
    pub(super) fn asks_source(&self) -> bool {
        matches!(self.origins, ResolvedOrigins::Source(_))
    }

    /// Whether the policy keeps a denied request from the handler.
    #[inline]
    pub(super) fn refuses(&self, request: &HttpRequest) -> bool {
        self.enforce && is_cross_origin(request)
    }

    /// Whether the policy keeps denied requests from the handler.
    pub(super) fn enforces(&self) -> bool {
        self.enforce
    }

    /// Whose policy it is, for people.
    pub(super) fn owner(&self) -> &'static str {
        self.owner
    }

    /// Whether it is the policy of an annotated handler.
    pub(super) fn is_of_handler(&self) -> bool {
        matches!(self.coverage, Coverage::Route { .. })
    }

    /// The origins and patterns that are known without a question to a source, for people: of a large set, some.
    pub(super) fn known_origins(&self, head: &RequestHead) -> Vec<String> {
        self.origins.some_texts(head)
    }

    pub(super) fn allows_method(&self, method: &str) -> bool {
        self.allowed_methods.contains(&method)
    }

    /// What the policy says, for reports.
    #[inline]
    pub(super) fn facts(&self) -> PolicyFacts {
        self.policy.facts(&self.allowed_methods)
    }

    /// The methods that the policy allows.
    pub(super) fn allowed_methods(&self) -> &[&'static str] {
        &self.allowed_methods
    }

    /// Whether more of the request than its origin and method decides.
    pub(super) fn reads_request(&self) -> bool {
        self.origins.read_request()
    }

    /// Whether both are the policy of one route.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        ptr::eq(self.policy, other.policy)
    }

    pub(super) fn allows_credentials(&self) -> bool {
        self.headers.allow_credentials
    }

    /// The header values of the policy.
    pub(super) fn headers(&self) -> &PolicyHeaders<HeaderValue> {
        &self.headers
    }

    /// Whether another origin may get another response than this one. That is so for a public policy too
    /// where `enforce` refuses a method that it does not allow.
    pub(super) fn varies<Value>(&self, allow_origin: &AllowOrigin<Value>) -> bool {
        self.varies_by_origin() || (self.enforce && allow_origin.is_denied())
    }

    /// Whether the policy allows some origins and not others.
    pub(super) fn varies_by_origin(&self) -> bool {
        !matches!(self.origins, ResolvedOrigins::Any)
    }
}

/// The methods, which the macro has validated, as a header lists them.
fn listed(methods: &[&'static str]) -> HeaderValue {
    match methods {
        // A copy of this value counts no references.
        [method] => HeaderValue::from_static(method),
        _ => HeaderValue::try_from(methods.join(", "))
            .unwrap_or_else(|_| HeaderValue::from_static("")),
    }
}

#[cfg(test)]
mod tests;
