//! What a layer adds to the response of what is inside it, where a nearer policy may have applied.

use actix_web::{
    Error, HttpRequest,
    dev::{ServiceRequest, ServiceResponse},
    http::{
        StatusCode,
        header::{self, HeaderMap},
    },
};

use super::plan::{LayerHeaders, Step};
use crate::{
    actix::{
        cors_headers::CorsHeaders, guard::reaches_disabled_handler, handler_error::marked_policy,
        inner_policy::InnerPolicy, refusal_reason::exclude_source, resolved_policy::OriginCheck,
        status::is_of_middleware,
    },
    protocol::{add_vary, varies_by_origin},
};

/// What the response of what is inside gets.
#[derive(Debug)]
pub struct Completion {
    step: Step,
    headers: CorsHeaders,
    inner_policy: InnerPolicy,
    /// The request, if the plan's policy may deny it or its response, and reports are watched.
    denied: Option<HttpRequest>,
}

impl Completion {
    pub(super) fn new(
        step: Step,
        headers: CorsHeaders,
        inner_policy: InnerPolicy,
        denied: Option<HttpRequest>,
    ) -> Self {
        Self {
            step,
            headers,
            inner_policy,
            denied,
        }
    }

    pub(super) fn complete(
        self,
        response: Result<ServiceResponse, Error>,
    ) -> Result<ServiceResponse, Error> {
        if self.inner_policy.is_met() {
            return self.complete_inner(response);
        }
        let Step::Forward(late) = self.step else {
            return self.answer(response);
        };
        if late.is_of_policy(status_of(&response)) {
            self.headers.report(self.denied.as_ref());
        }
        with_headers(response, move |status, headers| {
            late.add_to(status, headers, &self.headers);
        })
    }

    /// The response of a policy inside. Middleware may have replaced it by one without the headers of the policy.
    fn complete_inner(
        self,
        response: Result<ServiceResponse, Error>,
    ) -> Result<ServiceResponse, Error> {
        let late = match self.step {
            Step::Forward(late @ (LayerHeaders::OfHandler | LayerHeaders::Nothing)) => late,
            // What the layer would add is not that policy's.
            Step::Forward(_) | Step::Respond | Step::Deny => LayerHeaders::Vary,
        };
        let response = response.map(with_headers_of_handler);
        with_headers(response, move |status, headers| {
            if !has_headers(headers) {
                late.add_to(status, headers, &self.headers);
            }
        })
    }

    /// The layer's response to a preflight that no policy inside has answered. Where middleware refused it, a nearer
    /// layer may be behind the middleware. A disabled handler has no policy.
    fn answer(self, response: Result<ServiceResponse, Error>) -> Result<ServiceResponse, Error> {
        let is_taken = response.as_ref().is_ok_and(came_to_disabled_handler)
            || is_of_middleware(status_of(&response));
        let is_outside =
            self.step == Step::Deny || (is_taken && !self.headers.allow_origin().is_denied());
        let headers = if is_taken {
            self.headers.denied()
        } else {
            self.headers
        };
        match response {
            Ok(response) => {
                if is_outside {
                    exclude_source(response.request());
                }
                let answer = headers.preflight_response(response.request());
                Ok(response.into_response(answer))
            }
            Err(mut error) => {
                if headers.allow_origin().is_denied() {
                    let preflight = self.denied.as_ref();
                    if is_outside && let Some(preflight) = preflight {
                        exclude_source(preflight);
                    }
                    headers.report(preflight);
                }
                error.add_response_mapper(move |_| headers.bare_preflight_response());
                Err(error)
            }
        }
    }
}

impl LayerHeaders {
    fn add_to(self, status: StatusCode, headers: &mut HeaderMap, policy: &CorsHeaders) {
        if self.is_of_policy(status) {
            policy.add_to(headers);
        } else if self != Self::Nothing {
            add_vary(headers);
        }
    }
}

fn status_of(response: &Result<ServiceResponse, Error>) -> StatusCode {
    match response {
        Ok(response) => response.status(),
        Err(error) => error.as_response_error().status_code(),
    }
}

/// The response with what is added to its headers. The error of a middleware becomes a response further out.
fn with_headers(
    response: Result<ServiceResponse, Error>,
    add_to: impl Fn(StatusCode, &mut HeaderMap) + 'static,
) -> Result<ServiceResponse, Error> {
    match response {
        Ok(mut response) => {
            add_to(response.status(), response.headers_mut());
            Ok(response)
        }
        Err(mut error) => {
            error.add_response_mapper(move |mut response| {
                add_to(response.status(), response.headers_mut());
                response
            });
            Err(error)
        }
    }
}

/// Adds the headers of a handler that responded with an error, if middleware replaced it by another one.
fn with_headers_of_handler(mut response: ServiceResponse) -> ServiceResponse {
    if has_headers(response.headers()) || response.status().is_success() {
        return response;
    }
    if let Some(policy) = marked_policy(response.request()) {
        let request = response.request().clone();
        let headers = response.headers_mut();
        match policy.cors_check(request.method().as_str(), request.head()) {
            OriginCheck::Done(allow_origin) => policy.add_headers(allow_origin.as_ref(), headers),
            OriginCheck::AskSource(..) => add_vary(headers),
        }
    }
    response
}

fn came_to_disabled_handler(response: &ServiceResponse) -> bool {
    let preflight = ServiceRequest::from_request(response.request().clone());
    reaches_disabled_handler(&preflight.guard_ctx())
}

/// Whether a policy wrote its headers.
fn has_headers(headers: &HeaderMap) -> bool {
    headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN) || varies_by_origin(headers)
}
