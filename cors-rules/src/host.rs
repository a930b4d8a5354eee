//! Hosts as browsers serialise them: names, IPv4 and IPv6 addresses, loopback, public suffixes.
//! Source: <https://url.spec.whatwg.org/#host-serializing>.

use alloc::{
    format,
    string::{String, ToString},
};
use core::{net::Ipv6Addr, ops::Range};

use psl::Psl as _;
use url::Host;

use crate::rule::Rule;

/// The longest host name and label that the name system has
/// (<https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4>).
pub(crate) const LONGEST_HOST: usize = 253;
pub(crate) const LONGEST_LABEL: usize = 63;

/// Whether the byte may stand in a label of a host name, as browsers send them: underscores, and
/// hyphens anywhere, included.
pub(crate) const fn is_label_byte(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_')
}

/// The rule that a host without wildcard breaks, if any.
pub(crate) fn fault(host: &str) -> Option<Rule> {
    if host.starts_with('[') || host.contains(':') {
        return ipv6_fault(host);
    }
    if ends_in_number(host) {
        return match Host::parse(host) {
            Ok(canonical) if canonical.to_string() == host => None,
            Ok(_) => Some(Rule::OriginIpNotCanonical),
            Err(_) => Some(Rule::OriginInvalidHost),
        };
    }
    (!is_name(host)).then_some(Rule::OriginInvalidHost)
}

fn ipv6_fault(host: &str) -> Option<Rule> {
    let Some(inner) = host
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    else {
        return Some(Rule::OriginInvalidHost);
    };
    let (address, zone) = inner.split_once('%').unwrap_or((inner, ""));
    match address.parse::<Ipv6Addr>() {
        Err(_) => Some(Rule::OriginInvalidHost),
        Ok(address) if zone.is_empty() && serialized(address) == host => None,
        Ok(_) => Some(Rule::OriginIpNotCanonical),
    }
}

/// The host as browsers send it, for one that is an IP address in another form.
pub(crate) fn canonical_ip(host: &str) -> Option<String> {
    if let Some(inner) = host.strip_prefix('[') {
        let address = inner.split(['%', ']']).next()?.parse().ok()?;
        return Some(serialized(address));
    }
    match Host::parse(host) {
        Ok(canonical @ Host::Ipv4(_)) => Some(canonical.to_string()),
        _ => None,
    }
}

/// An IPv6 address in brackets, in the form of <https://url.spec.whatwg.org/#concept-ipv6-serializer>,
/// which never has dotted parts.
fn serialized(address: Ipv6Addr) -> String {
    Host::<String>::Ipv6(address).to_string()
}

/// Whether browsers take the host for an IPv4 address
/// (<https://url.spec.whatwg.org/#ends-in-a-number-checker>).
pub(crate) fn ends_in_number(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    let last = host.rsplit('.').next().unwrap_or(host);
    let hexadecimal = last.strip_prefix("0x").or_else(|| last.strip_prefix("0X"));
    match hexadecimal {
        Some(digits) => digits.bytes().all(|byte| byte.is_ascii_hexdigit()),
        None => !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit()),
    }
}

/// The part of a host that is no part of any: a byte that no name has, or a dot too many.
pub(crate) fn misfit(host: &str) -> Option<Range<usize>> {
    if host.starts_with('[') || host.contains(':') || ends_in_number(host) {
        return None;
    }
    let is_misfit = |byte: u8| !is_label_byte(byte) && byte != b'.';
    let byte = host.bytes().position(is_misfit).map(|at| at..at + 1);
    let dots = || host.find("..").map(|at| at..at + 2);
    byte.or_else(dots)
        .or_else(|| host.starts_with('.').then_some(0..1))
}

/// Whether the text is a host name: labels of the right bytes and lengths, one dot at the end allowed.
fn is_name(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    host.len() <= LONGEST_HOST && host.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    !label.is_empty() && label.len() <= LONGEST_LABEL && label.bytes().all(is_label_byte)
}

/// Whether the host can only be the visitor's own machine
/// (<https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy>).
pub(crate) fn is_loopback(host: &str) -> bool {
    let name = host.strip_suffix('.').unwrap_or(host);
    name == "localhost"
        || name.ends_with(".localhost")
        || host == "[::1]"
        || matches!(Host::parse(host), Ok(Host::Ipv4(address)) if address.is_loopback())
}

/// Whether anybody may register names below this one, by the public suffix list
/// (<https://publicsuffix.org/list/>), private section included: it is a public suffix, or any name
/// directly below it is one, as with `*.kawasaki.jp`.
pub(crate) fn is_above_registrations(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    let below = format!("any-name.{name}");
    name != "localhost" && (is_public_suffix(name) || is_public_suffix(&below))
}

fn is_public_suffix(name: &str) -> bool {
    // The list is code that is compiled here, for the type of the iterator: less of it for a pointer.
    let labels: &mut dyn Iterator<Item = &[u8]> = &mut name.rsplit('.').map(str::as_bytes);
    !name.is_empty() && psl::List.find(labels).len == name.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_suffixes_include_the_private_section() {
        assert!(is_public_suffix("com") && is_public_suffix("co.uk"));
        assert!(is_public_suffix("github.io") && is_public_suffix("s3.amazonaws.com"));
        assert!(!is_public_suffix("example.com") && !is_public_suffix("app.intranet"));
        assert!(!is_public_suffix("") && !is_public_suffix("."));
    }

    #[test]
    fn names_whose_every_child_is_a_suffix_are_above_registrations() {
        assert!(is_above_registrations("compute.amazonaws.com"));
        assert!(is_above_registrations("kawasaki.jp"));
        for name in [
            "localhost",
            "city.kawasaki.jp",
            "example.com",
            "app.intranet",
        ] {
            assert!(!is_above_registrations(name), "{name}");
        }
    }

    #[test]
    fn loopback_is_decided_by_the_whole_name() {
        for host in [
            "localhost",
            "my-app.localhost",
            "localhost.",
            "127.0.0.2",
            "[::1]",
        ] {
            assert!(is_loopback(host), "{host}");
        }
        for host in [
            "notlocalhost",
            "localhost.example.com",
            "127.0.0.1.example.com",
            "0.0.0.0",
        ] {
            assert!(!is_loopback(host), "{host}");
        }
    }

    #[test]
    fn ip_addresses_have_one_form() {
        assert_eq!(canonical_ip("127.1").as_deref(), Some("127.0.0.1"));
        assert_eq!(
            canonical_ip("[::ffff:127.0.0.1]").as_deref(),
            Some("[::ffff:7f00:1]")
        );
        assert_eq!(fault("[1:0:2:3:4:5:6:7]"), None);
        assert_eq!(fault("foo.bar.255"), Some(Rule::OriginInvalidHost));
    }
}
