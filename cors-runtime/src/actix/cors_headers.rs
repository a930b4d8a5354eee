//! Writing what a policy says about a request onto a response.

use std::rc::Rc;

use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        StatusCode,
        header::{HeaderMap, HeaderValue},
    },
};

use super::{
    handler_error,
    resolved_policy::{AllowOrigin, ResolvedPolicy},
};
use crate::protocol::PolicyHeaders;

/// A policy, and the result of its CORS check.
#[derive(Debug, Clone)]
pub(super) struct CorsHeaders {
    policy: Rc<ResolvedPolicy>,
    allow_origin: AllowOrigin,
}

impl CorsHeaders {
    #[inline]
    pub(super) fn new(policy: &Rc<ResolvedPolicy>, allow_origin: AllowOrigin) -> Self {
        Self {
            policy: Rc::clone(policy),
            allow_origin,
        }
    }

    /// The policy's own response.
    pub(super) fn preflight_response(&self) -> HttpResponse {
        self.policy.preflight_response(self.allow_origin.as_ref())
    }

    /// Marks the request if its handler did not respond with a success.
    #[inline]
    pub(super) fn mark(&self, request: &HttpRequest, status: StatusCode) {
        handler_error::mark(request, status, &self.policy);
    }

    /// Adds the headers to a response that something else made.
    pub(super) fn add_to(&self, headers: &mut HeaderMap) {
        self.policy.add_headers(self.allow_origin.as_ref(), headers);
    }
}

impl ResolvedPolicy {
    /// The policy's own response: to a preflight, or to a request that it refuses.
    pub(super) fn preflight_response(
        &self,
        allow_origin: AllowOrigin<&HeaderValue>,
    ) -> HttpResponse {
        let varies = self.varies(&allow_origin);
        own_response(self.headers(), allow_origin, varies)
    }

    /// Adds the headers to a response that something else made.
    #[inline]
    pub(super) fn add_headers(
        &self,
        allow_origin: AllowOrigin<&HeaderValue>,
        headers: &mut HeaderMap,
    ) {
        let varies = self.varies(&allow_origin);
        self.headers().add_to(allow_origin, varies, headers);
    }
}

/// A response without a body that has these headers and no others. A browser takes any status from 200 to
/// 299 for a permission (<https://fetch.spec.whatwg.org/#cors-preflight-fetch>).
pub(super) fn own_response(
    policy: &PolicyHeaders<HeaderValue>,
    allow_origin: AllowOrigin<&HeaderValue>,
    varies: bool,
) -> HttpResponse {
    let status = if allow_origin.is_denied() {
        StatusCode::FORBIDDEN
    } else {
        StatusCode::NO_CONTENT
    };
    let mut response = HttpResponse::new(status);
    policy.add_to_preflight(allow_origin, varies, response.headers_mut());
    response
}
