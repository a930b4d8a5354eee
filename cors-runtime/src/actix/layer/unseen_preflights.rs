//! A warning for a layer that preflights do not reach: a guard for another method than `OPTIONS` is in front of it.

use std::{
    cell::Cell,
    ptr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use actix_web::{
    dev::ServiceRequest,
    http::{Method, header},
};

use crate::{actix::fetch_metadata::is_cross_origin, policy::Policy};

/// How long browsers keep a response to a preflight that does not say so
/// (<https://fetch.spec.whatwg.org/#http-access-control-max-age>).
const DEFAULT_MAX_AGE: Duration = Duration::from_secs(5);

/// Whether a layer has seen a preflight. Another worker may see it, so layers with one policy share what they know.
#[derive(Debug)]
pub(super) struct UnseenPreflights {
    policy: &'static Policy,
    is_decided: Cell<bool>,
    /// Until then, browsers may have a response of the server that ran before.
    cached_until: Instant,
}

impl UnseenPreflights {
    pub(super) fn new(policy: &'static Policy) -> Self {
        let max_age = policy.parts().max_age.and_then(|text| text.parse().ok());
        let max_age = max_age.map_or(DEFAULT_MAX_AGE, Duration::from_secs);
        Self {
            policy,
            is_decided: Cell::new(false),
            cached_until: Instant::now() + max_age,
        }
    }

    /// A preflight has reached the layer.
    pub(super) fn see(&self) {
        if !self.is_decided.replace(true) {
            self.decide();
        }
    }

    /// Logs, once, that a request from another origin has come without a preflight.
    pub(super) fn warn_of(&self, request: &ServiceRequest) {
        if self.is_decided.get() || !needs_preflight(request) || Instant::now() < self.cached_until
        {
            return;
        }
        self.is_decided.set(true);
        if self.decide() {
            tracing::warn!(
                "a layer serves {} `{}` to another origin and has seen no preflight: put `.wrap(POLICY.layer())` \
                 around a resource without a guard for a method (see `Policy::layer`)",
                request.method(),
                request.path(),
            );
        }
    }

    /// Records that the policy is decided about. Whether no layer with it did so before.
    fn decide(&self) -> bool {
        static DECIDED: Mutex<Vec<usize>> = Mutex::new(Vec::new());

        let policy = ptr::from_ref(self.policy).addr();
        let mut decided = DECIDED.lock().unwrap_or_else(PoisonError::into_inner);
        let is_first = !decided.contains(&policy);
        if is_first {
            decided.push(policy);
        }
        is_first
    }
}

/// Whether a browser sends a preflight before the request, as far as its method and these headers show
/// (<https://fetch.spec.whatwg.org/#cors-safelisted-method>,
/// <https://fetch.spec.whatwg.org/#cors-safelisted-request-header>).
fn needs_preflight(request: &ServiceRequest) -> bool {
    let headers = request.headers();
    let is_safelisted = matches!(*request.method(), Method::GET | Method::HEAD | Method::POST)
        && !headers.contains_key(header::AUTHORIZATION)
        && headers.get(header::CONTENT_TYPE).is_none_or(|value| {
            let essence = value.as_bytes().split(|byte| *byte == b';').next();
            let essence = essence.unwrap_or_default().trim_ascii();
            SAFELISTED_TYPES
                .iter()
                .any(|safe| essence.eq_ignore_ascii_case(safe.as_bytes()))
        });
    !is_safelisted && headers.contains_key(header::ORIGIN) && is_cross_origin(request.request())
}

const SAFELISTED_TYPES: [&str; 3] = [
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "text/plain",
];

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;
    use crate::policy::NO_ORIGIN;

    fn put_from(origin: &'static str) -> ServiceRequest {
        let request = TestRequest::put().insert_header((header::ORIGIN, origin));
        request.to_srv_request()
    }

    #[test]
    fn a_request_decides_when_browsers_have_no_response_of_an_earlier_server() {
        static CACHED: Policy = NO_ORIGIN.max_age(Some("600"));
        static NOT_CACHED: Policy = NO_ORIGIN.max_age(Some("0"));

        for (policy, is_decided) in [(&CACHED, false), (&NOT_CACHED, true)] {
            let preflights = UnseenPreflights::new(policy);
            preflights.warn_of(&put_from("https://evil.example"));
            assert_eq!(preflights.is_decided.get(), is_decided, "{policy:?}");
            // The policy is decided once for all workers.
            assert_eq!(UnseenPreflights::new(policy).decide(), !is_decided);
        }
    }

    #[test]
    fn a_preflight_decides_for_all_layers_with_its_policy() {
        static SEEN: Policy = NO_ORIGIN.max_age(Some("0"));

        let preflights = UnseenPreflights::new(&SEEN);
        preflights.see();
        assert!(preflights.is_decided.get() && !UnseenPreflights::new(&SEEN).decide());
    }

    #[test]
    fn methods_and_headers_show_whether_a_page_of_another_origin_needs_a_preflight() {
        let post = |content_type: &'static str| {
            TestRequest::post().insert_header((header::CONTENT_TYPE, content_type))
        };
        let authorized = TestRequest::get().insert_header((header::AUTHORIZATION, "Bearer x"));
        for (request, expected) in [
            (TestRequest::get(), false),
            (TestRequest::post(), false),
            (TestRequest::put(), true),
            (
                TestRequest::put().insert_header((header::CONTENT_TYPE, "text/plain")),
                true,
            ),
            (post("Text/Plain; charset=utf-8"), false),
            (post("multipart/form-data"), false),
            (post("application/json"), true),
            (post("text/plainer"), true),
            (authorized, true),
        ] {
            let request = request.insert_header((header::ORIGIN, "https://evil.example"));
            let request = request.to_srv_request();
            assert_eq!(needs_preflight(&request), expected, "{request:?}");
        }
    }

    #[test]
    fn a_page_of_the_same_origin_and_another_program_need_no_preflight() {
        let put = || TestRequest::put().insert_header((header::HOST, "a.example"));
        let own = put().insert_header((header::ORIGIN, "http://a.example"));
        for request in [put(), own] {
            assert!(!needs_preflight(&request.to_srv_request()));
        }
    }
}
