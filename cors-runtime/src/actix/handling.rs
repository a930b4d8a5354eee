//! A request on its way through a handler, as far as the way is the same for all handlers: compiled once,
//! and not for each of them.

use std::{
    pin::Pin,
    rc::Rc,
    sync::Arc,
    task::{Context, Poll, ready},
};

use actix_web::{
    Error, HttpRequest, HttpResponse,
    dev::{Payload, ServiceRequest, ServiceResponse},
    http::header::HeaderValue,
};

use super::{
    action::{Action, ActionCheck, SourceLookup},
    resolved_policy::{AllowOrigin, ResolvedPolicy},
};
use crate::origins::CachedSource;

/// A request, and how far it has come.
pub(super) struct Handling {
    /// The policy, unless it stands around the middleware of the handler.
    policy: Option<Rc<ResolvedPolicy>>,
    /// None while somebody is asked about it, and when it was answered.
    request: Option<HttpRequest>,
    // Extractors may leave some of it; it lives as long as the handler runs.
    payload: Payload,
    asking: Option<SourceLookup>,
    is_with_handler: bool,
    /// What the response gets; decided when it is there, unless it had to be known before.
    granted: Option<AllowOrigin>,
}

/// The call of a handler.
pub(super) trait Call {
    /// The handler's response, [finished](Handling::finish). Nothing that the call held is left by then.
    fn poll_response(
        self: Pin<&mut Self>,
        handling: &mut Handling,
        cx: &mut Context<'_>,
    ) -> Poll<Result<ServiceResponse, Error>>;
}

impl Handling {
    pub(super) fn new(request: ServiceRequest, policy: Option<&Rc<ResolvedPolicy>>) -> Self {
        let (request, payload) = request.into_parts();
        Self {
            policy: policy.map(Rc::clone),
            request: Some(request),
            payload,
            asking: None,
            is_with_handler: false,
            granted: None,
        }
    }

    /// The response of the policy, or else of the handler.
    pub(super) fn poll(
        &mut self,
        call: Pin<&mut dyn Call>,
        cx: &mut Context<'_>,
    ) -> Poll<Result<ServiceResponse, Error>> {
        if !self.is_with_handler {
            if self.is_judged_first() {
                match ready!(self.poll_verdict(cx)) {
                    Action::Respond(grant) => return self.respond(grant),
                    Action::Forward(granted) => self.granted = granted,
                }
            }
            self.is_with_handler = true;
        }
        call.poll_response(self, cx)
    }

    /// What a handler's arguments are extracted from; nothing if this is polled after it was ready.
    #[inline]
    pub(super) fn parts(&mut self) -> Option<(&HttpRequest, &mut Payload)> {
        self.request
            .as_ref()
            .map(|request| (request, &mut self.payload))
    }

    /// Adds the policy's headers to a handler's response, which takes the request with it.
    pub(super) fn finish(&mut self, response: &mut HttpResponse) -> Option<HttpRequest> {
        self.let_go();
        let request = self.request.take()?;
        if let Some(policy) = &self.policy {
            let granted = self.granted.take();
            let grant = granted.unwrap_or_else(|| policy.grant(request.head()));
            policy.add_headers(grant, response.headers_mut());
        }
        Some(request)
    }

    /// Whether what becomes of the request cannot wait for the handler's response.
    #[inline]
    fn is_judged_first(&self) -> bool {
        match (&self.policy, &self.request) {
            (Some(policy), Some(request)) => policy.have_to_know_before(request.head()),
            _ => self.asking.is_some(),
        }
    }

    #[inline]
    fn poll_verdict(&mut self, cx: &mut Context<'_>) -> Poll<Action> {
        if let (Some(policy), Some(request)) = (&self.policy, &self.request) {
            match policy.judge(request) {
                ActionCheck::Done(verdict) => return Poll::Ready(verdict),
                ActionCheck::AskSource(source, origin) => self.ask(source, origin),
            }
        }
        let Some(asking) = &mut self.asking else {
            return Poll::Pending;
        };
        let (request, verdict) = ready!(asking.as_mut().poll(cx));
        let (request, payload) = request.into_parts();
        self.request = Some(request);
        self.payload = payload;
        self.asking = None;
        Poll::Ready(verdict)
    }

    /// Lends the request to the source.
    #[cold]
    fn ask(&mut self, source: Arc<CachedSource>, origin: HeaderValue) {
        if let (Some(policy), Some(request)) = (&self.policy, self.request.take()) {
            let request = ServiceRequest::from_parts(request, self.payload.take());
            self.asking = Some(policy.look_up_later(source, origin, request));
        }
    }

    /// The policy's own response; the call is dropped with this.
    fn respond(&mut self, grant: AllowOrigin) -> Poll<Result<ServiceResponse, Error>> {
        self.let_go();
        match (&self.policy, self.request.take()) {
            (Some(policy), Some(request)) => {
                policy.answered(&request);
                let response = policy.preflight_response(grant);
                Poll::Ready(Ok(ServiceResponse::new(request, response)))
            }
            _ => Poll::Pending,
        }
    }

    /// A body that nobody holds any more is read away, and the connection lives on. The server looks before it
    /// drops this future, so what is left of the body goes now.
    #[inline]
    fn let_go(&mut self) {
        self.payload = Payload::None;
    }
}
