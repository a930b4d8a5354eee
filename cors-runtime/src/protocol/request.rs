//! What a request asks of the CORS protocol (<https://fetch.spec.whatwg.org/#http-requests>).

/// A request as far as the protocol reads it: a view of a framework's own type.
pub(crate) trait Request {
    /// The value of a header. A clone goes into the response, so it should share its bytes.
    type Value: AsRef<[u8]> + Clone;

    /// Whether the method is `OPTIONS`.
    fn is_options(&self) -> bool;

    /// Whether there is an `Origin` header.
    fn has_origin(&self) -> bool;

    /// The values of all `Origin` headers.
    fn origins(&self) -> impl Iterator<Item = &Self::Value>;

    /// The values of all `Access-Control-Request-Method` headers.
    fn requested_methods(&self) -> impl Iterator<Item = &Self::Value>;

    /// A value as text, or `None` if it is not ASCII.
    fn text(value: &Self::Value) -> Option<&str>;
}

/// What a request is to a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RequestKind {
    /// A CORS-preflight request: the policy answers it.
    Preflight,
    /// A request that the policy lets pass, and whose response gets its headers.
    NonPreflight,
    /// A request that the policy does not apply to.
    NotCovered,
}

/// Which requests meet a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Coverage {
    /// Those that the guard of an annotated route takes.
    Route {
        /// Whether the policy allows every method that the route serves.
        all_methods_allowed: bool,
        /// Whether the route serves `OPTIONS`, so that not every `OPTIONS` is a preflight.
        serves_options: bool,
    },
    /// Whatever comes to the services inside a layer.
    Layer {
        /// Whether the policy allows `OPTIONS`.
        options_allowed: bool,
    },
}

impl Coverage {
    /// What the request is to the policy. Most requests are not `OPTIONS` and cost one comparison.
    #[inline]
    pub(crate) fn classify(self, request: &impl Request) -> RequestKind {
        if !request.is_options() {
            return RequestKind::NonPreflight;
        }
        match self {
            _ if self.has_only_preflights() => RequestKind::Preflight,
            _ if preflight_method(request).is_some() => RequestKind::Preflight,
            Self::Layer {
                options_allowed: false,
            } => RequestKind::NotCovered,
            Self::Route { .. } | Self::Layer { .. } => RequestKind::NonPreflight,
        }
    }

    /// Whether each request with the method `OPTIONS` that meets the policy is a preflight.
    #[inline]
    pub(crate) fn has_only_preflights(self) -> bool {
        // The route's guard takes no other `OPTIONS`.
        matches!(
            self,
            Self::Route {
                serves_options: false,
                ..
            }
        )
    }

    /// Whether no request that meets the policy has a method which it does not allow.
    #[inline]
    pub(crate) fn all_methods_allowed(self) -> bool {
        match self {
            Self::Route {
                all_methods_allowed,
                ..
            } => all_methods_allowed,
            Self::Layer { .. } => false,
        }
    }
}

/// The method that a CORS-preflight request asks for, or `None` for any other request: a preflight is
/// `OPTIONS` with `Origin` and one `Access-Control-Request-Method`
/// (<https://fetch.spec.whatwg.org/#cors-preflight-request>).
pub(crate) fn preflight_method<R: Request>(request: &R) -> Option<&str> {
    // A method that is not ASCII is not a token, and no route serves it.
    requested_method(request).and_then(R::text)
}

/// The same as it is in the header: perhaps not ASCII, and cheaper to compare than a text.
#[inline]
pub(crate) fn requested_method<R: Request>(request: &R) -> Option<&R::Value> {
    if request.is_options() && request.has_origin() {
        single(request.requested_methods())
    } else {
        None
    }
}

/// The only item. A header that is sent twice counts as absent: browsers send each of these once, and of two, the handler, a
/// proxy and a cache may each read a different one.
#[inline]
pub(crate) fn single<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::{super::test_request::TestRequest, *};

    const PREFLIGHT: TestRequest<'_> = TestRequest {
        method: "OPTIONS",
        origins: &["https://app.example.com"],
        requested_methods: &["PUT"],
    };
    const OPTIONS: TestRequest<'_> = TestRequest {
        requested_methods: &[],
        ..PREFLIGHT
    };
    const GET: TestRequest<'_> = TestRequest {
        method: "GET",
        ..PREFLIGHT
    };

    #[test]
    fn a_repeated_header_counts_as_absent() {
        assert_eq!(single([7].into_iter()), Some(7));
        assert_eq!(single([7, 7].into_iter()), None);
        assert_eq!(single(core::iter::empty::<u8>()), None);
    }

    #[test]
    fn a_preflight_is_options_with_origin_and_one_requested_method() {
        assert_eq!(preflight_method(&PREFLIGHT), Some("PUT"));
        let without_origin = TestRequest {
            origins: &[],
            ..PREFLIGHT
        };
        let with_two_methods = TestRequest {
            requested_methods: &["PUT", "PUT"],
            ..PREFLIGHT
        };
        for request in [GET, OPTIONS, without_origin, with_two_methods] {
            assert_eq!(preflight_method(&request), None, "{request:?}");
        }
    }

    #[test]
    fn options_without_a_requested_method_is_covered_where_the_method_is() {
        let covered = [
            Coverage::Route {
                all_methods_allowed: true,
                serves_options: true,
            },
            Coverage::Layer {
                options_allowed: true,
            },
        ];
        for coverage in covered {
            assert_eq!(coverage.classify(&OPTIONS), RequestKind::NonPreflight);
            assert_eq!(coverage.classify(&PREFLIGHT), RequestKind::Preflight);
            assert_eq!(coverage.classify(&GET), RequestKind::NonPreflight);
        }
        let layer = Coverage::Layer {
            options_allowed: false,
        };
        assert_eq!(layer.classify(&OPTIONS), RequestKind::NotCovered);
        assert_eq!(layer.classify(&PREFLIGHT), RequestKind::Preflight);
        assert_eq!(layer.classify(&GET), RequestKind::NonPreflight);
    }

    /// Its guard takes no other, and its handler must not see one.
    #[test]
    fn every_options_that_a_route_without_the_method_takes_is_a_preflight() {
        let route = Coverage::Route {
            all_methods_allowed: true,
            serves_options: false,
        };
        for request in [PREFLIGHT, OPTIONS] {
            assert_eq!(route.classify(&request), RequestKind::Preflight);
        }
        assert_eq!(route.classify(&GET), RequestKind::NonPreflight);
    }

    #[test]
    fn methods_are_compared_unless_a_policy_allows_all_of_its_route() {
        let route = |all_methods_allowed| Coverage::Route {
            all_methods_allowed,
            serves_options: false,
        };
        let layer = Coverage::Layer {
            options_allowed: true,
        };
        assert!(route(true).all_methods_allowed());
        assert!(!route(false).all_methods_allowed() && !layer.all_methods_allowed());
    }
}
