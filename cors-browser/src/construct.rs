//! From what a page asks for to a request, or to the exception that the script gets.
//! <https://fetch.spec.whatwg.org/#dom-request>, <https://xhr.spec.whatwg.org/#the-open()-method>

use url::Url;

use crate::{
    body::{Body, KEEPALIVE_LIMIT},
    fetch::Fetch,
    forbidden::is_forbidden_request_header,
    headers::{Headers, is_value, normalized},
    options::{Initiator, Mode},
    origin::{Origin, has_userinfo},
    reason::Reason,
    request::{PreflightRule, Request},
    safelist::is_no_cors_safelisted,
    token::{is_forbidden_method, is_safelisted_method, is_token, normalized_method},
};

/// The request, before anything is sent. The checks are in the standard's order: the first that fails is reported.
pub(crate) fn construct(origin: &Origin, fetch: &Fetch) -> Result<Request, Reason> {
    let url = checked_url(fetch)?;
    let method = checked_method(fetch)?;
    let mut headers = checked_headers(fetch)?;
    let body = checked_body(fetch, &method)?;
    check_beacon(fetch)?;
    if let Some(content_type) = body.as_ref().and_then(Body::content_type)
        && !headers.contains("content-type")
    {
        append(&mut headers, fetch, "Content-Type", content_type.as_bytes());
    }
    Ok(Request {
        initiator: fetch.initiator,
        mode: fetch.mode,
        credentials: fetch.credentials,
        redirect: fetch.redirect,
        referrer_policy: fetch.referrer_policy,
        preflight: preflight_rule(fetch, body.as_ref()),
        keepalive: fetch.keepalive,
        method,
        headers,
        body,
        ..Request::new(origin.clone(), url)
    })
}

fn preflight_rule(fetch: &Fetch, body: Option<&Body>) -> PreflightRule {
    if fetch.upload_listener || body.is_some_and(Body::is_stream) {
        PreflightRule::Always
    } else if fetch.unsafe_request {
        PreflightRule::IfUnsafe
    } else {
        PreflightRule::Never
    }
}

fn checked_url(fetch: &Fetch) -> Result<Url, Reason> {
    let mut url = Url::parse(&fetch.url).map_err(|_| Reason::InvalidUrl)?;
    if fetch.initiator == Initiator::Fetch && has_userinfo(&url) {
        return Err(Reason::UrlCredentials);
    }
    if fetch.initiator == Initiator::WebSocket {
        as_http(&mut url).ok_or(Reason::SchemeNotHttp)?;
    }
    Ok(url)
}

/// A handshake is an HTTP request. <https://websockets.spec.whatwg.org/#concept-websocket-establish>
fn as_http(url: &mut Url) -> Option<()> {
    let scheme = match url.scheme() {
        "ws" | "http" => "http",
        "wss" | "https" => "https",
        _ => return None,
    };
    url.set_scheme(scheme).ok()
}

fn checked_method(fetch: &Fetch) -> Result<String, Reason> {
    if fetch.mode == Mode::Navigate && fetch.initiator.is_script() {
        return Err(Reason::NavigateMode);
    }
    if !is_token(&fetch.method) {
        return Err(Reason::InvalidMethod);
    }
    if is_forbidden_method(&fetch.method) {
        return Err(Reason::ForbiddenMethod);
    }
    let method = normalized_method(&fetch.method);
    if fetch.mode == Mode::NoCors && !is_safelisted_method(&method) {
        return Err(Reason::NoCorsMethod);
    }
    Ok(method)
}

/// <https://fetch.spec.whatwg.org/#concept-headers-append>
fn checked_headers(fetch: &Fetch) -> Result<Headers, Reason> {
    let mut headers = Headers::new();
    for (name, value) in fetch.headers.iter() {
        let value = normalized(value);
        if !is_token(name) || !is_value(value) {
            return Err(Reason::InvalidHeader);
        }
        append(&mut headers, fetch, name, value);
    }
    Ok(headers)
}

/// Adds a header, or drops it silently if the page may not set it.
fn append(headers: &mut Headers, fetch: &Fetch, name: &str, value: &[u8]) {
    match fetch.initiator {
        Initiator::Fetch | Initiator::Xhr if is_forbidden_request_header(name, value) => {}
        Initiator::Fetch
            if fetch.mode == Mode::NoCors && !stays_safelisted(headers, name, value) => {}
        // `setRequestHeader` joins the values of one name.
        Initiator::Xhr => headers.combine(name, value),
        _ => headers.append(name, value),
    }
}

fn stays_safelisted(headers: &Headers, name: &str, value: &[u8]) -> bool {
    let earlier = headers
        .get(name)
        .map(|earlier| [&earlier, &b", "[..], value].concat());
    is_no_cors_safelisted(name, earlier.as_deref().unwrap_or(value))
}

/// A beacon that is too large is not sent, and neither is its preflight.
/// <https://w3c.github.io/beacon/#sec-processing-model>
fn check_beacon(fetch: &Fetch) -> Result<(), Reason> {
    let body = fetch
        .body
        .as_ref()
        .filter(|_| fetch.initiator == Initiator::Beacon);
    match body {
        Some(body) if body.as_bytes().len() > KEEPALIVE_LIMIT => Err(Reason::KeepaliveLimit),
        _ => Ok(()),
    }
}

fn checked_body(fetch: &Fetch, method: &str) -> Result<Option<Body>, Reason> {
    let body = fetch.body.clone();
    let Some(given) = &body else {
        return Ok(None);
    };
    if matches!(method, "GET" | "HEAD") {
        // `send()` drops the body.
        return if fetch.initiator == Initiator::Xhr {
            Ok(None)
        } else {
            Err(Reason::BodyWithGet)
        };
    }
    // <https://fetch.spec.whatwg.org/#concept-bodyinit-extract>
    if given.is_stream() && fetch.keepalive {
        return Err(Reason::StreamKeepalive);
    }
    if given.is_stream() && !matches!(fetch.mode, Mode::Cors | Mode::SameOrigin) {
        return Err(Reason::StreamNoCors);
    }
    Ok(body)
}
