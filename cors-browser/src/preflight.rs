//! What a preflight's answer allows. <https://fetch.spec.whatwg.org/#cors-preflight-fetch-0>
//! Not here: how long it is remembered (`preflight_cache`).

use crate::{
    blocked::Blocked,
    cors_check::cors_check,
    reason::Reason,
    request::{PreflightRule, Request},
    response::Response,
    safelist::unsafe_names,
    token::{is_any, is_safelisted_method},
};

/// What a successful preflight puts into the cache.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Allowed {
    pub(crate) methods: Vec<String>,
    pub(crate) headers: Vec<String>,
    pub(crate) max_age: u64,
}

/// Judges the answer to the preflight of `request`.
pub(crate) fn check(request: &Request, response: &Response) -> Result<Allowed, Blocked> {
    cors_check(request, &response.headers).map_err(|blocked| Blocked {
        reason: blocked.reason.of_preflight(),
        ..blocked
    })?;
    check_status(response)?;
    let list = |name, reason| {
        let list = response.headers.list(name);
        list.map_err(|_| Blocked::new(reason).found(response.headers.text(name)))
    };
    let methods = list("access-control-allow-methods", Reason::PreflightAcamInvalid)?;
    let headers =
        list("access-control-allow-headers", Reason::PreflightAcahInvalid)?.unwrap_or_default();
    // Otherwise a preflight for the flag's sake would never be cached.
    let assumed = || {
        if request.preflight == PreflightRule::Always {
            vec![request.method.clone()]
        } else {
            Vec::new()
        }
    };
    let methods = methods.unwrap_or_else(assumed);
    check_method(request, &methods)?;
    check_headers(request, &headers)?;
    Ok(Allowed {
        methods,
        headers,
        max_age: max_age(response),
    })
}

/// <https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name>
pub(crate) fn is_non_wildcard(name: &str) -> bool {
    is_any(name, &["authorization"])
}

fn check_status(response: &Response) -> Result<(), Blocked> {
    if response.is_ok() {
        return Ok(());
    }
    let reason = if response.is_redirect() {
        Reason::PreflightRedirect
    } else {
        Reason::PreflightStatus
    };
    Err(Blocked::new(reason)
        .needed("200 to 299")
        .found(Some(response.status.to_string())))
}

fn check_method(request: &Request, methods: &[String]) -> Result<(), Blocked> {
    let method = &request.method;
    if methods.contains(method) || is_safelisted_method(method) || has_wildcard(request, methods) {
        return Ok(());
    }
    Err(Blocked::new(Reason::MethodNotAllowed)
        .needed(method)
        .found(listed(methods)))
}

fn check_headers(request: &Request, names: &[String]) -> Result<(), Blocked> {
    let is_listed = |name: &str| names.iter().any(|listed| listed.eq_ignore_ascii_case(name));
    if request.headers.contains("authorization") && !is_listed("authorization") {
        return Err(Blocked::new(Reason::AuthorizationNotListed)
            .needed("authorization")
            .found(listed(names)));
    }
    let unlisted = unsafe_names(&request.headers)
        .into_iter()
        .find(|name| !is_listed(name));
    match unlisted {
        Some(name) if !has_wildcard(request, names) => Err(Blocked::new(Reason::HeaderNotAllowed)
            .needed(name)
            .found(listed(names))),
        _ => Ok(()),
    }
}

/// The entries of a list, if there are any.
fn listed(entries: &[String]) -> Option<String> {
    (!entries.is_empty()).then(|| entries.join(", "))
}

fn has_wildcard(request: &Request, list: &[String]) -> bool {
    !request.is_credentialed() && list.iter().any(|element| element == "*")
}

/// In seconds; five where the header is missing or malformed.
/// <https://httpwg.org/specs/rfc9111.html#delta-seconds>
fn max_age(response: &Response) -> u64 {
    let mut lines = response.headers.lines("access-control-max-age");
    match (lines.next(), lines.next()) {
        (Some(value), None) => seconds(value).unwrap_or(5),
        _ => 5,
    }
}

fn seconds(value: &[u8]) -> Option<u64> {
    let is_number = !value.is_empty() && value.iter().all(u8::is_ascii_digit);
    let digits = is_number.then(|| str::from_utf8(value).ok()).flatten()?;
    Some(digits.parse().unwrap_or(u64::MAX))
}
