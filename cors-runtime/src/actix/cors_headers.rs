//! Writing what a policy says about a request onto a response.

use std::rc::Rc;

use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        StatusCode,
        header::{self, HeaderMap, HeaderValue},
    },
};

use super::{
    handler_error, refusal,
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

    /// The result of the check.
    pub(super) fn allow_origin(&self) -> AllowOrigin<&HeaderValue> {
        self.allow_origin.as_ref()
    }

    /// The same policy, for a request that it does not allow.
    pub(super) fn denied(self) -> Self {
        Self {
            allow_origin: AllowOrigin::Denied,
            ..self
        }
    }

    /// The response to a preflight.
    pub(super) fn preflight_response(&self, preflight: &HttpRequest) -> HttpResponse {
        self.policy
            .preflight_response(self.allow_origin.as_ref(), preflight)
    }

    /// The response to a preflight that is gone.
    pub(super) fn bare_preflight_response(&self) -> HttpResponse {
        let allow_origin = self.allow_origin.as_ref();
        let varies = self.policy.varies(&allow_origin);
        own_response(self.policy.headers(), allow_origin, varies)
    }

    /// Marks the request if its handler did not respond with a success.
    #[inline]
    pub(super) fn mark(&self, request: &HttpRequest, status: StatusCode) {
        handler_error::mark(request, status, &self.policy);
    }

    /// Shows that the policy denies this request.
    pub(super) fn report(&self, denied: Option<&HttpRequest>) {
        if let Some(request) = denied {
            refusal::report(&self.policy, request);
        }
    }

    /// Adds the headers to a response that something else made.
    pub(super) fn add_to(&self, headers: &mut HeaderMap) {
        self.policy.add_headers(self.allow_origin.as_ref(), headers);
    }
}

impl ResolvedPolicy {
    /// The response to a preflight.
    #[expect(
        clippy::inline_always,
        reason = "whether the compiler inlines it otherwise depends on the path of the build"
    )]
    #[inline(always)]
    pub(super) fn preflight_response(
        &self,
        allow_origin: AllowOrigin<&HeaderValue>,
        preflight: &HttpRequest,
    ) -> HttpResponse {
        let mut response = HttpResponse::new(StatusCode::NO_CONTENT);
        let is_denied = allow_origin.is_denied();
        let varies = self.varies(&allow_origin);
        self.headers()
            .add_to_preflight(allow_origin, varies, response.headers_mut());
        if is_denied {
            self.deny_preflight(&mut response, preflight);
        }
        response
    }

    #[cold]
    fn deny_preflight(&self, response: &mut HttpResponse, preflight: &HttpRequest) {
        *response.status_mut() = StatusCode::FORBIDDEN;
        refusal::report(self, preflight);
        if cfg!(debug_assertions) {
            refusal::explain(response, self, preflight);
        }
    }

    /// The response to a request that the policy keeps from the handler.
    pub(super) fn refusal(&self, request: &HttpRequest) -> HttpResponse {
        refusal::report(self, request);
        self.refusal_response()
    }

    /// The same, where the request is gone.
    pub(super) fn refusal_response(&self) -> HttpResponse {
        let varies = self.varies(&AllowOrigin::<&HeaderValue>::Denied);
        let mut response = own_response(self.headers(), AllowOrigin::Denied, varies);
        // It follows from `Sec-Fetch-Site` too. From a shared cache, it would block pages that are allowed.
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
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
