//! The allowed origin that is most like a page's: what was probably meant.

/// The first allowed origin or pattern, in alphabetical order, that has the page's host and differs in letter case,
/// scheme or port; otherwise the first that differs by a subdomain.
pub(super) fn nearest_origin(origin: &str, allowed: &[String]) -> Option<String> {
    let page = Parts::of(origin)?;
    let first = |is_near: fn(&Parts, &Parts) -> bool| {
        let is_near = |allowed: &Parts| is_near(&page, allowed);
        let near = allowed
            .iter()
            .filter(|one| Parts::of(one).is_some_and(|one| is_near(&one)));
        near.min()
    };
    first(Parts::has_host_of)
        .or_else(|| first(Parts::is_subdomain_or_apex_of))
        .cloned()
}

/// The parts of an origin or of a pattern.
struct Parts {
    scheme: String,
    host: String,
    /// Empty where there is none, `*` where it may be any.
    port: String,
}

impl Parts {
    fn of(origin: &str) -> Option<Self> {
        let origin = origin.to_ascii_lowercase();
        let (scheme, rest) = origin.split_once("://")?;
        // A page's origin has no path, but a copied address does.
        let authority = rest.split('/').next()?;
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => (host, port),
            _ => (authority, ""),
        };
        Some(Self {
            scheme: scheme.to_owned(),
            host: host.to_owned(),
            port: port.to_owned(),
        })
    }

    /// Whether the host is the allowed one, or one that the pattern has.
    fn has_host_of(&self, allowed: &Self) -> bool {
        let Some((start, end)) = allowed.host.split_once('*') else {
            return self.host == allowed.host;
        };
        let middle = self.host.strip_prefix(start);
        let middle = middle.and_then(|rest| rest.strip_suffix(end));
        // `*.` is whole labels; any other `*` is part of one.
        let is_labels = start.is_empty() && end.starts_with('.');
        middle.is_some_and(|middle| !middle.is_empty() && (is_labels || !middle.contains('.')))
    }

    fn is_subdomain_or_apex_of(&self, allowed: &Self) -> bool {
        let is_below = |host: &str, apex: &str| {
            let below = host.strip_suffix(apex);
            below.is_some_and(|labels| labels.ends_with('.'))
        };
        let apex = allowed.host.strip_prefix("*.").unwrap_or(&allowed.host);
        self.scheme == allowed.scheme
            && (self.port == allowed.port || allowed.port == "*")
            && (self.host == apex || is_below(&self.host, apex) || is_below(apex, &self.host))
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
            ("https://app.example.com/", "https://app.example.com"),
            ("https://app.example.com/login", "https://app.example.com"),
            ("https://App.example.com", "https://app.example.com"),
            ("https://example.com", "https://app.example.com"),
            ("https://www.app.example.com", "https://app.example.com"),
            ("https://example.com", "https://*.example.com"),
            ("http://localhost:3001", "http://localhost:3000"),
            ("http://[::1]:3001", "http://[::1]:3000"),
            ("http://[::1]:3001", "http://[::1]"),
            ("https://app.example.com:8443", "https://*.example.com"),
            ("http://a.b.example.com", "https://*.example.com"),
            ("http://pr-7.example.dev", "https://pr-*.example.dev"),
            ("https://pr-7.example.dev:444", "https://pr-*.example.dev"),
            ("https://localhost:3000", "http://localhost:*"),
            ("https://a.localhost:3000", "http://*.localhost:*"),
            ("http://localhost:3000", "http://*.localhost:*"),
        ] {
            let list = ["https://far.example".to_owned(), allowed.to_owned()];
            assert_eq!(
                nearest_origin(origin, &list).as_deref(),
                Some(allowed),
                "{origin}"
            );
        }
    }

    #[test]
    fn another_site_is_not_near() {
        for origin in [
            "https://evil.example",
            "https://notapp.example.com",
            "https://app.example.com.evil.example",
            "https://pr-.example.dev",
            "https://pr-7.a.example.net",
            "http://pr-7.a.example.dev",
            "http://a.b--shop.example.app",
            "http://example.com",
            "https://example.com:8443",
            "null",
            "",
        ] {
            let list = [
                "https://app.example.com",
                "https://pr-*.example.dev",
                "https://*--shop.example.app",
            ]
            .map(str::to_owned);
            assert_eq!(nearest_origin(origin, &list), None, "{origin}");
        }
    }

    #[test]
    fn of_several_the_first_in_alphabetical_order_is_named() {
        let list = ["https://b.example.com", "https://a.example.com"].map(str::to_owned);
        let nearest = nearest_origin("https://example.com", &list);
        assert_eq!(nearest.as_deref(), Some("https://a.example.com"));
    }

    #[test]
    fn the_same_host_is_nearer_than_a_subdomain() {
        let list = ["http://example.com", "https://app.example.com"].map(str::to_owned);
        let nearest = nearest_origin("http://app.example.com", &list);
        assert_eq!(nearest.as_deref(), Some("https://app.example.com"));
    }
}
