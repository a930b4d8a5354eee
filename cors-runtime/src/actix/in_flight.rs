//! A request with its handler, as far as it is the same for all handlers: compiled once.

use std::rc::Rc;

use actix_web::{
    HttpRequest, HttpResponse,
    dev::{Payload, ServiceResponse},
};

use super::{
    cors_headers::CorsHeaders,
    handler_error, refusal,
    resolved_policy::{AllowOrigin, OriginCheck, ResolvedPolicy},
};

/// A request with its handler.
pub(super) struct InFlight {
    pub(super) request: HttpRequest,
    /// Extractors may leave some of it; it lives as long as the handler runs.
    pub(super) payload: Payload,
    pub(super) check: Check,
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
    /// Adds the policy's headers to the handler's response.
    ///
    /// What is left of the body is dropped here, and not with the future: the server looks before that
    /// whether the body is still held, and closes the connection then.
    pub(super) fn respond(self, mut response: HttpResponse) -> ServiceResponse {
        drop(self.payload);
        let status = response.status();
        let headers = response.headers_mut();
        match self.check {
            Check::NotCovered => {}
            Check::Done(done) => {
                done.add_to(headers);
                done.mark(&self.request, status);
            }
            Check::WithResponse(policy) => {
                handler_error::mark(&self.request, status, &policy);
                let allow_origin = match policy.check(self.request.head()) {
                    OriginCheck::Done(allow_origin) => allow_origin,
                    OriginCheck::AskSource(..) => AllowOrigin::Denied,
                };
                if allow_origin.is_denied() {
                    refusal::report(&policy, &self.request);
                }
                policy.add_headers(allow_origin, headers);
            }
        }
        ServiceResponse::new(self.request, response)
    }
}
