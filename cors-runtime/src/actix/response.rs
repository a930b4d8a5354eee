//! Writing the answer of a policy onto a response.

use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};

use super::decision::{Answers, Grant};
use crate::protocol::names_origin;

impl Answers {
    /// Writes the headers of the answer to a preflight that is granted.
    pub(super) fn write_preflight(&self, grant: Grant, headers: &mut HeaderMap) {
        let allow_methods = self.values.allow_methods.clone();
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, allow_methods);
        let allow_headers = self.values.allow_headers.as_ref();
        insert(headers, header::ACCESS_CONTROL_ALLOW_HEADERS, allow_headers);
        let max_age = self.values.max_age.as_ref();
        insert(headers, header::ACCESS_CONTROL_MAX_AGE, max_age);
        self.write_grant(grant, headers);
    }

    /// Writes the headers of a response to anything but a preflight, over those that the handler wrote.
    pub(super) fn write(&self, grant: Grant, headers: &mut HeaderMap) {
        remove_cors_headers(headers);
        if !matches!(grant, Grant::Denied) {
            let exposed = self.values.expose_headers.as_ref();
            insert(headers, header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
        }
        self.write_grant(grant, headers);
    }

    /// Writes what every answer to the grant has, preflight or not.
    pub(super) fn write_grant(&self, grant: Grant, headers: &mut HeaderMap) {
        let allowed = match grant {
            Grant::Public => Some(HeaderValue::from_static("*")),
            Grant::Named(origin) => Some(origin),
            Grant::Denied => None,
        };
        if let Some(allowed) = allowed {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, allowed);
            if self.allows_credentials() {
                let yes = HeaderValue::from_static("true");
                headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, yes);
            }
        }
        if self.varies_by_origin() {
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
fn vary_by_origin(headers: &mut HeaderMap) {
    let is_said = headers
        .get_all(header::VARY)
        .any(|line| names_origin(line.as_bytes()));
    if !is_said {
        headers.append(header::VARY, HeaderValue::from_static("Origin"));
    }
}
