//! Refusals: requests of pages on other origins that a policy does not allow. They are shown to `tracing`, and to an
//! observer. Without either, a refusal costs two comparisons.

use std::{cell::Cell, mem, rc::Rc, sync::OnceLock};

use actix_web::{
    HttpMessage as _, HttpRequest, HttpResponse, body::BoxBody, http::header, test::TestRequest,
};
use cors_rules::PolicyFacts;
use tracing::{Level, level_filters::LevelFilter};

use super::{
    fetch_metadata::is_cross_origin,
    refusal_reason::{RefusalReason, reason_beside_policy},
    resolved_policy::ResolvedPolicy,
};
use crate::protocol::preflight_method;

/// A request that a policy does not allow. The handler may have run; then the browser withholds the response.
#[derive(Debug)]
pub struct Refusal<'a> {
    /// The request, or its preflight.
    pub request: &'a HttpRequest,
    /// The method of the request; of a preflight, the one that it asks for.
    pub method: &'a str,
    /// Whether it is the preflight that is refused.
    pub is_preflight: bool,
    policy: &'a ResolvedPolicy,
}

impl Refusal<'_> {
    /// Whose policy it is: the path of a handler's function, a layer, or a prefix of `AppCors`.
    #[must_use]
    pub fn owner(&self) -> &'static str {
        self.policy.owner()
    }

    /// Whether it is the policy of a handler, and not one around routes.
    #[must_use]
    pub fn is_of_handler(&self) -> bool {
        self.policy.is_of_handler()
    }

    /// Why it was refused, if what the policy allows is not the reason.
    #[must_use]
    pub fn reason_beside_policy(&self) -> Option<&'static str> {
        reason_beside_policy(self.policy, self.method, self.request)
    }

    /// What the policy says.
    #[must_use]
    #[inline]
    pub fn policy(&self) -> PolicyFacts {
        self.policy.facts()
    }
}

/// Shows every later refusal of the process to the function. The first observer stays.
pub fn observe_refusals(observer: fn(&Refusal<'_>)) {
    let _ = OBSERVER.set(observer);
}

/// Marks a request that was not sent: an inspector asks what would be answered.
pub(super) struct Simulated;

static OBSERVER: OnceLock<fn(&Refusal<'_>)> = OnceLock::new();

/// Marks a request of a page on another origin, and its copy, which has no app data to decide that by. The two are reported
/// once.
#[derive(Clone, Default)]
struct OfOtherOrigin {
    is_reported: Rc<Cell<bool>>,
}

impl OfOtherOrigin {
    /// The mark of the request, which gets one if it has none.
    fn of(request: &HttpRequest) -> Self {
        let mark = request.extensions().get::<Self>().cloned();
        mark.unwrap_or_else(|| {
            let mark = Self::default();
            request.extensions_mut().insert(mark.clone());
            mark
        })
    }
}

/// Marks a request that the policy of a prefix allows: what a layer inside says about it does not count.
struct AllowedByPrefix;

/// Marks a request that the policy of a prefix allows, if refusals are watched.
pub(super) fn mark_allowed_by_prefix(request: &HttpRequest) {
    if is_watched() {
        request.extensions_mut().insert(AllowedByPrefix);
    }
}

/// Whether the policy of a prefix around a layer allows the request.
pub(super) fn is_allowed_by_prefix(request: &HttpRequest) -> bool {
    request.extensions().contains::<AllowedByPrefix>()
}

/// What events of refusals are filtered by.
pub(super) const TARGET: &str = "cors_runtime";

/// Shows a request that the policy denies, if it is of a page on another origin.
#[inline]
pub(super) fn report(policy: &ResolvedPolicy, request: &HttpRequest) {
    if is_watched() {
        report_refusal(policy, request);
    }
}

/// Copies what a report needs from a request that may be gone by then, if there may be something to report.
#[inline]
pub(super) fn copy(request: &HttpRequest) -> Option<HttpRequest> {
    (is_watched() && is_of_other_origin(request)).then(|| {
        let copy = copied(request);
        copy.extensions_mut().insert(OfOtherOrigin::of(request));
        copy
    })
}

#[inline]
fn is_watched() -> bool {
    let is_logged = LevelFilter::current() >= Level::DEBUG || log::max_level() >= log::Level::Debug;
    is_logged || OBSERVER.get().is_some()
}

#[cold]
fn copied(request: &HttpRequest) -> HttpRequest {
    let mut copy = TestRequest::default()
        .method(request.method().clone())
        .uri(&request.uri().to_string());
    for header in request.headers() {
        copy = copy.append_header(header);
    }
    copy.to_http_request()
}

#[cold]
fn report_refusal(policy: &ResolvedPolicy, request: &HttpRequest) {
    // Most requests without a grant do not come from another origin. A request without `Origin` is reported only if the
    // policy may refuse it.
    if !request.headers().contains_key(header::ORIGIN) && !policy.enforces() {
        return;
    }
    if !is_of_other_origin(request) || OfOtherOrigin::of(request).is_reported.replace(true) {
        return;
    }
    let requested = preflight_method(request.head());
    let refusal = Refusal {
        request,
        method: requested.unwrap_or(request.method().as_str()),
        is_preflight: requested.is_some(),
        policy,
    };
    if tracing::event_enabled!(target: TARGET, Level::DEBUG)
        || log::log_enabled!(target: TARGET, log::Level::Debug)
    {
        log_refusal(policy, &refusal);
    }
    if let Some(observer) = OBSERVER.get() {
        observer(&refusal);
    }
}

/// Whether a browser sent the request for a page on another origin.
#[cold]
fn is_of_other_origin(request: &HttpRequest) -> bool {
    let marks = request.extensions();
    if marks.contains::<OfOtherOrigin>() {
        return true;
    }
    let is_simulated = marks.contains::<Simulated>();
    !is_simulated && (preflight_method(request.head()).is_some() || is_cross_origin(request))
}

fn log_refusal(policy: &ResolvedPolicy, refusal: &Refusal<'_>) {
    let reason = RefusalReason::of(policy, refusal.method, refusal.request);
    let pattern = refusal.request.match_pattern();
    tracing::debug!(
        target: TARGET,
        route = pattern.as_deref().unwrap_or(refusal.request.path()),
        handler = policy.owner(),
        origin = %reason.origin(),
        method = refusal.method,
        is_preflight = refusal.is_preflight,
        reason = reason.name(),
        nearest = reason.nearest(),
        "refused by its CORS policy"
    );
}

/// Puts the reason into the body of the response to a refused preflight: browsers show it beside the request. For
/// debug builds only.
pub(super) fn explain(response: &mut HttpResponse, policy: &ResolvedPolicy, request: &HttpRequest) {
    let method = preflight_method(request.head()).unwrap_or_default();
    let reason = RefusalReason::of(policy, method, request);
    let body = BoxBody::new(format!("{reason}\n"));
    let without_body = mem::replace(response, HttpResponse::new(response.status()));
    *response = without_body.set_body(body);
    let plain_text = header::HeaderValue::from_static("text/plain; charset=utf-8");
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, plain_text);
}

#[cfg(test)]
mod tests {
    use log::LevelFilter;

    use super::is_watched;

    /// A program with `log` alone: `tracing` hands events on to it.
    #[test]
    fn refusals_are_reported_if_a_logger_wants_them() {
        for (level, expected) in [
            (LevelFilter::Off, false),
            (LevelFilter::Info, false),
            (LevelFilter::Debug, true),
            (LevelFilter::Trace, true),
            (LevelFilter::Off, false),
        ] {
            log::set_max_level(level);
            assert_eq!(is_watched(), expected, "{level}");
        }
    }
}
