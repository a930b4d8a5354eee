//! Writing the answer of a policy onto a response.

use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};

use super::resolved_policy::{AllowOrigin, ResolvedPolicy};
use crate::protocol::names_origin;

#[allow(
    clippy::declare_interior_mutable_const,
    reason = "nothing inside a static text is mutable"
)]
const EVERYONE: HeaderValue = HeaderValue::from_static("*");
#[allow(clippy::declare_interior_mutable_const, reason = "as above")]
const TRUE: HeaderValue = HeaderValue::from_static("true");
#[allow(clippy::declare_interior_mutable_const, reason = "as above")]
const ORIGIN: HeaderValue = HeaderValue::from_static("Origin");

impl ResolvedPolicy {
    /// Writes the headers of the answer to a preflight that is granted; the response has none yet.
    pub(super) fn write_preflight(&self, grant: AllowOrigin, headers: &mut HeaderMap) {
        let values = &self.values;
        let allow_methods = Some(&values.allow_methods);
        append(headers, header::ACCESS_CONTROL_ALLOW_METHODS, allow_methods);
        let allow_headers = values.allow_headers.as_ref();
        append(headers, header::ACCESS_CONTROL_ALLOW_HEADERS, allow_headers);
        let max_age = values.max_age.as_ref();
        append(headers, header::ACCESS_CONTROL_MAX_AGE, max_age);
        self.add_allow_origin(grant, headers);
    }

    /// Writes the headers of a response to anything but a preflight, over those that the handler wrote.
    #[inline]
    pub(super) fn add_headers(&self, grant: AllowOrigin, headers: &mut HeaderMap) {
        let written = Written::by_handler(headers);
        if written.cors {
            headers.retain(|name, _| !is_cors(name));
        }
        if !matches!(grant, AllowOrigin::Denied) {
            let exposed = self.values.expose_headers.as_ref();
            append(headers, header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
        }
        if written.vary && says_origin(headers) {
            self.write_access(grant, headers);
        } else {
            self.add_allow_origin(grant, headers);
        }
    }

    /// Writes what every answer to the grant has, preflight or not; the response has none of it.
    pub(super) fn add_allow_origin(&self, grant: AllowOrigin, headers: &mut HeaderMap) {
        let varies = self.varies(&grant);
        self.write_access(grant, headers);
        if varies {
            headers.append(header::VARY, ORIGIN);
        }
    }

    #[inline]
    fn write_access(&self, grant: AllowOrigin, headers: &mut HeaderMap) {
        let allowed = match grant {
            AllowOrigin::Any => EVERYONE,
            AllowOrigin::Origin(origin) => origin,
            AllowOrigin::Denied => return,
        };
        headers.append(header::ACCESS_CONTROL_ALLOW_ORIGIN, allowed);
        if self.allows_credentials() {
            headers.append(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, TRUE);
        }
    }
}

/// Cheaper than to insert, which has to be ready to replace.
fn append(headers: &mut HeaderMap, name: HeaderName, value: Option<&HeaderValue>) {
    if let Some(value) = value {
        headers.append(name, value.clone());
    }
}

/// What a handler wrote that the policy has a say in, found in one pass.
struct Written {
    /// The policy is the only voice: whatever a handler said about CORS goes.
    cors: bool,
    /// What it said stays
    /// (<https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches>).
    vary: bool,
}

impl Written {
    fn by_handler(headers: &HeaderMap) -> Self {
        let mut written = Self {
            cors: false,
            vary: false,
        };
        for name in headers.keys() {
            written.cors |= is_cors(name);
            written.vary |= *name == header::VARY;
        }
        written
    }
}

fn is_cors(name: &HeaderName) -> bool {
    name.as_str().starts_with("access-control-")
}

/// Says that the response differs by origin, unless every origin may have it.
pub(super) fn add_vary(headers: &mut HeaderMap) {
    let is_public = headers
        .get(header::ACCESS_CONTROL_ALLOW_ORIGIN)
        .is_some_and(|allowed| allowed == EVERYONE);
    if !is_public && !says_origin(headers) {
        headers.append(header::VARY, ORIGIN);
    }
}

/// Whether `Vary` says that the response differs by origin.
pub(super) fn says_origin(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::VARY)
        .any(|line| names_origin(line.as_bytes()))
}
