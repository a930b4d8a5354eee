//! A second opinion on origin patterns, written from their description and sharing no code with the crates:
//! it takes both sides apart completely, where they compare bytes. Slow, plain, and only for tests.

use std::net::Ipv6Addr;

/// Whether a policy that names the pattern allows a request with this `Origin`.
pub(crate) fn allows(pattern: &str, origin: &[u8]) -> bool {
    let Some(origin) = std::str::from_utf8(origin).ok().and_then(Parts::of) else {
        return false;
    };
    let is_exact = !pattern.contains('*');
    let pattern = Parts::of(pattern).unwrap();
    (origin.is_well_formed() || (is_exact && origin.has_opaque_host()))
        && pattern.scheme == origin.scheme
        && is_host_allowed(&pattern.host, &origin.host)
        && (pattern.port == Some("*") || pattern.port == origin.port)
}

/// `scheme://host[:port]`
struct Parts<'a> {
    scheme: &'a str,
    host: Vec<&'a str>,
    port: Option<&'a str>,
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let end_of_address = rest.find(']').map_or(0, |at| at + 1);
        let (host, port) = match rest[end_of_address..].find(':') {
            Some(at) => {
                let (host, port) = rest.split_at(end_of_address + at);
                (host, Some(&port[1..]))
            }
            None => (rest, None),
        };
        let host = host.split('.').collect();
        Some(Self { scheme, host, port })
    }

    fn is_well_formed(&self) -> bool {
        let default = match self.scheme {
            "http" => 80,
            "https" => 443,
            _ => 0,
        };
        self.has_scheme()
            && (is_address(&self.host) || is_name(&self.host))
            && self.port.is_none_or(|port| {
                let number: u16 = port.parse().unwrap_or_default();
                number != 0 && number != default && number.to_string() == port
            })
    }

    /// `app://.`, the pages of some desktop applications: a scheme of its own with any visible host.
    fn has_opaque_host(&self) -> bool {
        let host = self.host.join(".");
        self.has_scheme()
            && !["http", "https", "ftp"].contains(&self.scheme)
            && (1..=253).contains(&host.len())
            && host
                .chars()
                .all(|c| c.is_ascii_graphic() && !"#/:<>?@[\\]^|*".contains(c))
            && self
                .port
                .is_none_or(|port| port.parse().is_ok_and(|number: u16| number != 0))
    }

    fn has_scheme(&self) -> bool {
        self.scheme
            .chars()
            .all(|c| "abcdefghijklmnopqrstuvwxyz0123456789+-.".contains(c))
    }
}

/// An IPv6 address in brackets.
fn is_address(host: &[&str]) -> bool {
    let in_brackets = |text: &&str| -> Option<Ipv6Addr> {
        let address = text.strip_prefix('[')?.strip_suffix(']')?;
        address.parse().ok()
    };
    matches!(host, [only] if in_brackets(only).is_some())
}

/// Labels and, at most, one dot behind them.
fn is_name(host: &[&str]) -> bool {
    let labels = host.strip_suffix(&[""]).unwrap_or(host);
    labels.join(".").len() <= 253
        && labels.iter().all(|label| {
            (1..=63).contains(&label.len())
                && label
                    .chars()
                    .all(|c| "abcdefghijklmnopqrstuvwxyz0123456789-_".contains(c))
        })
}

fn is_host_allowed(pattern: &[&str], host: &[&str]) -> bool {
    let (first, base) = pattern.split_first().unwrap();
    if *first == "*" {
        return host.len() > base.len() && host.ends_with(base);
    }
    let (label, rest) = host.split_first().unwrap();
    rest == base
        && match first.split_once('*') {
            None => label == first,
            Some((before, behind)) => {
                label.len() > before.len() + behind.len()
                    && label.starts_with(before)
                    && label.ends_with(behind)
            }
        }
}

#[test]
fn the_oracle_knows_the_examples_of_the_description() {
    assert!(allows("https://*.example.com", b"https://b.a.example.com"));
    assert!(!allows("https://*.example.com", b"https://example.com"));
    assert!(allows(
        "https://pr-*.example.dev",
        b"https://pr-1.example.dev"
    ));
    assert!(!allows(
        "https://pr-*.example.dev",
        b"https://pr-.example.dev"
    ));
    assert!(!allows(
        "https://pr-*.example.dev",
        b"https://pr-1.2.example.dev"
    ));
    assert!(allows("http://localhost:*", b"http://localhost:3000"));
    assert!(allows("http://localhost:*", b"http://localhost"));
    assert!(!allows("http://localhost:*", b"http://localhost:80"));
    assert!(allows("http://[::1]:*", b"http://[::1]:3000"));
    assert!(allows("app://.", b"app://.") && !allows("app://.", b"app://.."));
    assert!(!allows("app://*.a.example", b"app://!.a.example"));
    assert!(!allows("https://example.com", b"https://example.com:8443"));
}
