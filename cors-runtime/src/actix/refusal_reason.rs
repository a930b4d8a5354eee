//! Why a policy does not allow a request, for people.

use std::fmt;

use actix_web::{
    HttpMessage as _, HttpRequest,
    dev::RequestHead,
    http::header::{self, HeaderValue},
};

use super::{
    nearest_origin::nearest_origin,
    resolved_policy::{OriginCheck, ResolvedPolicy},
};
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
    /// A source does not allow the origin, or failed.
    NotAllowedBySource,
    /// A layer's policy does not deny the origin, and another one applies.
    PolicyDoesNotApply,
    /// No origin is allowed now.
    NoOriginAllowed,
    NoOrigin,
    SeveralOrigins,
    OriginTooLong,
    MethodNotAllowed,
}

/// Marks a request that the source of a layer has not denied: it was not asked, or allows the origin.
struct NotDeniedBySource;

/// Marks a request whose denial by a layer does not come from the layer's source.
pub(super) fn exclude_source(request: &HttpRequest) {
    request.extensions_mut().insert(NotDeniedBySource);
}

impl RefusalReason {
    /// The method is the requested one, if the request is a preflight.
    pub(super) fn of(policy: &ResolvedPolicy, method: &str, request: &HttpRequest) -> Self {
        let head = request.head();
        let allowed = policy.known_origins(head);
        let kind = Kind::of(policy, method, request, &allowed);
        let origin = head.headers.get(header::ORIGIN);
        let origin = origin.map_or(b"".as_slice(), HeaderValue::as_bytes);
        let origin = shortened(&String::from_utf8_lossy(origin));
        let nearest = match kind {
            Kind::MethodNotAllowed => Some(policy.allowed_methods().join(", ")),
            Kind::OriginNotAllowed => nearest_origin(&origin, &allowed),
            _ => None,
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
            Kind::OriginNotAllowed | Kind::NotAllowedBySource => "origin-not-allowed",
            Kind::PolicyDoesNotApply => "policy-does-not-apply",
            Kind::NoOriginAllowed => "no-origin-allowed",
            Kind::NoOrigin => "no-origin",
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

impl Kind {
    fn of(
        policy: &ResolvedPolicy,
        method: &str,
        request: &HttpRequest,
        allowed: &[String],
    ) -> Self {
        if !policy.allows_method(method) {
            return Self::MethodNotAllowed;
        }
        match Self::of_header(request.head()) {
            Some(kind) => kind,
            None if is_outside(policy, method, request) => Self::PolicyDoesNotApply,
            None if policy.asks_source() => Self::NotAllowedBySource,
            None if allowed.is_empty() => Self::NoOriginAllowed,
            None => Self::OriginNotAllowed,
        }
    }

    /// Why no policy that names origins allows a request with this `Origin`.
    fn of_header(head: &RequestHead) -> Option<Self> {
        let mut origins = head.headers.get_all(header::ORIGIN);
        match (origins.next(), origins.next()) {
            (None, _) => Some(Self::NoOrigin),
            (Some(_), Some(_)) => Some(Self::SeveralOrigins),
            (Some(origin), None) => {
                (origin.as_bytes().len() > LONGEST_ORIGIN).then_some(Self::OriginTooLong)
            }
        }
    }

    fn sentence(self) -> &'static str {
        match self {
            Self::OriginNotAllowed => "the page's origin is not among the `origins` of the policy",
            Self::NotAllowedBySource => {
                "the source of the policy does not allow the page's origin, or failed: then the log says why"
            }
            Self::PolicyDoesNotApply => {
                "the policy does not apply to the request, whose origin is not the reason: it is for a handler with `disabled`, or for one that the preflight did not reach, because a route or middleware in front took it"
            }
            Self::NoOriginAllowed => {
                "the policy allows no origin now: its set is empty or too old, or has nothing for this request"
            }
            Self::NoOrigin => "the request is of a page of another origin, and has no `Origin`",
            Self::SeveralOrigins => "the request has more than one `Origin`",
            Self::OriginTooLong => "the value of `Origin` is longer than any origin",
            Self::MethodNotAllowed => "the method is not among the `methods` of the policy",
        }
    }
}

/// Whether a request that was denied is one to which the policy does not apply.
fn is_outside(policy: &ResolvedPolicy, method: &str, request: &HttpRequest) -> bool {
    match policy.cors_check(method, request.head()) {
        OriginCheck::Done(allow_origin) => !allow_origin.is_denied(),
        OriginCheck::AskSource(..) => request.extensions().contains::<NotDeniedBySource>(),
    }
}

/// Why a request was denied, if what the policy allows is not the reason.
pub(super) fn reason_beside_policy(
    policy: &ResolvedPolicy,
    method: &str,
    request: &HttpRequest,
) -> Option<&'static str> {
    if !policy.allows_method(method) {
        return None;
    }
    let is_outside = is_outside(policy, method, request).then_some(Kind::PolicyDoesNotApply);
    let kind = Kind::of_header(request.head()).or(is_outside)?;
    Some(kind.sentence())
}

impl fmt::Display for RefusalReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Nothing of the request is repeated: a response must not carry what its sender wrote.
        let sentence = self.kind.sentence();
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
            ("GET", &[], "no-origin"),
            // The policy has none.
            ("GET", &[&longest], "no-origin-allowed"),
            ("GET", &["https://a.example"], "no-origin-allowed"),
        ] {
            let mut request = TestRequest::default();
            for origin in origins {
                request = request.append_header((header::ORIGIN, *origin));
            }
            let request = request.to_http_request();
            let reason = RefusalReason::of(&policy, method, &request);
            assert_eq!(reason.name(), expected);
            assert!(reason.origin().len() <= LONGEST_ORIGIN);
        }
    }
}
