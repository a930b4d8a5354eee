//! The server's side of the CORS check: which value of `Access-Control-Allow-Origin` makes the browser's
//! check succeed (<https://fetch.spec.whatwg.org/#concept-cors-check>).

use super::request::{Request, single};

/// What `Access-Control-Allow-Origin` says
/// (<https://fetch.spec.whatwg.org/#http-access-control-allow-origin>).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AllowOrigin<Value> {
    /// `*`: the response is the same for every origin.
    Any,
    /// The request's own origin, byte for byte.
    Origin(Value),
    /// The header is absent, so browsers withhold the response.
    Denied,
}

impl<Value> AllowOrigin<Value> {
    /// The same, with the request's own value.
    #[inline]
    pub(crate) fn as_ref(&self) -> AllowOrigin<&Value> {
        match self {
            Self::Any => AllowOrigin::Any,
            Self::Origin(origin) => AllowOrigin::Origin(origin),
            Self::Denied => AllowOrigin::Denied,
        }
    }

    /// Converts the origin.
    #[inline]
    pub(crate) fn map<T>(self, form: impl FnOnce(Value) -> T) -> AllowOrigin<T> {
        match self {
            Self::Any => AllowOrigin::Any,
            Self::Origin(origin) => AllowOrigin::Origin(form(origin)),
            Self::Denied => AllowOrigin::Denied,
        }
    }

    /// Whether no origin may read the response.
    #[inline]
    pub(crate) fn is_denied(&self) -> bool {
        matches!(self, Self::Denied)
    }
}

impl<Value: Clone> AllowOrigin<&Value> {
    #[inline]
    pub(crate) fn cloned(self) -> AllowOrigin<Value> {
        self.map(Value::clone)
    }
}

impl<'a, Value> AllowOrigin<&'a Value> {
    /// The request's own origin, which a check allowed.
    pub(crate) fn own<R: Request<Value = Value>>(request: &'a R) -> Self {
        origin_to_check(request).map_or(Self::Denied, Self::Origin)
    }
}

/// No origin that a browser sends is as long: 253 bytes for the host, 6 for the port, 3 for `://`, and
/// about 25 for the longest schemes in use.
pub(crate) const LONGEST_ORIGIN: usize = 512;

/// Compares the request's origin with those that a policy allows.
#[inline]
pub(crate) fn cors_check<R: Request>(
    request: &R,
    is_allowed: impl FnOnce(&[u8]) -> bool,
) -> AllowOrigin<&R::Value> {
    match origin_to_check(request) {
        Some(origin) if is_allowed(origin.as_ref()) => AllowOrigin::Origin(origin),
        _ => AllowOrigin::Denied,
    }
}

/// The origin that is compared with a policy.
///
/// Two `Origin` headers never match. A browser sends one, and each program that reads the request (a proxy,
/// a cache, this server, the handler) may pick another of them: the policy would allow an origin that the
/// next reader does not see.
///
/// A value beyond any legal length is not compared either: otherwise the sender decides how many bytes
/// each pattern reads.
#[inline]
pub(crate) fn origin_to_check<R: Request>(request: &R) -> Option<&R::Value> {
    single(request.origins()).filter(|origin| origin.as_ref().len() <= LONGEST_ORIGIN)
}

#[cfg(test)]
mod tests {
    use super::{super::test_request::TestRequest, *};

    fn with_origins<'a>(origins: &'a [&'a str]) -> TestRequest<'a> {
        TestRequest {
            method: "GET",
            origins,
            requested_methods: &[],
        }
    }

    #[test]
    fn an_allowed_origin_is_named_byte_for_byte() {
        let is_allowed = |origin: &[u8]| origin == b"https://app.example.com";
        let allowed = with_origins(&["https://app.example.com"]);
        assert_eq!(
            cors_check(&allowed, is_allowed),
            AllowOrigin::Origin(&"https://app.example.com")
        );
        let other = with_origins(&["https://evil.example"]);
        assert!(cors_check(&other, is_allowed).is_denied());
    }

    #[test]
    fn a_request_with_two_origins_is_denied() {
        let twice = with_origins(&["https://app.example.com", "https://app.example.com"]);
        assert!(cors_check(&twice, |_| true).is_denied());
        assert!(cors_check(&with_origins(&[]), |_| true).is_denied());
    }

    #[test]
    fn an_origin_beyond_any_legal_length_is_not_compared() {
        let scheme = "a".repeat(LONGEST_ORIGIN - "://app.example.com".len());
        let longest = format!("{scheme}://app.example.com");
        assert!(!cors_check(&with_origins(&[&longest]), |_| true).is_denied());
        let too_long = format!("a{longest}");
        let compare = |_: &[u8]| unreachable!("it is compared");
        assert!(cors_check(&with_origins(&[&too_long]), compare).is_denied());
    }
}
