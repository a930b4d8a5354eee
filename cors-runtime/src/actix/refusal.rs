//! Refusals: requests of pages on other origins that a policy does not allow. What observes them learns the facts
//! alone; without an observer a refusal costs one load.

use std::sync::OnceLock;

use actix_web::{HttpMessage as _, HttpRequest, http::header};

use super::fetch_metadata::is_cross_origin;
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
}

/// Shows every later refusal of the process to the function. The first observer stays.
pub fn observe_refusals(observer: fn(&Refusal<'_>)) {
    let _ = OBSERVER.set(observer);
}

/// Marks a request that was not sent: an inspector asks what would be answered.
pub(super) struct Simulated;

static OBSERVER: OnceLock<fn(&Refusal<'_>)> = OnceLock::new();

/// Shows a request that a policy denies, if it is of a page on another origin.
#[inline]
pub(super) fn report(request: &HttpRequest) {
    if let Some(observer) = OBSERVER.get() {
        report_to(*observer, request);
    }
}

#[cold]
fn report_to(observer: fn(&Refusal<'_>), request: &HttpRequest) {
    if request.extensions().contains::<Simulated>() {
        return;
    }
    let requested = preflight_method(request.head());
    let is_preflight = requested.is_some();
    if !request.headers().contains_key(header::ORIGIN)
        || !(is_preflight || is_cross_origin(request))
    {
        return;
    }
    observer(&Refusal {
        request,
        method: requested.unwrap_or(request.method().as_str()),
        is_preflight,
    });
}
