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
};

use super::{
    cors_headers::CorsHeaders,
    handler_error, refusal,
    request_check::{RequestAction, RequestCheck, SourceLookup, respond},
    resolved_policy::{AllowOrigin, OriginCheck, ResolvedPolicy},
};

/// A request with its handler.
pub(super) struct InFlight {
    /// `None` while a source is asked, and once it is in the response. Extractors may leave some of its body, which lives
    /// as long as the handler runs.
    request: Option<ServiceRequest>,
    check: Check,
}

/// The CORS check of a request with its handler.
enum Check {
    /// The policy does not cover the request.
    NotCovered,
    /// It decides whether the handler gets the request.
    First(Rc<ResolvedPolicy>),
    /// The same, while a source is asked.
    AskingSource(SourceLookup),
    /// It waits for the response, which is where its result goes.
    WithResponse(Rc<ResolvedPolicy>),
    /// It decided that the handler gets the request.
    Done(CorsHeaders),
}

impl InFlight {
    /// A request for a handler with the policy, or with a policy around its own middleware.
    #[inline]
    pub(super) fn new(request: ServiceRequest, policy: Option<&Rc<ResolvedPolicy>>) -> Self {
        let check = match policy {
            None => Check::NotCovered,
            Some(policy) if policy.is_checked_first(request.head()) => {
                Check::First(Rc::clone(policy))
            }
            Some(policy) => Check::WithResponse(Rc::clone(policy)),
        };
        Self {
            request: Some(request),
            check,
        }
    }

    /// Whether the policy responds, and needs nothing else for it.
    #[inline]
    pub(super) fn is_answered(&self) -> bool {
        if let (Check::First(policy), Some(request)) = (&self.check, &self.request) {
            policy.answers(request.head())
        } else {
            false
        }
    }

    /// The response to a request that [is answered](Self::is_answered).
    pub(super) fn answer(&mut self) -> Poll<Result<ServiceResponse, Error>> {
        if let (Check::First(policy), Some(preflight)) = (&self.check, self.request.take()) {
            let allows_method = policy.allows_method_of(preflight.head());
            policy.answer(preflight, allows_method)
        } else {
            polled_after_completion()
        }
    }

    /// The policy's own response, or `None` if the handler gets the request.
    #[inline]
    pub(super) fn poll_check(&mut self, cx: &mut Context<'_>) -> Poll<Option<ServiceResponse>> {
        match &self.check {
            Check::NotCovered | Check::WithResponse(_) | Check::Done(_) => Poll::Ready(None),
            Check::First(_) | Check::AskingSource(_) => self.poll_first_check(cx),
        }
    }

    fn poll_first_check(&mut self, cx: &mut Context<'_>) -> Poll<Option<ServiceResponse>> {
        if let Check::First(policy) = &self.check {
            let Some(request) = self.request.take() else {
                polled_after_completion()
            };
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
        match action {
            RequestAction::Respond(response) => {
                self.check = Check::NotCovered;
                Some(respond(request, response))
            }
            RequestAction::Forward(headers) => {
                self.check = headers.map_or(Check::NotCovered, Check::Done);
                self.request = Some(request);
                None
            }
        }
    }

    /// The request and its body.
    #[inline]
    pub(super) fn parts(&mut self) -> (&mut HttpRequest, &mut Payload) {
        match &mut self.request {
            Some(request) => request.parts_mut(),
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
        let (request, _) = request.into_parts();
        let head = response.head_mut();
        match &self.check {
            Check::NotCovered | Check::First(_) | Check::AskingSource(_) => {}
            Check::Done(done) => {
                done.add_to(&mut head.headers);
                done.mark(&request, head.status);
            }
            Check::WithResponse(policy) => {
                handler_error::mark(&request, head.status, policy);
                let allow_origin = match policy.check(request.head()) {
                    OriginCheck::Done(allow_origin) => allow_origin,
                    OriginCheck::AskSource(..) => AllowOrigin::Denied,
                };
                if allow_origin.is_denied() {
                    refusal::report(policy, &request);
                }
                policy.add_headers(allow_origin, &mut head.headers);
            }
        }
        request
    }
}

/// A future that has returned its response has nothing left to wait for. `Pending` would hang without a
/// word, so it panics as `std::future::Ready` does.
pub(super) fn polled_after_completion() -> ! {
    panic!("the future of a response was polled after completion")
}
