//! What goes over the wire. Not here: what comes back (`response`).
//! <https://fetch.spec.whatwg.org/#http-network-or-cache-fetch>, <https://fetch.spec.whatwg.org/#cors-preflight-fetch-0>

use url::Url;

use crate::{
    headers::Headers,
    options::{Initiator, Mode, ReferrerPolicy},
    origin::{Origin, is_trustworthy},
    request::{Distance, Request, Tainting},
    safelist::unsafe_names,
    websocket,
};

/// A request to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpRequest {
    /// The method.
    pub method: String,
    /// Where it goes: without user name, password and fragment.
    pub url: String,
    /// The headers of the page's script or markup, `Accept`, and the type of the body.
    pub headers: Headers,
    /// The headers that the browser alone can set: `Origin`, `Access-Control-Request-*`, `Sec-Fetch-*`, …
    /// `Cookie` only if [`Page::set_cookies`](crate::Page::set_cookies) sets it; never `Host`, `Content-Length`,
    /// `Referer`, `User-Agent`.
    pub browser_headers: Headers,
    /// Whether the cookies, HTTP authentication and client certificate of this server go with it.
    pub credentials: bool,
    /// Whether it is a CORS-preflight request.
    pub is_preflight: bool,
    /// What it carries.
    pub body: Option<Vec<u8>>,
}

impl HttpRequest {
    /// Every header to send.
    pub fn all_headers(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.headers.iter().chain(self.browser_headers.iter())
    }

    /// The `Origin` header.
    #[must_use]
    pub fn origin(&self) -> Option<String> {
        self.browser_headers.text("origin")
    }

    /// The request itself, not its preflight.
    pub(crate) fn of(request: &Request) -> Self {
        let mut headers = request.headers.clone();
        if !headers.contains("accept") {
            headers.append("Accept", request.initiator.accept());
        }
        let mut browser_headers = Headers::new();
        browser_headers.extend(origin_header(request).map(|origin| ("Origin", origin)));
        if request.initiator == Initiator::WebSocket {
            browser_headers.extend(websocket::HEADERS);
        }
        browser_headers.extend(metadata_headers(request, request.mode));
        Self {
            method: request.method.clone(),
            url: sent_url(&request.url),
            headers,
            browser_headers,
            credentials: request.includes_credentials(),
            is_preflight: false,
            body: request.body.as_ref().map(|body| body.as_bytes().to_vec()),
        }
    }

    /// Asks whether the request may be sent.
    pub(crate) fn preflight(request: &Request) -> Self {
        let names = Vec::from_iter(unsafe_names(&request.headers)).join(",");
        let mut browser_headers = Headers::new();
        browser_headers.append("Access-Control-Request-Method", &request.method);
        if !names.is_empty() {
            browser_headers.append("Access-Control-Request-Headers", names);
        }
        browser_headers.append("Origin", request.serialized_origin());
        browser_headers.extend(metadata_headers(request, Mode::Cors));
        Self {
            method: "OPTIONS".to_owned(),
            url: sent_url(&request.url),
            headers: Headers::from_iter([("Accept", "*/*")]),
            browser_headers,
            credentials: false,
            is_preflight: true,
            body: None,
        }
    }
}

/// <https://fetch.spec.whatwg.org/#append-a-request-origin-header>
fn origin_header(request: &Request) -> Option<String> {
    let origin = request.serialized_origin();
    if request.tainting == Tainting::Cors || request.mode == Mode::WebSocket {
        return Some(origin);
    }
    let is_sent = !matches!(request.method.as_str(), "GET" | "HEAD");
    let is_hidden = request.mode != Mode::Cors && hides_origin(request);
    is_sent.then(|| if is_hidden { "null".to_owned() } else { origin })
}

fn hides_origin(request: &Request) -> bool {
    match request.referrer_policy {
        ReferrerPolicy::NoReferrer => true,
        ReferrerPolicy::NoReferrerWhenDowngrade
        | ReferrerPolicy::StrictOrigin
        | ReferrerPolicy::StrictOriginWhenCrossOrigin => {
            request.origin.scheme() == "https" && request.url.scheme() != "https"
        }
        ReferrerPolicy::SameOrigin => !request.origin.is_same_origin(&Origin::of(&request.url)),
        ReferrerPolicy::Origin
        | ReferrerPolicy::OriginWhenCrossOrigin
        | ReferrerPolicy::UnsafeUrl => false,
    }
}

/// <https://w3c.github.io/webappsec-fetch-metadata/#abstract-opdef-append-the-fetch-metadata-headers-for-a-request>
fn metadata_headers(request: &Request, mode: Mode) -> Vec<(&'static str, &'static str)> {
    if !is_trustworthy(&request.url) {
        return Vec::new();
    }
    let site = match request.distance {
        Distance::SameOrigin => "same-origin",
        Distance::SameSite => "same-site",
        Distance::CrossSite => "cross-site",
    };
    vec![
        ("Sec-Fetch-Dest", request.initiator.destination()),
        ("Sec-Fetch-Mode", mode.name()),
        ("Sec-Fetch-Site", site),
    ]
}

fn sent_url(url: &Url) -> String {
    let mut url = url.clone();
    url.set_fragment(None);
    // Both fail only where a URL has no host, which never gets here.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.into()
}
