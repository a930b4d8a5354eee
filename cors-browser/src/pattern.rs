//! Patterns for origins: `*.` in front of a host, `*` inside the first label, `:*` for the port.

/// Whether a pattern names the origin.
pub(crate) fn matches(pattern: &str, origin: &str) -> bool {
    let (pattern, pattern_port) = split_port(pattern);
    let (origin, port) = split_port(origin);
    matches_port(pattern_port, port) && matches_host(pattern, origin)
}

/// Whether the port, or its absence, is that of the pattern.
pub(crate) fn matches_port(pattern: &str, port: &str) -> bool {
    pattern == "*" || pattern == port
}

/// Whether the host, with its scheme or without, is that of the pattern.
pub(crate) fn matches_host(pattern: &str, host: &str) -> bool {
    let Some((start, end)) = pattern.split_once('*') else {
        return pattern == host;
    };
    let middle = host
        .strip_prefix(start)
        .and_then(|rest| rest.strip_suffix(end));
    // `*.` is whole labels; any other `*` is part of one.
    let is_labels = (start.is_empty() || start.ends_with("://")) && end.starts_with('.');
    middle.is_some_and(|middle| !middle.is_empty() && (is_labels || !middle.contains('.')))
}

/// The text before the port, and the port, which is empty where there is none.
pub(crate) fn split_port(text: &str) -> (&str, &str) {
    let is_port = |port: &str| port == "*" || port.bytes().all(|byte| byte.is_ascii_digit());
    match text.rsplit_once(':') {
        Some((before, port)) if !port.is_empty() && is_port(port) => (before, port),
        _ => (text, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_as_the_policy_does() {
        assert!(matches("https://*.example.com", "https://a.b.example.com"));
        assert!(!matches("https://*.example.com", "https://example.com"));
        assert!(matches(
            "https://pr-*.example.dev",
            "https://pr-7.example.dev"
        ));
        assert!(!matches(
            "https://pr-*.example.dev",
            "https://pr-7.a.example.dev"
        ));
        assert!(matches("http://localhost:*", "http://localhost"));
        assert!(matches("http://localhost:*", "http://localhost:3000"));
        assert!(!matches("http://localhost:*", "http://localhost.evil:3000"));
        assert!(
            matches("http://[::1]:*", "http://[::1]:80")
                && matches("http://[::1]:*", "http://[::1]")
        );
    }

    #[test]
    fn other_origins_do_not_match() {
        assert!(!matches(
            "https://app.example.com",
            "https://app.example.com:8443"
        ));
        assert!(!matches(
            "https://app.example.com:8443",
            "https://app.example.com"
        ));
        assert!(!matches(
            "https://*.example.com",
            "https://a.example.com:8443"
        ));
        assert!(!matches("https://*.example.com", "http://a.example.com"));
        assert!(!matches("https://*.example.com", "https://a.example.com:"));
    }
}
