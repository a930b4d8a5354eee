//! How an allowed origin differs from the page's: the mistakes that people make.

use std::fmt;

use crate::pattern;

/// What keeps an allowed origin from being the page's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Difference {
    /// Several origins, or the header twice: browsers compare the whole value.
    Several,
    /// Upper and lower case.
    LetterCase,
    /// A slash at the end, or a path.
    Path,
    /// `http` for `https`, or another scheme.
    Scheme,
    /// The port, or its absence.
    Port,
    /// The page is on a subdomain of the allowed host.
    PageIsSubdomain,
    /// The page is on the apex, and a subdomain, or `*.` in front of it, is allowed.
    PageIsApex,
}

impl Difference {
    /// How `allowed` differs from the page's origin, if the two are nearly equal. `allowed` may be what a server sent,
    /// or a pattern of a policy.
    ///
    /// ```
    /// use cors_browser::Difference;
    ///
    /// let between = |allowed| Difference::between("https://app.example.com", allowed);
    /// assert_eq!(between("https://app.example.com/"), Some(Difference::Path));
    /// assert_eq!(between("https://app.example.com:8443"), Some(Difference::Port));
    /// assert_eq!(between("https://*.app.example.com"), Some(Difference::PageIsApex));
    /// assert_eq!(between("http://*.example.com"), Some(Difference::Scheme));
    /// assert_eq!(between("https://shop.example"), None);
    /// ```
    #[must_use]
    pub fn between(page: &str, allowed: &str) -> Option<Self> {
        if pattern::matches(allowed, page) {
            return None;
        }
        if allowed.contains(',') {
            return Some(Self::Several);
        }
        if page.eq_ignore_ascii_case(allowed) {
            return Some(Self::LetterCase);
        }
        if allowed
            .strip_prefix(page)
            .is_some_and(|rest| rest.starts_with(['/', '?', '#']))
        {
            return Some(Self::Path);
        }
        let (page, allowed) = (page.to_ascii_lowercase(), allowed.to_ascii_lowercase());
        Self::of_parts(parts(&page)?, parts(&allowed)?)
    }

    /// Whether the page is below the allowed host, or above it.
    pub(crate) fn is_of_subdomain(self) -> bool {
        matches!(self, Self::PageIsSubdomain | Self::PageIsApex)
    }

    fn of_parts(page: [&str; 3], allowed: [&str; 3]) -> Option<Self> {
        let [scheme, host, port] = page;
        if pattern::matches_host(allowed[1], host) {
            return Some(match allowed {
                _ if scheme != allowed[0] => Self::Scheme,
                _ if !pattern::matches_port(allowed[2], port) => Self::Port,
                _ => Self::LetterCase,
            });
        }
        let is_below = |host: &str, apex: &str| {
            host.strip_suffix(apex)
                .is_some_and(|rest| rest.ends_with('.'))
        };
        if scheme != allowed[0] || !pattern::matches_port(allowed[2], port) {
            None
        } else if is_below(host, allowed[1]) {
            Some(Self::PageIsSubdomain)
        } else {
            is_below(allowed[1], host).then_some(Self::PageIsApex)
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Several => "the header has several values, and may have one only",
            Self::LetterCase => "they differ in upper and lower case",
            Self::Path => "an origin has no slash and no path behind the host",
            Self::Scheme => "they differ in the scheme",
            Self::Port => "they differ in the port",
            Self::PageIsSubdomain => "the page is on a subdomain of it",
            Self::PageIsApex => "the page is on the apex, which subdomains and `*.` do not include",
        })
    }
}

/// Scheme, host and port; the port is empty where there is none.
fn parts(origin: &str) -> Option<[&str; 3]> {
    let (scheme, rest) = origin.split_once("://")?;
    let rest = rest.split(['/', '?', '#']).next()?;
    let (host, port) = pattern::split_port(rest);
    Some([scheme, host, port])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_common_mistake_has_its_name() {
        let between = |allowed| Difference::between("https://app.example.com", allowed);
        assert_eq!(
            between("https://APP.example.com"),
            Some(Difference::LetterCase)
        );
        for several in [
            "https://app.example.com, https://app.example.com",
            "https://app.example.com, *",
            "https://a.example, https://b.example",
        ] {
            assert_eq!(between(several), Some(Difference::Several), "{several}");
        }
        assert_eq!(between("http://app.example.com"), Some(Difference::Scheme));
        assert_eq!(
            between("https://example.com"),
            Some(Difference::PageIsSubdomain)
        );
        assert_eq!(
            between("https://www.app.example.com"),
            Some(Difference::PageIsApex)
        );
        assert_eq!(between("https://app.example.com"), None);
        assert_eq!(between("https://notapp.example.com"), None);
        assert_eq!(between("*"), None);
        assert_eq!(between("https://*.example.com"), None);
        assert_eq!(
            between("https://*.example.com:8443"),
            Some(Difference::Port)
        );
        assert_eq!(
            between("http://app.example.com:*"),
            Some(Difference::Scheme)
        );
        assert_eq!(between("http://a*.example.com"), Some(Difference::Scheme));
        assert_eq!(
            Difference::between("https://App.example.com", "https://*.example.com:*"),
            None
        );
        assert_eq!(
            Difference::between("http://[::1]:3000", "http://[::1]"),
            Some(Difference::Port)
        );
    }
}
