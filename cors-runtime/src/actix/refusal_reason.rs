//! Why a policy does not allow a request, for people.

use std::fmt;

use actix_web::{dev::RequestHead, http::header};

use super::{nearest_origin::nearest_origin, resolved_policy::ResolvedPolicy};
use crate::protocol::LONGEST_ORIGIN;

/// Why a policy does not allow a request.
#[derive(Debug)]
pub(super) struct RefusalReason {
    kind: Kind,
    origin: String,
    /// What the policy allows that is most like it.
    nearest: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    OriginNotAllowed,
    SeveralOrigins,
    OriginTooLong,
    MethodNotAllowed,
}

impl RefusalReason {
    /// The method is the requested one, if the request is a preflight.
    pub(super) fn of(policy: &ResolvedPolicy, method: &str, head: &RequestHead) -> Self {
        let mut origins = head.headers.get_all(header::ORIGIN);
        let first = origins
            .next()
            .map_or(b"".as_slice(), |value| value.as_bytes());
        let kind = if !policy.allows_method(method) {
            Kind::MethodNotAllowed
        } else if origins.next().is_some() {
            Kind::SeveralOrigins
        } else if first.len() > LONGEST_ORIGIN {
            Kind::OriginTooLong
        } else {
            Kind::OriginNotAllowed
        };
        let origin = shortened(&String::from_utf8_lossy(first));
        let nearest = match kind {
            Kind::MethodNotAllowed => Some(policy.allowed_methods().join(", ")),
            Kind::OriginNotAllowed => nearest_origin(&origin, &policy.known_origins(head)),
            Kind::SeveralOrigins | Kind::OriginTooLong => None,
        };
        Self {
            kind,
            origin,
            nearest,
        }
    }

    /// The name in events.
    pub(super) fn name(&self) -> &'static str {
        match self.kind {
            Kind::OriginNotAllowed => "origin-not-allowed",
            Kind::SeveralOrigins => "several-origins",
            Kind::OriginTooLong => "origin-too-long",
            Kind::MethodNotAllowed => "method-not-allowed",
        }
    }

    pub(super) fn origin(&self) -> &str {
        &self.origin
    }

    pub(super) fn nearest(&self) -> Option<&str> {
        self.nearest.as_deref()
    }
}

impl fmt::Display for RefusalReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Nothing of the request is repeated: a response must not carry what its sender wrote.
        let sentence = match self.kind {
            Kind::OriginNotAllowed => "the page's origin is not among the `origins` of the policy",
            Kind::SeveralOrigins => "the request has more than one `Origin`",
            Kind::OriginTooLong => "the value of `Origin` is longer than any origin",
            Kind::MethodNotAllowed => "the method is not among the `methods` of the policy",
        };
        write!(f, "{}: {sentence}", self.name())?;
        match &self.nearest {
            Some(nearest) => write!(f, "; allowed: `{nearest}`"),
            None => Ok(()),
        }
    }
}

/// As much of a text as an origin may have.
fn shortened(text: &str) -> String {
    text.chars().take(LONGEST_ORIGIN).collect()
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;
    use crate::policy::{NO_ORIGIN, Route};

    #[test]
    fn the_first_of_these_reasons_is_named() {
        static ROUTE: Route = Route::new("/", "it", "it", &["GET"], &["GET"], NO_ORIGIN);

        let policy = ResolvedPolicy::of_route(&ROUTE).unwrap();
        let longest = "a".repeat(LONGEST_ORIGIN);
        let (longer, endless) = (longest.clone() + "a", longest.repeat(2));
        for (method, origins, expected) in [
            (
                "PUT",
                &["https://a.example", "https://a.example"][..],
                "method-not-allowed",
            ),
            ("GET", &[&endless, "https://a.example"], "several-origins"),
            ("GET", &[&endless], "origin-too-long"),
            ("GET", &[&longer], "origin-too-long"),
            ("GET", &[&longest], "origin-not-allowed"),
            ("GET", &["https://a.example"], "origin-not-allowed"),
        ] {
            let mut request = TestRequest::default();
            for origin in origins {
                request = request.append_header((header::ORIGIN, *origin));
            }
            let request = request.to_http_request();
            let reason = RefusalReason::of(&policy, method, request.head());
            assert_eq!(reason.name(), expected);
            assert!(reason.origin().len() <= LONGEST_ORIGIN);
        }
    }
}
