//! Origins and sites.
//! <https://html.spec.whatwg.org/#concept-origin>. Not here: which origin a request shows (`request`).

use std::fmt;

use url::Url;

/// An origin: what a browser puts in the `Origin` header.
///
/// ```
/// use cors_browser::Page;
///
/// assert_eq!(Page::on("https://app.example.com:443/").origin().to_string(), "https://app.example.com");
/// assert_eq!(Page::on("null").origin().to_string(), "null");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A sandboxed frame, a `data:` page, a local file: it is the same origin as nothing else, and is sent as `null`.
    Opaque,
    /// Scheme, host, and a port unless it is the scheme's default one.
    Tuple {
        /// Such as `https`.
        scheme: String,
        /// As browsers send it: in lower case, in Punycode, with brackets around an IPv6 address.
        host: String,
        /// The port, unless it is the default port of the scheme.
        port: Option<u16>,
    },
}

impl Origin {
    /// The origin of a page with this address, or `None` where no page can have it.
    pub(crate) fn of_page(text: &str) -> Option<Self> {
        if text == "null" {
            return Some(Self::Opaque);
        }
        let url = Url::parse(text).ok()?;
        match url.scheme() {
            "data" | "file" | "about" => Some(Self::Opaque),
            "blob" | "http" | "https" => Some(Self::of(&url)),
            "ws" | "wss" | "ftp" | "javascript" | "mailto" => None,
            // Browsers and wrappers register schemes of their own, whose pages have tuple origins.
            _ => Self::tuple(&url),
        }
    }

    /// The origin of a URL. <https://url.spec.whatwg.org/#concept-url-origin>
    pub(crate) fn of(url: &Url) -> Self {
        match url.scheme() {
            "http" | "https" | "ws" | "wss" | "ftp" => Self::tuple(url).unwrap_or(Self::Opaque),
            "blob" => Self::of_blob(url),
            _ => Self::Opaque,
        }
    }

    /// Whether both are the same tuple. An opaque origin equals no URL's origin.
    pub(crate) fn is_same_origin(&self, other: &Self) -> bool {
        *self != Self::Opaque && self == other
    }

    /// <https://html.spec.whatwg.org/#same-site>
    pub(crate) fn is_same_site(&self, other: &Self) -> bool {
        self.is_schemelessly_same_site(other) && self.scheme() == other.scheme()
    }

    /// <https://html.spec.whatwg.org/#schemelessly-same-site>
    pub(crate) fn is_schemelessly_same_site(&self, other: &Self) -> bool {
        let (Self::Tuple { host, .. }, Self::Tuple { host: other, .. }) = (self, other) else {
            return false;
        };
        match (registrable_domain(host), registrable_domain(other)) {
            (None, None) => host == other,
            (domain, other) => domain == other,
        }
    }

    /// The scheme, or an empty text for an opaque origin.
    pub(crate) fn scheme(&self) -> &str {
        match self {
            Self::Opaque => "",
            Self::Tuple { scheme, .. } => scheme,
        }
    }

    fn tuple(url: &Url) -> Option<Self> {
        Some(Self::Tuple {
            scheme: url.scheme().to_owned(),
            host: url.host_str().filter(|host| !host.is_empty())?.to_owned(),
            port: url.port(),
        })
    }

    fn of_blob(url: &Url) -> Self {
        match Url::parse(url.path()) {
            Ok(inner) if is_http(&inner) => Self::of(&inner),
            _ => Self::Opaque,
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Tuple { scheme, host, port } = self else {
            return f.write_str("null");
        };
        write!(f, "{scheme}://{host}")?;
        port.map_or(Ok(()), |port| write!(f, ":{port}"))
    }
}

/// <https://fetch.spec.whatwg.org/#http-scheme>
pub(crate) fn is_http(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

/// <https://w3c.github.io/webappsec-secure-contexts/#is-url-trustworthy>
pub(crate) fn is_trustworthy(url: &Url) -> bool {
    match url.scheme() {
        "https" | "wss" | "data" | "about" | "file" => true,
        "blob" => Url::parse(url.path()).is_ok_and(|inner| is_trustworthy(&inner)),
        _ => is_loopback(url),
    }
}

/// <https://url.spec.whatwg.org/#include-credentials>
pub(crate) fn has_userinfo(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some_and(|password| !password.is_empty())
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        Some(url::Host::Domain(name)) => {
            let name = name.strip_suffix('.').unwrap_or(name);
            name == "localhost" || name.ends_with(".localhost")
        }
        None => false,
    }
}

/// `None` for an address, and for a host that is itself a public suffix.
fn registrable_domain(host: &str) -> Option<&str> {
    let is_address = host.starts_with('[') || host.parse::<std::net::Ipv4Addr>().is_ok();
    if is_address {
        None
    } else {
        psl::domain_str(host)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Origin {
        Origin::of(&Url::parse(text).unwrap())
    }

    #[test]
    fn a_site_is_a_registrable_domain() {
        assert!(of("https://a.example.com").is_same_site(&of("https://b.example.com:8443")));
        assert!(!of("https://a.example.com").is_same_site(&of("http://b.example.com")));
        assert!(!of("https://a.github.io").is_same_site(&of("https://b.github.io")));
        assert!(of("http://127.0.0.1:1").is_same_site(&of("http://127.0.0.1:2")));
        assert!(!of("http://127.0.0.1").is_same_site(&of("http://127.0.0.2")));
        assert!(of("http://localhost:1").is_same_site(&of("http://localhost:2")));
    }

    #[test]
    fn schemes_that_wrappers_register_have_tuple_origins() {
        let shown = |page| Origin::of_page(page).map(|origin| origin.to_string());
        assert_eq!(
            shown("capacitor://localhost"),
            Some("capacitor://localhost".into())
        );
        assert_eq!(shown("app://."), Some("app://.".into()));
        assert_eq!(shown("file:///index.html"), Some("null".into()));
        assert_eq!(
            shown("blob:https://app.example/1"),
            Some("https://app.example".into())
        );
        assert_eq!(shown("app.example.com"), None);
        assert_eq!(shown("wss://app.example.com"), None);
    }

    #[test]
    fn loopback_addresses_are_trustworthy() {
        let trusted = |text| is_trustworthy(&Url::parse(text).unwrap());
        assert!(trusted("http://localhost:3000") && trusted("http://a.localhost"));
        assert!(trusted("http://127.8.9.1") && trusted("http://[::1]:80"));
        assert!(!trusted("http://localhost.example") && !trusted("http://10.0.0.1"));
    }
}
