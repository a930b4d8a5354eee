//! A request with its handler, as far as it is the same for all handlers: compiled once.

use std::rc::Rc;

use actix_web::{HttpRequest, HttpResponse, dev::Payload};

use super::{
    cors_headers::CorsHeaders,
    handler_error, refusal,
    resolved_policy::{AllowOrigin, OriginCheck, ResolvedPolicy},
};

/// A request with its handler.
pub(super) struct InFlight {
    /// `None` once it is in the response.
    request: Option<HttpRequest>,
    /// Extractors may leave some of it; it lives as long as the handler runs.
    payload: Payload,
    check: Check,
}

/// The CORS check of a request with its handler.
pub(super) enum Check {
    /// The policy does not cover the request.
    NotCovered,
    /// It waits for the response, which is where its result goes.
    WithResponse(Rc<ResolvedPolicy>),
    /// It decided that the handler gets the request.
    Done(CorsHeaders),
}

impl From<Option<CorsHeaders>> for Check {
    fn from(headers: Option<CorsHeaders>) -> Self {
        headers.map_or(Self::NotCovered, Self::Done)
    }
}

impl InFlight {
    #[inline]
    pub(super) fn new(request: HttpRequest, payload: Payload, check: Check) -> Self {
        Self {
            request: Some(request),
            payload,
            check,
        }
    }

    #[inline]
    pub(super) fn request(&self) -> &HttpRequest {
        match &self.request {
            Some(request) => request,
            None => polled_after_completion(),
        }
    }

    /// Adds the policy's headers to the handler's response, and returns the request. The caller puts both
    /// together, because a response is 128 bytes that each function would copy.
    ///
    /// What is left of the body is dropped here, and not with the future: the server looks before that
    /// whether the body is still held, and closes the connection then.
    pub(super) fn finish(&mut self, response: &mut HttpResponse) -> HttpRequest {
        self.payload = Payload::None;
        let Some(request) = self.request.take() else {
            polled_after_completion()
        };
        let head = response.head_mut();
        match &self.check {
            Check::NotCovered => {}
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
