//! A request with its handler, as far as it is the same for all handlers: compiled once.

use std::{
    future::Future as _,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, ready},
};

use actix_web::{
    Error, HttpRequest, HttpResponse,
    dev::{Payload, ServiceRequest, ServiceResponse},
    http::header::HeaderValue,
};

use super::{
    handler_error, refusal,
    request_check::{RequestAction, RequestCheck, SourceLookup, respond},
    resolved_policy::{AllowOrigin, ResolvedPolicy},
};

/// A request with its handler.
pub(super) struct InFlight {
    /// `None` while a source is asked, and once it is in the response.
    request: Option<HttpRequest>,
    /// Extractors may leave some of the body, which lives as long as the handler runs.
    payload: Payload,
    /// `None` if no policy covers the request.
    policy: Option<Rc<ResolvedPolicy>>,
    check: Check,
}

/// The CORS check of a request with its handler.
enum Check {
    /// It answers the request, and asks no source.
    Preflight,
    /// It decides whether the handler gets the request.
    First,
    /// A source is asked, and decides whether the handler gets the request.
    AskingSource(SourceLookup),
    /// It waits for the response, which is where its result goes.
    WithResponse,
    /// It decided that the handler gets the request. The origin that it allows is the request's own.
    Done(AllowOrigin<()>),
}

impl InFlight {
    /// A request for a handler with the policy, or with a policy around its own middleware.
    #[inline]
    pub(super) fn new(request: ServiceRequest, policy: Option<&Rc<ResolvedPolicy>>) -> Self {
        let check = match policy {
            Some(policy) if policy.answers(request.head()) => Check::Preflight,
            Some(policy) if policy.is_checked_first(request.head()) => Check::First,
            Some(_) | None => Check::WithResponse,
        };
        let (request, payload) = request.into_parts();
        Self {
            request: Some(request),
            payload,
            policy: policy.map(Rc::clone),
            check,
        }
    }

    /// Whether the policy responds, and needs nothing else for it.
    #[inline]
    pub(super) fn is_answered(&self) -> bool {
        matches!(self.check, Check::Preflight)
    }

    /// The response to a request that [is answered](Self::is_answered).
    pub(super) fn answer(&mut self) -> Poll<Result<ServiceResponse, Error>> {
        self.payload = Payload::None;
        let (Some(policy), Some(preflight)) = (&self.policy, self.request.take()) else {
            polled_after_completion()
        };
        let allows_method = policy.allows_method_of(preflight.head());
        policy.answer(preflight, allows_method)
    }

    /// The policy's own response, or `None` if the handler gets the request.
    #[inline]
    pub(super) fn poll_check(&mut self, cx: &mut Context<'_>) -> Poll<Option<ServiceResponse>> {
        match self.check {
            Check::Preflight | Check::WithResponse | Check::Done(_) => Poll::Ready(None),
            Check::First | Check::AskingSource(_) => self.poll_first_check(cx),
        }
    }

    fn poll_first_check(&mut self, cx: &mut Context<'_>) -> Poll<Option<ServiceResponse>> {
        if let (Check::First, Some(policy)) = (&self.check, &self.policy) {
            let Some(request) = self.request.take() else {
                polled_after_completion()
            };
            let request = ServiceRequest::from_parts(request, self.payload.take());
            match policy.check_request(&request) {
                RequestCheck::Done(action) => return Poll::Ready(self.act(action, request)),
                RequestCheck::AskSource(question) => {
                    self.check = Check::AskingSource(question.ask(request));
                }
            }
        }
        let Check::AskingSource(lookup) = &mut self.check else {
            return Poll::Ready(None);
        };
        let (request, action) = ready!(Pin::new(lookup).poll(cx));
        Poll::Ready(self.act(action, request))
    }

    fn act(&mut self, action: RequestAction, request: ServiceRequest) -> Option<ServiceResponse> {
        // Drops the lookup of the source, if there was one.
        self.check = Check::WithResponse;
        match action {
            RequestAction::Respond(response) => Some(respond(request, response)),
            RequestAction::Forward(headers) => {
                match headers {
                    Some(headers) => self.check = Check::Done(headers.allow_origin().map(|_| ())),
                    None => self.policy = None,
                }
                let (request, payload) = request.into_parts();
                self.request = Some(request);
                self.payload = payload;
                None
            }
        }
    }

    /// The request and its body.
    #[inline]
    pub(super) fn parts(&mut self) -> (&mut HttpRequest, &mut Payload) {
        match &mut self.request {
            Some(request) => (request, &mut self.payload),
            None => polled_after_completion(),
        }
    }

    /// Adds the policy's headers to the handler's response, and returns the request. The caller puts both
    /// together, because a response is 128 bytes that each function would copy.
    ///
    /// What is left of the body is dropped here, and not with the future: the server looks before that
    /// whether the body is still held, and closes the connection then.
    pub(super) fn finish(&mut self, response: &mut HttpResponse) -> HttpRequest {
        let Some(request) = self.request.take() else {
            polled_after_completion()
        };
        self.payload = Payload::None;
        let head = response.head_mut();
        let Some(policy) = &self.policy else {
            return request;
        };
        handler_error::mark(&request, head.status, policy);
        let allow_origin = match &self.check {
            Check::WithResponse => checked_with_response(policy, &request),
            Check::Done(AllowOrigin::Any) => AllowOrigin::Any,
            Check::Done(AllowOrigin::Origin(())) => AllowOrigin::own(request.head()),
            Check::Done(AllowOrigin::Denied)
            | Check::Preflight
            | Check::First
            | Check::AskingSource(_) => AllowOrigin::Denied,
        };
        policy.add_headers(allow_origin, &mut head.headers);
        request
    }
}

/// The result of a check that waited for the response.
#[inline]
fn checked_with_response<'a>(
    policy: &'a ResolvedPolicy,
    request: &'a HttpRequest,
) -> AllowOrigin<&'a HeaderValue> {
    let allow_origin = policy.check(request.head()).or_denied();
    if allow_origin.is_denied() {
        refusal::report(policy, request);
    }
    allow_origin
}

/// A future that has returned its response has nothing left to wait for. `Pending` would hang without a
/// word, so it panics as `std::future::Ready` does.
pub(super) fn polled_after_completion() -> ! {
    panic!("the future of a response was polled after completion")
}
