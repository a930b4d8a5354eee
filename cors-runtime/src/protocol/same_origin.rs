//! Whether a request comes from another origin: Fetch Metadata first, then `Origin` against the server's own.
//! Sources: <https://w3c.github.io/webappsec-fetch-metadata/>,
//! <https://fetch.spec.whatwg.org/#append-a-request-origin-header>.

/// What a request says about where it comes from, and where it was sent to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FetchMetadata<'a> {
    /// Whether the method is `GET`, as it is when a link is followed.
    pub(crate) is_get: bool,
    /// `Sec-Fetch-Site`
    pub(crate) site: Option<&'a [u8]>,
    /// `Sec-Fetch-Mode`
    pub(crate) mode: Option<&'a [u8]>,
    /// Whether there is any `Origin`, and its value if there is one only.
    pub(crate) has_origin: bool,
    pub(crate) origin: Option<&'a [u8]>,
}

/// The server, as its own pages name it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Server<'a> {
    /// The app says under which origins browsers reach it.
    Declared(&'a [String]),
    /// The request names a host, or none that can be relied on.
    Host {
        host: Option<&'a [u8]>,
        /// Whether the connection uses TLS: then pages of this server do too.
        is_secure: bool,
    },
}

/// What a request says about the host that it was sent to.
#[derive(Debug, Clone)]
pub(crate) struct Target<'a, Hosts> {
    /// The authority of an absolute-form target, or `:authority`.
    pub(crate) authority: Option<&'a [u8]>,
    /// Each `Host` line.
    pub(crate) hosts: Hosts,
    /// Whether the request came by HTTP/1.
    pub(crate) is_http_1: bool,
}

/// Whether a browser sent the request for a page of another origin. Other programs send neither
/// `Sec-Fetch-Site` nor `Origin`.
pub(crate) fn is_cross_origin(request: FetchMetadata<'_>, server: Server<'_>) -> bool {
    match request.site {
        Some(b"same-origin" | b"none") => false,
        // A followed link: only the visitor sees the response. A form that is sent has an `Origin`, unless the browser or a
        // proxy leaves it out.
        Some(_) if !request.has_origin => !(request.is_get && request.mode == Some(b"navigate")),
        Some(_) => true,
        None if !request.has_origin => false,
        None => !request
            .origin
            .is_some_and(|origin| server.is_named_by(origin)),
    }
}

impl Server<'_> {
    fn is_named_by(self, origin: &[u8]) -> bool {
        match self {
            Self::Declared(origins) => origins.iter().any(|one| one.as_bytes() == origin),
            Self::Host {
                host: Some(host),
                is_secure,
            } => is_origin_of(origin, host, is_secure),
            Self::Host { host: None, .. } => false,
        }
    }
}

impl<'a, Hosts: Iterator<Item = &'a [u8]>> Target<'a, Hosts> {
    /// The host; nothing if the request names none, or several.
    ///
    /// HTTP/1 ignores `Host` beside an absolute-form target (<https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2>);
    /// in HTTP/2 a `Host` that differs from `:authority` is malformed
    /// (<https://www.rfc-editor.org/rfc/rfc9113#section-8.3.1>).
    pub(crate) fn host(self) -> Option<&'a [u8]> {
        let mut hosts = self.hosts;
        match self.authority {
            Some(authority) if self.is_http_1 => Some(authority),
            Some(authority) => hosts
                .all(|host| host.is_empty() || host.eq_ignore_ascii_case(authority))
                .then_some(authority),
            None => {
                let host = hosts.next()?;
                (!host.is_empty() && hosts.next().is_none()).then_some(host)
            }
        }
    }
}

/// Whether the origin's host and port are those that the request was sent to.
fn is_origin_of(origin: &[u8], host: &[u8], is_secure: bool) -> bool {
    let (authority, default_port): (&[u8], &[u8]) =
        if let Some(authority) = origin.strip_prefix(b"https://") {
            (authority, b":443")
        } else if let Some(authority) = origin.strip_prefix(b"http://")
            && !is_secure
        {
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

    const WITHOUT_ORIGIN: FetchMetadata<'_> = FetchMetadata {
        is_get: true,
        site: None,
        mode: None,
        has_origin: false,
        origin: None,
    };

    const PLAIN: Server<'_> = Server::Host {
        host: Some(b"api.example.com"),
        is_secure: false,
    };

    fn from(origin: &[u8]) -> FetchMetadata<'_> {
        FetchMetadata {
            has_origin: true,
            origin: Some(origin),
            ..WITHOUT_ORIGIN
        }
    }

    #[test]
    fn fetch_metadata_decides_where_it_is_sent() {
        let null_from_here = FetchMetadata {
            site: Some(b"same-origin"),
            ..from(b"null")
        };
        assert!(!is_cross_origin(null_from_here, PLAIN));
        let own_name_from_elsewhere = FetchMetadata {
            site: Some(b"cross-site"),
            ..from(b"https://api.example.com")
        };
        assert!(is_cross_origin(own_name_from_elsewhere, PLAIN));
    }

    #[test]
    fn following_a_link_is_never_cross_origin_and_embedding_is() {
        let elsewhere = FetchMetadata {
            site: Some(b"cross-site"),
            ..WITHOUT_ORIGIN
        };
        let navigation = FetchMetadata {
            mode: Some(b"navigate"),
            ..elsewhere
        };
        assert!(!is_cross_origin(navigation, PLAIN));
        let post = FetchMetadata {
            is_get: false,
            ..navigation
        };
        assert!(is_cross_origin(post, PLAIN));
        // A form that is sent: the browser names the page that it is on.
        let form = FetchMetadata {
            has_origin: true,
            origin: Some(b"https://elsewhere.example"),
            ..navigation
        };
        assert!(is_cross_origin(form, PLAIN));
        let image = FetchMetadata {
            mode: Some(b"no-cors"),
            ..elsewhere
        };
        assert!(is_cross_origin(image, PLAIN));
    }

    #[test]
    fn without_metadata_the_origin_is_compared_with_the_host() {
        assert!(!is_cross_origin(WITHOUT_ORIGIN, PLAIN));
        for origin in ["https://api.example.com", "http://api.example.com"] {
            assert!(!is_cross_origin(from(origin.as_bytes()), PLAIN), "{origin}");
        }
        let with_port = Server::Host {
            host: Some(b"API.example.com:443"),
            is_secure: true,
        };
        assert!(!is_cross_origin(
            from(b"https://api.example.com"),
            with_port
        ));
        for origin in [
            "https://api.example.com:444",
            "null",
            "https://evil.example",
            "https://",
        ] {
            assert!(is_cross_origin(from(origin.as_bytes()), PLAIN), "{origin}");
        }
        let two_origins = FetchMetadata {
            has_origin: true,
            ..WITHOUT_ORIGIN
        };
        assert!(is_cross_origin(two_origins, PLAIN));
    }

    #[test]
    fn an_insecure_origin_is_not_that_of_a_secure_server() {
        let secure = Server::Host {
            host: Some(b"api.example.com"),
            is_secure: true,
        };
        assert!(is_cross_origin(from(b"http://api.example.com"), secure));
        assert!(!is_cross_origin(from(b"https://api.example.com"), secure));
    }

    #[test]
    fn a_declared_origin_replaces_the_host() {
        let declared = ["https://public.example".to_string()];
        let server = Server::Declared(&declared);
        assert!(!is_cross_origin(from(b"https://public.example"), server));
        for origin in ["http://public.example", "https://api.example.com", "null"] {
            assert!(is_cross_origin(from(origin.as_bytes()), server), "{origin}");
        }
    }

    fn host<'a>(
        authority: Option<&'a str>,
        hosts: &'a [&'a str],
        is_http_1: bool,
    ) -> Option<&'a str> {
        let target = Target {
            authority: authority.map(str::as_bytes),
            hosts: hosts.iter().map(|host| host.as_bytes()),
            is_http_1,
        };
        target.host().map(|host| str::from_utf8(host).unwrap())
    }

    #[test]
    fn the_target_names_the_host_before_the_header_does() {
        let (here, there) = ("api.example.com", "evil.example");
        for (authority, hosts, is_http_1, expected) in [
            (None, &[here][..], true, Some(here)),
            (None, &[here, here], true, None),
            (None, &[""], true, None),
            (None, &[], true, None),
            (Some(here), &[there], true, Some(here)),
            (Some(here), &[""], true, Some(here)),
            (Some(here), &[], false, Some(here)),
            (Some(here), &[""], false, Some(here)),
            (Some(here), &["API.example.com"], false, Some(here)),
            (Some(here), &[there], false, None),
            (Some(here), &[here, there], false, None),
        ] {
            let found = host(authority, hosts, is_http_1);
            assert_eq!(found, expected, "{authority:?} {hosts:?} {is_http_1}");
        }
    }
}
