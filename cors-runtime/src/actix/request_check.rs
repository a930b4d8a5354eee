//! The CORS check of a request that reached a service, and what follows from it. Compiled once, and not for
//! every handler.

use std::{
    future::Future,
    pin::Pin,
    rc::Rc,
    sync::Arc,
    task::{Context, Poll},
};

use actix_web::{
    Error, HttpRequest, HttpResponse,
    dev::{ServiceRequest, ServiceResponse},
    http::header::HeaderValue,
};

use super::{
    cors_headers::CorsHeaders,
    refusal,
    resolved_policy::{AllowOrigin, OriginCheck, ResolvedPolicy},
};
use crate::{
    origins::AskedOrigins,
    protocol::{Action, RequestKind},
};

/// A CORS check that is done, or needs a source.
pub(super) enum RequestCheck {
    Done(RequestAction),
    AskSource(SourceQuestion),
}

/// What follows from the CORS check.
pub(super) enum RequestAction {
    /// The policy responds.
    Respond(HttpResponse),
    /// The request goes on. The response gets the headers, if the policy covers the request.
    Forward(Option<CorsHeaders>),
}

/// What a source is asked.
pub(super) struct SourceQuestion {
    policy: Rc<ResolvedPolicy>,
    source: Arc<dyn AskedOrigins>,
    origin: HeaderValue,
    kind: RequestKind,
}

/// A CORS check that owns the request while a source is asked.
pub(super) struct SourceLookup(Pin<Box<dyn Future<Output = (ServiceRequest, RequestAction)>>>);

impl ResolvedPolicy {
    /// The response to a preflight, if no source has to be asked. A future returns it as it is: of any other type, its
    /// 136 bytes would be copied once more.
    #[expect(
        clippy::inline_always,
        reason = "whether the compiler inlines it otherwise depends on the path of the build"
    )]
    #[inline(always)]
    pub(super) fn answer(
        &self,
        preflight: HttpRequest,
        allows_method: bool,
    ) -> Poll<Result<ServiceResponse, Error>> {
        self.show_router(&preflight);
        let allow_origin = if allows_method {
            self.check_origin(preflight.head()).or_denied()
        } else {
            AllowOrigin::Denied
        };
        let response = self.preflight_response(allow_origin, &preflight);
        Poll::Ready(Ok(ServiceResponse::new(preflight, response)))
    }

    /// Checks a request that meets the policy.
    pub(super) fn check_request(self: &Rc<Self>, request: &ServiceRequest) -> RequestCheck {
        let head = request.head();
        let kind = self.classify(head);
        if kind == RequestKind::NotCovered {
            return RequestCheck::Done(RequestAction::Forward(None));
        }
        match self.check(head) {
            OriginCheck::Done(allow_origin) => {
                RequestCheck::Done(self.act(kind, allow_origin, request))
            }
            OriginCheck::AskSource(source, origin) => RequestCheck::AskSource(SourceQuestion {
                policy: Rc::clone(self),
                source: Arc::clone(source),
                origin: origin.clone(),
                kind,
            }),
        }
    }

    #[inline]
    fn act(
        self: &Rc<Self>,
        kind: RequestKind,
        allow_origin: AllowOrigin<&HeaderValue>,
        request: &ServiceRequest,
    ) -> RequestAction {
        match Action::of(kind, allow_origin, || self.refuses(request.request())) {
            Action::Respond(allow_origin) => {
                self.show_router(request.request());
                RequestAction::Respond(match kind {
                    RequestKind::Preflight => {
                        self.preflight_response(allow_origin, request.request())
                    }
                    _ => self.refusal(request.request()),
                })
            }
            Action::Forward(allow_origin) => {
                if allow_origin.is_denied() {
                    refusal::report(self, request.request());
                }
                RequestAction::Forward(Some(CorsHeaders::new(self, allow_origin.cloned())))
            }
        }
    }
}

/// The policy's response. The body of the request is not read, so it is dropped.
#[inline]
pub(super) fn respond(request: ServiceRequest, response: HttpResponse) -> ServiceResponse {
    // `ServiceRequest::into_response` converts the response to a generic one and back.
    let (request, _) = request.into_parts();
    ServiceResponse::new(request, response)
}

impl SourceQuestion {
    pub(super) fn ask(self, request: ServiceRequest) -> SourceLookup {
        let Self {
            policy,
            source,
            origin,
            kind,
        } = self;
        SourceLookup(Box::pin(async move {
            let allow_origin = policy.ask_source(&source, origin, &request).await;
            let action = policy.act(kind, allow_origin.as_ref(), &request);
            (request, action)
        }))
    }
}

impl Future for SourceLookup {
    type Output = (ServiceRequest, RequestAction);

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(cx)
    }
}
