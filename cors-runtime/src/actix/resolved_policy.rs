//! Deciding what a request may have: a policy as a worker holds it, its origins at hand and its header
//! values made.

use std::{
    fmt, ptr,
    rc::{Rc, Weak},
    sync::Arc,
};

use actix_web::{
    HttpRequest,
    dev::{RequestHead, ResourceMap, ServiceRequest},
    http::{
        Method,
        header::{self, HeaderValue},
    },
};
use cors_rules::Hazards;

use super::{fetch_metadata::is_cross_origin, guard::preflight_method};
use crate::{
    origins::{CachedSource, OriginsError, ResolvedOrigins},
    policy::{Methods, Policy, Route},
    protocol::only,
};

/// A policy on one route, with header values made once for each worker so that a response only copies
/// them.
#[derive(Debug)]
pub(super) struct ResolvedPolicy {
    policy: &'static Policy,
    callers: ResolvedOrigins,
    /// What a name must not have to count.
    refused: Hazards,
    open_methods: Vec<&'static str>,
    /// Whether no request comes here with another method.
    opens_all: bool,
    /// Whether requests come here with `OPTIONS` that are no preflights.
    takes_options: bool,
    /// Whether the policy stands around routes that it does not know.
    is_layer: bool,
    pub(super) values: HeaderValues,
    observer: Option<Weak<dyn RouterObserver>>,
}

/// Reads the router when the first preflight comes: it is not complete before.
pub(super) trait RouterObserver: fmt::Debug {
    fn observe(&self, router: &ResourceMap);
}

/// The policy's header values.
#[derive(Debug)]
pub(super) struct HeaderValues {
    pub(super) allow_methods: HeaderValue,
    pub(super) allow_headers: Option<HeaderValue>,
    pub(super) expose_headers: Option<HeaderValue>,
    pub(super) max_age: Option<HeaderValue>,
}

/// To whom a response is shown.
#[derive(Debug, Clone)]
pub(super) enum AllowOrigin {
    /// Everyone: the answer is the same for all.
    Any,
    /// The origin that asked, as it wrote itself.
    Origin(HeaderValue),
    /// Nobody.
    Denied,
}

/// A grant, or who has to be asked for it.
#[derive(Debug)]
pub(super) enum OriginCheck {
    Done(AllowOrigin),
    /// Whether this origin may call.
    AskSource(Arc<CachedSource>, HeaderValue),
}

/// The methods that are open around routes that are not known, where the policy names none.
const USUAL_METHODS: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "QUERY"];

impl ResolvedPolicy {
    /// The policy of the route.
    pub(super) fn of_route(route: &'static Route) -> Result<Self, OriginsError> {
        let open_methods = route.policy.parts().methods.on(route.open);
        let opens_all = route.serves.iter().all(|one| open_methods.contains(one));
        let policy = Self::new(&route.policy, open_methods, false)?;
        Ok(Self {
            opens_all,
            takes_options: route.serves.contains(&"OPTIONS"),
            ..policy
        })
    }

    /// The policy around whatever stands inside.
    pub(super) fn of_layer(policy: &'static Policy) -> Result<Self, OriginsError> {
        let open_methods = match policy.parts().methods {
            Methods::OfRoute => USUAL_METHODS.to_vec(),
            Methods::Listed(listed) => listed.to_vec(),
        };
        Self::new(policy, open_methods, true)
    }

    fn new(
        policy: &'static Policy,
        open_methods: Vec<&'static str>,
        is_layer: bool,
    ) -> Result<Self, OriginsError> {
        let parts = policy.parts();
        // Tokens and commas: the macro judged each of them.
        let allow_methods = HeaderValue::try_from(open_methods.join(", "))
            .unwrap_or_else(|_| HeaderValue::from_static(""));
        Ok(Self {
            policy,
            callers: ResolvedOrigins::new(policy)?,
            refused: policy.refused_hazards(),
            open_methods,
            opens_all: false,
            takes_options: true,
            is_layer,
            values: HeaderValues {
                allow_methods,
                allow_headers: parts.allow_headers.map(HeaderValue::from_static),
                expose_headers: parts.expose_headers.map(HeaderValue::from_static),
                max_age: parts.max_age.map(HeaderValue::from_static),
            },
            observer: None,
        })
    }

    pub(super) fn observed_by(self, observer: &Rc<dyn RouterObserver>) -> Self {
        let observer = Some(Rc::downgrade(observer));
        Self { observer, ..self }
    }

    /// Shows the router to the observer, with the preflight that was answered.
    pub(super) fn answered(&self, preflight: &HttpRequest) {
        if let Some(observer) = self.observer.as_ref().and_then(Weak::upgrade) {
            observer.observe(preflight.resource_map());
        }
    }

    /// Whether the policy is about requests with this method that are no preflights: a route's guard lets
    /// no other pass, and a layer hears of what is no business of CORS.
    #[inline]
    pub(super) fn is_about(&self, method: &Method) -> bool {
        !self.is_layer || method != Method::OPTIONS || self.open_methods.contains(&"OPTIONS")
    }

    /// Whether the request is a preflight. What reaches a handler was seen by its guard, which lets no other
    /// `OPTIONS` pass unless the handler serves it.
    #[inline]
    pub(super) fn is_preflight(&self, head: &RequestHead) -> bool {
        head.method == Method::OPTIONS && (!self.takes_options || preflight_method(head).is_some())
    }

    /// Whether the request may not reach the handler before it is judged.
    #[inline]
    pub(super) fn have_to_know_before(&self, head: &RequestHead) -> bool {
        head.method == Method::OPTIONS || self.policy.parts().enforce || self.has_source()
    }

    /// What a request gets that was let through to the handler.
    #[inline]
    pub(super) fn grant(&self, head: &RequestHead) -> AllowOrigin {
        match self.decide_whether_open(head) {
            OriginCheck::Done(grant) => grant,
            OriginCheck::AskSource(..) => AllowOrigin::Denied,
        }
    }

    /// Judges a request that the route serves.
    #[inline]
    pub(super) fn decide_whether_open(&self, head: &RequestHead) -> OriginCheck {
        // Where the policy is about all that the route serves, the route's guard has looked.
        if self.opens_all {
            return self.decide_origin(head);
        }
        self.cors_check(preflight_method(head).unwrap_or(head.method.as_str()), head)
    }

    /// Judges a request with the method: the actual one, or the one that a preflight asks for.
    pub(super) fn cors_check(&self, method: &str, head: &RequestHead) -> OriginCheck {
        if self.opens_all || self.open_methods.contains(&method) {
            self.decide_origin(head)
        } else {
            OriginCheck::Done(AllowOrigin::Denied)
        }
    }

    #[inline]
    fn decide_origin(&self, head: &RequestHead) -> OriginCheck {
        if matches!(self.callers, ResolvedOrigins::Any) {
            return OriginCheck::Done(AllowOrigin::Any);
        }
        let Some(origin) = only(head.headers().get_all(header::ORIGIN)) else {
            return OriginCheck::Done(AllowOrigin::Denied);
        };
        let name = origin.as_bytes();
        let is_named = match &self.callers {
            ResolvedOrigins::Any => return OriginCheck::Done(AllowOrigin::Any),
            ResolvedOrigins::Static(origins) => origins.contains(name),
            ResolvedOrigins::Runtime(set) => set.contains(name, self.refused),
            ResolvedOrigins::InMemory(set) => set.contains(name, self.refused, head),
            ResolvedOrigins::Source(source) => {
                return OriginCheck::AskSource(Arc::clone(source), origin.clone());
            }
        };
        OriginCheck::Done(if is_named {
            AllowOrigin::Origin(origin.clone())
        } else {
            AllowOrigin::Denied
        })
    }

    /// Asks the source, with the request at hand.
    pub(super) async fn ask_source(
        &self,
        source: &CachedSource,
        origin: HeaderValue,
        request: &ServiceRequest,
    ) -> AllowOrigin {
        let is_allowed = match origin.to_str() {
            Ok(name) => source.allows(name, self.refused, request).await,
            Err(_) => false,
        };
        if is_allowed {
            AllowOrigin::Origin(origin)
        } else {
            AllowOrigin::Denied
        }
    }

    /// Whether the policy refuses the request before the handler runs.
    #[inline]
    pub(super) fn refuses(&self, grant: &AllowOrigin, request: &HttpRequest) -> bool {
        self.policy.parts().enforce
            && matches!(grant, AllowOrigin::Denied)
            && is_cross_origin(request)
    }

    /// Whether both are the policy of one route.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        ptr::eq(self.policy, other.policy)
    }

    /// The methods open to other origins.
    pub(super) fn open_methods(&self) -> &[&'static str] {
        &self.open_methods
    }

    /// Whether somebody has to be asked, with the request at hand.
    pub(super) fn has_source(&self) -> bool {
        self.callers.read_request()
    }

    pub(super) fn allows_credentials(&self) -> bool {
        self.policy.parts().credentials
    }

    /// Whether another origin may get another answer than this one: also where everybody may call, but
    /// not with this method, and `enforce` refuses it to pages of other origins.
    pub(super) fn varies(&self, grant: &AllowOrigin) -> bool {
        let may_be_refused = self.policy.parts().enforce && matches!(grant, AllowOrigin::Denied);
        self.varies_by_origin() || may_be_refused
    }

    /// Whether answers differ by origin, so that caches must be told.
    pub(super) fn varies_by_origin(&self) -> bool {
        !matches!(self.callers, ResolvedOrigins::Any)
    }
}
