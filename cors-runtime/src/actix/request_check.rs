//! The CORS check of a request that reached a service, and what follows from it. Compiled once, and not for
//! every handler.

use std::{fmt, future::Future, pin::Pin, rc::Rc, sync::Arc};

use actix_web::{
    HttpResponse,
    dev::{ServiceRequest, ServiceResponse},
    http::header::HeaderValue,
};

use super::{
    cors_headers::CorsHeaders,
    refusal,
    resolved_policy::{AllowOrigin, OriginCheck, ResolvedPolicy},
};
use crate::{
    origins::CachedSource,
    protocol::{Action, RequestKind},
};

/// A request whose CORS check is done, or waits for a source.
pub(super) enum RequestCheck {
    Done(CheckedRequest),
    AskSource(SourceLookup),
}

/// What follows from the CORS check.
pub(super) enum CheckedRequest {
    /// The policy responds.
    Respond(ServiceResponse),
    /// The request goes on. The response gets the headers, if the policy covers the request.
    Forward(ServiceRequest, Option<CorsHeaders>),
}

/// A CORS check that owns the request while a source is asked.
pub(super) struct SourceLookup(pub(super) Pin<Box<dyn Future<Output = CheckedRequest>>>);

impl fmt::Debug for SourceLookup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SourceLookup").finish_non_exhaustive()
    }
}

impl ResolvedPolicy {
    /// Checks a request that meets the policy.
    pub(super) fn check_request(self: &Rc<Self>, request: ServiceRequest) -> RequestCheck {
        let head = request.head();
        let kind = self.classify(head);
        if kind == RequestKind::NotCovered {
            return RequestCheck::Done(CheckedRequest::Forward(request, None));
        }
        match self.check(head) {
            OriginCheck::Done(allow_origin) => {
                let action = self.action(kind, allow_origin, &request);
                RequestCheck::Done(action.with(request))
            }
            OriginCheck::AskSource(source, origin) => {
                let (source, origin) = (Arc::clone(source), origin.clone());
                RequestCheck::AskSource(self.look_up(source, origin, kind, request))
            }
        }
    }

    fn look_up(
        self: &Rc<Self>,
        source: Arc<CachedSource>,
        origin: HeaderValue,
        kind: RequestKind,
        request: ServiceRequest,
    ) -> SourceLookup {
        let policy = Rc::clone(self);
        SourceLookup(Box::pin(async move {
            let allow_origin = policy.ask_source(&source, origin, &request).await;
            let action = policy.action(kind, allow_origin.as_ref(), &request);
            action.with(request)
        }))
    }

    #[inline]
    fn action(
        self: &Rc<Self>,
        kind: RequestKind,
        allow_origin: AllowOrigin<&HeaderValue>,
        request: &ServiceRequest,
    ) -> ReadyAction {
        if allow_origin.is_denied() {
            refusal::report(request.request());
        }
        match Action::of(kind, allow_origin, || self.refuses(request.request())) {
            Action::Respond(allow_origin) => {
                self.answered(request.request());
                ReadyAction::Respond(self.preflight_response(allow_origin))
            }
            Action::Forward(allow_origin) => {
                ReadyAction::Forward(CorsHeaders::new(self, allow_origin))
            }
        }
    }
}

/// An action that needs the request no longer.
enum ReadyAction {
    Respond(HttpResponse),
    Forward(CorsHeaders),
}

impl ReadyAction {
    #[inline]
    fn with(self, request: ServiceRequest) -> CheckedRequest {
        match self {
            Self::Respond(response) => {
                // `into_response` converts the response to a generic one and back.
                let (request, _) = request.into_parts();
                CheckedRequest::Respond(ServiceResponse::new(request, response))
            }
            Self::Forward(headers) => CheckedRequest::Forward(request, Some(headers)),
        }
    }
}
