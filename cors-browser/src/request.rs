//! A request in progress: what the standard stores about it between its steps.
//! <https://fetch.spec.whatwg.org/#concept-request>. Not here: the bytes that are sent (`http_request`).

use url::Url;

use crate::{
    body::Body,
    headers::Headers,
    options::{Credentials, Initiator, Mode, Redirect, ReferrerPolicy},
    origin::{Origin, is_http},
    safelist::unsafe_names,
    token::is_safelisted_method,
};

/// <https://fetch.spec.whatwg.org/#concept-request-response-tainting>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tainting {
    Basic,
    Cors,
    Opaque,
}

/// Whether a request to another origin has to ask first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PreflightRule {
    /// Method and headers are the browser's own.
    Never,
    /// They are a page's. <https://fetch.spec.whatwg.org/#unsafe-request-flag>
    IfUnsafe,
    /// <https://fetch.spec.whatwg.org/#use-cors-preflight-flag>
    Always,
}

/// How far the URLs of a request are from its page. <https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-site-header>
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Distance {
    SameOrigin,
    SameSite,
    CrossSite,
}

#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) initiator: Initiator,
    pub(crate) origin: Origin,
    pub(crate) method: String,
    pub(crate) mode: Mode,
    pub(crate) credentials: Credentials,
    pub(crate) redirect: Redirect,
    pub(crate) referrer_policy: ReferrerPolicy,
    pub(crate) headers: Headers,
    pub(crate) body: Option<Body>,
    pub(crate) preflight: PreflightRule,
    pub(crate) keepalive: bool,
    pub(crate) tainting: Tainting,
    pub(crate) redirects: u8,
    /// <https://fetch.spec.whatwg.org/#concept-request-current-url>
    pub(crate) url: Url,
    /// Whether a redirect led from one foreign origin to another.
    pub(crate) is_redirect_tainted: bool,
    pub(crate) distance: Distance,
}

impl Request {
    pub(crate) fn new(origin: Origin, url: Url) -> Self {
        let distance = distance(&origin, &Origin::of(&url));
        Self {
            initiator: Initiator::Fetch,
            origin,
            method: "GET".to_owned(),
            mode: Mode::NoCors,
            credentials: Credentials::SameOrigin,
            redirect: Redirect::Follow,
            referrer_policy: ReferrerPolicy::StrictOriginWhenCrossOrigin,
            headers: Headers::new(),
            body: None,
            preflight: PreflightRule::Never,
            keepalive: false,
            tainting: Tainting::Basic,
            redirects: 0,
            url,
            is_redirect_tainted: false,
            distance,
        }
    }

    /// The origin that the server sees. <https://fetch.spec.whatwg.org/#byte-serializing-a-request-origin>
    pub(crate) fn serialized_origin(&self) -> String {
        if self.is_redirect_tainted {
            "null".to_owned()
        } else {
            self.origin.to_string()
        }
    }

    /// Whether the current URL is the page's own.
    pub(crate) fn is_same_origin(&self) -> bool {
        self.origin.is_same_origin(&Origin::of(&self.url))
    }

    /// Whether the mode includes credentials wherever the request goes: then no wildcard holds.
    pub(crate) fn is_credentialed(&self) -> bool {
        self.credentials == Credentials::Include
    }

    /// Whether cookies go with it, and come back. <https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch>
    pub(crate) fn includes_credentials(&self) -> bool {
        match self.credentials {
            Credentials::Omit => false,
            Credentials::SameOrigin => self.tainting == Tainting::Basic,
            Credentials::Include => true,
        }
    }

    /// Whether a request to another origin has to ask first. <https://fetch.spec.whatwg.org/#main-fetch>
    pub(crate) fn needs_preflight(&self) -> bool {
        match self.preflight {
            PreflightRule::Never => false,
            PreflightRule::IfUnsafe => {
                !is_safelisted_method(&self.method) || !unsafe_names(&self.headers).is_empty()
            }
            PreflightRule::Always => true,
        }
    }

    /// Goes on to another URL. <https://fetch.spec.whatwg.org/#concept-request-tainted-origin>
    pub(crate) fn move_to(&mut self, url: Url) {
        let (last, next) = (Origin::of(&self.url), Origin::of(&url));
        self.is_redirect_tainted |=
            !next.is_same_origin(&last) && !self.origin.is_same_origin(&last);
        self.distance = self.distance.max(distance(&self.origin, &next));
        self.url = url;
    }

    /// Whether it goes over HTTP.
    pub(crate) fn is_http(&self) -> bool {
        is_http(&self.url)
    }
}

fn distance(page: &Origin, other: &Origin) -> Distance {
    if page.is_same_origin(other) {
        Distance::SameOrigin
    } else if page.is_same_site(other) {
        Distance::SameSite
    } else {
        Distance::CrossSite
    }
}
