//! What becomes of a request: whether the policy answers it, or the handler does. Apart from the services
//! that ask, so that it is compiled once and not for every handler.

use std::{future::Future, pin::Pin, rc::Rc, sync::Arc};

use actix_web::{
    HttpRequest, HttpResponse,
    dev::ServiceRequest,
    http::{StatusCode, header::HeaderValue},
};

use super::resolved_policy::{AllowOrigin, OriginCheck, ResolvedPolicy};
use crate::origins::CachedSource;

/// Who answers.
#[derive(Debug)]
pub(super) enum Action {
    /// The policy: to a preflight, or to a request that it refuses, which gets the answer of a denied preflight.
    Respond(AllowOrigin),
    /// Whoever stands behind it. The response gets the headers of the grant, if the policy is about the
    /// request at all.
    Forward(Option<AllowOrigin>),
}

/// A verdict, or who has to be asked for it.
#[derive(Debug)]
pub(super) enum ActionCheck {
    Done(Action),
    /// Whether this origin may call.
    AskSource(Arc<CachedSource>, HeaderValue),
}

/// A request whose verdict takes its time.
pub(super) type SourceLookup = Pin<Box<dyn Future<Output = (ServiceRequest, Action)>>>;

impl ResolvedPolicy {
    pub(super) fn judge(&self, request: &HttpRequest) -> ActionCheck {
        let head = request.head();
        let is_preflight = self.is_preflight(head);
        if !is_preflight && !self.is_about(&head.method) {
            return ActionCheck::Done(Action::Forward(None));
        }
        match self.decide_whether_open(head) {
            OriginCheck::Done(grant) => {
                ActionCheck::Done(self.verdict(grant, request, is_preflight))
            }
            OriginCheck::AskSource(source, origin) => ActionCheck::AskSource(source, origin),
        }
    }

    /// Asks the source, with the request at hand.
    pub(super) fn look_up_later(
        self: &Rc<Self>,
        source: Arc<CachedSource>,
        origin: HeaderValue,
        request: ServiceRequest,
    ) -> SourceLookup {
        let policy = Rc::clone(self);
        Box::pin(async move {
            let grant = policy.ask_source(&source, origin, &request).await;
            let is_preflight = policy.is_preflight(request.head());
            let verdict = policy.verdict(grant, request.request(), is_preflight);
            (request, verdict)
        })
    }

    fn verdict(&self, grant: AllowOrigin, request: &HttpRequest, is_preflight: bool) -> Action {
        if is_preflight || self.refuses(&grant, request) {
            Action::Respond(grant)
        } else {
            Action::Forward(Some(grant))
        }
    }

    /// The policy's own answer; nothing behind it hears of the request.
    pub(super) fn preflight_response(&self, grant: AllowOrigin) -> HttpResponse {
        if matches!(grant, AllowOrigin::Denied) {
            let mut refusal = HttpResponse::new(StatusCode::FORBIDDEN);
            self.add_allow_origin(AllowOrigin::Denied, refusal.headers_mut());
            return refusal;
        }
        let mut response = HttpResponse::new(StatusCode::NO_CONTENT);
        self.write_preflight(grant, response.headers_mut());
        response
    }
}
