//! Writing the answer of a policy onto a response.

use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};

use crate::protocol::{Access, Policy, names_origin};

/// A policy with its header values, made once for each worker so that a response only copies them.
#[derive(Debug)]
pub(super) struct Answers {
    pub(super) policy: &'static Policy,
    allow_methods: HeaderValue,
    allow_headers: Option<HeaderValue>,
    expose_headers: Option<HeaderValue>,
    max_age: Option<HeaderValue>,
}

/// To whom a response is shown.
#[derive(Debug, Clone)]
pub(super) enum Grant {
    /// Everyone.
    Public,
    /// The origin that asked, as it wrote itself.
    Named(HeaderValue),
    /// Nobody.
    Denied,
}

impl Answers {
    pub(super) fn new(policy: &'static Policy) -> Self {
        let parts = policy.parts();
        Self {
            policy,
            allow_methods: HeaderValue::from_static(parts.allow_methods),
            allow_headers: parts.allow_headers.map(HeaderValue::from_static),
            expose_headers: parts.expose_headers.map(HeaderValue::from_static),
            max_age: parts.max_age.map(HeaderValue::from_static),
        }
    }

    /// Judges a request with the method: the actual one, or the one that a preflight asks for.
    pub(super) fn grant(&self, method: &str, origin: Option<&HeaderValue>) -> Grant {
        match (
            self.policy
                .access(method, origin.map(HeaderValue::as_bytes)),
            origin,
        ) {
            (Access::Public, _) => Grant::Public,
            (Access::Named, Some(origin)) => Grant::Named(origin.clone()),
            (Access::Named | Access::Denied, _) => Grant::Denied,
        }
    }

    /// Writes the headers of the answer to a preflight that is granted.
    pub(super) fn write_preflight(&self, grant: Grant, headers: &mut HeaderMap) {
        headers.insert(
            header::ACCESS_CONTROL_ALLOW_METHODS,
            self.allow_methods.clone(),
        );
        insert(
            headers,
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            self.allow_headers.as_ref(),
        );
        insert(
            headers,
            header::ACCESS_CONTROL_MAX_AGE,
            self.max_age.as_ref(),
        );
        self.write_grant(grant, headers);
    }

    /// Writes the headers of a response to anything but a preflight, over those that the handler wrote.
    pub(super) fn write(&self, grant: Grant, headers: &mut HeaderMap) {
        remove_cors_headers(headers);
        if !matches!(grant, Grant::Denied) {
            insert(
                headers,
                header::ACCESS_CONTROL_EXPOSE_HEADERS,
                self.expose_headers.as_ref(),
            );
        }
        self.write_grant(grant, headers);
    }

    fn write_grant(&self, grant: Grant, headers: &mut HeaderMap) {
        let allowed = match grant {
            Grant::Public => Some(HeaderValue::from_static("*")),
            Grant::Named(origin) => Some(origin),
            Grant::Denied => None,
        };
        if let Some(allowed) = allowed {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, allowed);
            if self.policy.parts().credentials {
                let yes = HeaderValue::from_static("true");
                headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, yes);
            }
        }
        if self.policy.varies_by_origin() {
            vary_by_origin(headers);
        }
    }
}

fn insert(headers: &mut HeaderMap, name: HeaderName, value: Option<&HeaderValue>) {
    if let Some(value) = value {
        headers.insert(name, value.clone());
    }
}

/// The policy is the only voice: whatever a handler said about CORS goes.
fn remove_cors_headers(headers: &mut HeaderMap) {
    let is_cors = |name: &HeaderName| name.as_str().starts_with("access-control-");
    if headers.keys().any(is_cors) {
        headers.retain(|name, _| !is_cors(name));
    }
}

/// Adds a line where none says it already; what the handler wrote stays
/// (<https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches>).
pub(super) fn vary_by_origin(headers: &mut HeaderMap) {
    let is_said = headers
        .get_all(header::VARY)
        .any(|line| names_origin(line.as_bytes()));
    if !is_said {
        headers.append(header::VARY, HeaderValue::from_static("Origin"));
    }
}
