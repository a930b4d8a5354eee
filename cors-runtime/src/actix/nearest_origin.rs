//! The allowed origin that is most like a page's: what was probably meant.

/// The first allowed origin or pattern that differs from the page's origin in one part: letter case, scheme or port, or
/// a subdomain.
pub(super) fn nearest_origin(
    origin: &str,
    allowed: impl IntoIterator<Item = String>,
) -> Option<String> {
    let page = Parts::of(origin)?;
    allowed
        .into_iter()
        .find(|allowed| Parts::of(allowed).is_some_and(|allowed| page.is_near(&allowed)))
}

/// The parts of an origin or of a pattern.
#[derive(PartialEq, Eq)]
struct Parts {
    scheme: String,
    /// Without `*.` in front.
    host: String,
    /// Empty where there is none.
    port: String,
}

impl Parts {
    fn of(origin: &str) -> Option<Self> {
        let origin = origin.to_ascii_lowercase();
        let (scheme, authority) = origin.split_once("://")?;
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => (host, port),
            _ => (authority, ""),
        };
        Some(Self {
            scheme: scheme.to_owned(),
            host: host.strip_prefix("*.").unwrap_or(host).to_owned(),
            port: port.to_owned(),
        })
    }

    fn is_near(&self, allowed: &Self) -> bool {
        if self.host == allowed.host {
            return true;
        }
        let is_below = |host: &str, apex: &str| {
            let below = host.strip_suffix(apex);
            below.is_some_and(|labels| labels.ends_with('.'))
        };
        (&self.scheme, &self.port) == (&allowed.scheme, &allowed.port)
            && (is_below(&self.host, &allowed.host) || is_below(&allowed.host, &self.host))
    }
}

#[cfg(test)]
mod tests {
    use super::nearest_origin;

    #[test]
    fn an_allowed_origin_that_differs_in_one_part_is_near() {
        for (origin, allowed) in [
            ("https://app.example.com:8443", "https://app.example.com"),
            ("http://app.example.com", "https://app.example.com"),
            ("https://App.example.com", "https://app.example.com"),
            ("https://example.com", "https://app.example.com"),
            ("https://www.app.example.com", "https://app.example.com"),
            ("https://example.com", "https://*.example.com"),
            ("http://localhost:3001", "http://localhost:3000"),
            ("http://[::1]:3001", "http://[::1]:3000"),
        ] {
            let list = ["https://far.example".to_owned(), allowed.to_owned()];
            assert_eq!(nearest_origin(origin, list).as_deref(), Some(allowed));
        }
    }

    #[test]
    fn another_site_is_not_near() {
        for origin in [
            "https://evil.example",
            "https://notapp.example.com",
            "https://app.example.com.evil.example",
            "null",
            "",
        ] {
            let list = ["https://app.example.com".to_owned()];
            assert_eq!(nearest_origin(origin, list), None, "{origin}");
        }
    }
}
