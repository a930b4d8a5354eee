//! Whether a request comes from another origin: Fetch Metadata first, then `Origin` against `Host`.
//! Sources: <https://w3c.github.io/webappsec-fetch-metadata/>,
//! <https://fetch.spec.whatwg.org/#append-a-request-origin-header>.

/// What a request says about where it comes from.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct FetchMetadata<'a> {
    /// `Sec-Fetch-Site`
    pub(crate) site: Option<&'a [u8]>,
    /// `Sec-Fetch-Mode`
    pub(crate) mode: Option<&'a [u8]>,
    /// Whether there is any `Origin`, and its value if there is one only.
    pub(crate) has_origin: bool,
    pub(crate) origin: Option<&'a [u8]>,
    /// `Host`, or what HTTP/2 has in its place.
    pub(crate) host: Option<&'a [u8]>,
}

/// Whether a browser sent the request for a page of another origin. A program that is no browser says
/// nothing, and is none.
pub(crate) fn is_cross_origin(request: FetchMetadata<'_>) -> bool {
    match request.site {
        Some(b"same-origin" | b"none") => false,
        // A link that somebody followed: nothing reads the answer but the visitor.
        Some(_) if !request.has_origin => request.mode != Some(b"navigate"),
        Some(_) => true,
        None if !request.has_origin => false,
        None => match (request.origin, request.host) {
            (Some(origin), Some(host)) => !is_origin_of(origin, host),
            _ => true,
        },
    }
}

/// Whether the origin's host and port are those that the request was sent to.
fn is_origin_of(origin: &[u8], host: &[u8]) -> bool {
    let (authority, default_port): (&[u8], &[u8]) =
        if let Some(authority) = origin.strip_prefix(b"https://") {
            (authority, b":443")
        } else if let Some(authority) = origin.strip_prefix(b"http://") {
            (authority, b":80")
        } else {
            return false;
        };
    let host = host.strip_suffix(default_port).unwrap_or(host);
    !host.is_empty() && authority.eq_ignore_ascii_case(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: FetchMetadata<'_> = FetchMetadata {
        site: None,
        mode: None,
        has_origin: false,
        origin: None,
        host: Some(b"api.example.com"),
    };

    fn from(origin: &[u8]) -> FetchMetadata<'_> {
        FetchMetadata {
            has_origin: true,
            origin: Some(origin),
            ..HERE
        }
    }

    #[test]
    fn fetch_metadata_decides_where_it_is_sent() {
        let null_from_here = FetchMetadata {
            site: Some(b"same-origin"),
            ..from(b"null")
        };
        assert!(!is_cross_origin(null_from_here));
        let own_name_from_elsewhere = FetchMetadata {
            site: Some(b"cross-site"),
            ..from(b"https://api.example.com")
        };
        assert!(is_cross_origin(own_name_from_elsewhere));
    }

    #[test]
    fn following_a_link_is_never_cross_origin_and_embedding_is() {
        let elsewhere = FetchMetadata {
            site: Some(b"cross-site"),
            ..HERE
        };
        let navigation = FetchMetadata {
            mode: Some(b"navigate"),
            ..elsewhere
        };
        assert!(!is_cross_origin(navigation));
        let image = FetchMetadata {
            mode: Some(b"no-cors"),
            ..elsewhere
        };
        assert!(is_cross_origin(image));
    }

    #[test]
    fn without_metadata_the_origin_is_compared_with_the_host() {
        assert!(!is_cross_origin(HERE));
        assert!(!is_cross_origin(from(b"https://api.example.com")));
        let with_port = FetchMetadata {
            host: Some(b"API.example.com:443"),
            ..from(b"https://api.example.com")
        };
        assert!(!is_cross_origin(with_port));
        for origin in [
            "https://api.example.com:444",
            "null",
            "https://evil.example",
            "https://",
        ] {
            assert!(is_cross_origin(from(origin.as_bytes())), "{origin}");
        }
        let two_origins = FetchMetadata {
            has_origin: true,
            ..HERE
        };
        assert!(is_cross_origin(two_origins));
    }
}
