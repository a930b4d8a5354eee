//! Patterns, and the origins that they match.

use alloc::{format, string::ToString as _};

use super::*;
use crate::origin::Origin;

fn pattern(text: &str) -> OriginPattern {
    Origin::parse(text).unwrap().pattern()
}

#[test]
fn a_pattern_is_shown_as_it_was_written() {
    for text in [
        "https://*.example.com",
        "https://pr-*.example.dev:8443",
        "http://localhost:*",
    ] {
        assert_eq!(pattern(text).to_string(), text);
    }
}

#[test]
fn subdomains_are_one_or_more_labels_and_never_the_apex() {
    let pattern = pattern("https://*.example.com");
    assert!(pattern.matches(b"https://a.example.com"));
    assert!(pattern.matches(b"https://b.a.example.com"));
    for origin in [
        "https://example.com",
        "https://.example.com",
        "https://a..example.com",
        "https://evilexample.com",
        "https://a.example.com.",
        "https://a.example.com:8443",
        "https://A.example.com",
        "https://a/b.example.com",
        "https://a@b.example.com",
        "http://a.example.com",
    ] {
        assert!(!pattern.matches(origin.as_bytes()), "{origin}");
    }
}

#[test]
fn part_of_a_label_is_never_empty_and_never_a_dot() {
    let pattern = pattern("https://pr-*.example.dev");
    assert!(pattern.matches(b"https://pr-42.example.dev"));
    assert!(!pattern.matches(b"https://pr-.example.dev"));
    assert!(!pattern.matches(b"https://pr-4.2.example.dev"));
}

#[test]
fn any_port_is_a_port_that_browsers_send_or_none() {
    let pattern = pattern("http://[::1]:*");
    assert!(pattern.matches(b"http://[::1]") && pattern.matches(b"http://[::1]:3000"));
    for origin in [
        "http://[::1]:",
        "http://[::1]:80",
        "http://[::1]:03",
        "http://[::1]:65536",
    ] {
        assert!(!pattern.matches(origin.as_bytes()), "{origin}");
    }
}

#[test]
fn a_host_of_253_bytes_is_the_longest_that_matches() {
    let labels = format!("{0}.{0}.{0}", "a".repeat(63));
    for (text, before, behind) in [
        ("https://*.example.com", "", ".example.com"),
        ("https://*.example.com.", "", ".example.com."),
        ("https://*.example.com:8443", "", ".example.com:8443"),
        ("https://pr-*.{labels}.example", "pr-", ".{labels}.example"),
    ] {
        let fixed = behind.replace("{labels}", &labels);
        let host = fixed.split(':').next().unwrap().trim_end_matches('.');
        let rest = 253 - before.len() - host.len();
        let wildcard = if before.is_empty() {
            format!("{labels}.{}", "a".repeat(rest - labels.len() - 1))
        } else {
            "a".repeat(rest)
        };
        let pattern = pattern(&text.replace("{labels}", &labels));
        let origin = |wildcard: &str| format!("https://{before}{wildcard}{fixed}");
        assert!(pattern.matches(origin(&wildcard).as_bytes()), "{text}");
        let longer = format!("{wildcard}a");
        assert!(!pattern.matches(origin(&longer).as_bytes()), "{text}");
    }
}

#[test]
fn a_label_of_63_bytes_is_the_longest_that_matches() {
    for (text, fixed) in [
        ("https://pr-*.example.dev", 3),
        ("https://*--x.example.dev", 3),
        ("https://pr-*--x.example.dev:8443", 6),
    ] {
        let origin = |length: usize| text.replace('*', &"a".repeat(length - fixed));
        assert!(pattern(text).matches(origin(63).as_bytes()), "{text}");
        assert!(!pattern(text).matches(origin(64).as_bytes()), "{text}");
    }
}

#[test]
fn a_suffix_is_compared_as_a_whole() {
    for text in ["", "m", ".example.com", "a.example.com", "aaaaaaaa"] {
        for suffix in ["", "m", "com", ".example.com", ".example.org", "bexample"] {
            let compared = has_suffix(text.as_bytes(), suffix.as_bytes());
            assert_eq!(compared, text.ends_with(suffix), "{text} {suffix}");
        }
    }
}

#[test]
fn a_pattern_covers_narrower_ones() {
    assert!(pattern("https://*.example.com").covers(&pattern("https://*.a.example.com")));
    assert!(pattern("https://*.example.com").covers(&pattern("https://pr-*.example.com")));
    assert!(!pattern("https://pr-*.example.com").covers(&pattern("https://*.example.com")));
    assert!(!pattern("https://cat:*").covers(&pattern("https://*.cat:*")));
}
