//! Hosts as browsers serialise them: names, addresses, loopback, and wildcards in names.
//! Source: <https://url.spec.whatwg.org/#host-serializing>.

use alloc::string::ToString;
use core::{net::Ipv6Addr, ops::Range};

use super::{
    fault::Fault,
    ip::{ends_in_number, parse_ipv4, serialize_ipv6},
};
use crate::{
    matching::{HostWildcard, LONGEST_HOST, LONGEST_LABEL, is_label_byte},
    rule::Rule,
};

/// The wildcard of a host that begins at the offset, or the rule that the host breaks.
pub(super) fn check(host: &str, may_be_opaque: bool, offset: usize) -> Result<HostWildcard, Fault> {
    let all = offset..offset + host.len();
    if host.is_empty() {
        return Err(Fault::whole(Rule::OriginInvalidHost));
    }
    let is_bracketed = host.starts_with('[');
    if let Some((at, c)) = host
        .char_indices()
        .find(|(_, c)| !c.is_ascii() || (*c == '%' && !is_bracketed && !may_be_opaque))
    {
        return Err(Fault::part(
            Rule::OriginNotAscii,
            offset + at..offset + at + c.len_utf8(),
        ));
    }
    if !is_bracketed
        && !ends_in_number(host)
        && host.bytes().all(occurs_in_host)
        && let Some(at) = host.find(|c: char| c.is_ascii_uppercase())
    {
        return Err(Fault::part(
            Rule::OriginNotLowercase,
            offset + at..offset + at + 1,
        ));
    }
    if host.contains('*') {
        return check_wildcard(host, offset);
    }
    match fault(host).filter(|_| !(may_be_opaque && is_opaque(host))) {
        Some(rule) => {
            let misfit = misfit(host).map(|part| offset + part.start..offset + part.end);
            Err(Fault::part(rule, misfit.unwrap_or(all)))
        }
        None => Ok(HostWildcard::None),
    }
}

/// Whether the host can only be the visitor's own machine
/// (<https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy>).
pub(crate) fn is_loopback(host: &str) -> bool {
    let name = host.strip_suffix('.').unwrap_or(host);
    name == "localhost"
        || name.ends_with(".localhost")
        || host == "[::1]"
        || (ends_in_number(host) && parse_ipv4(host).is_some_and(|address| address.is_loopback()))
}

/// Whether the text is an opaque host (<https://url.spec.whatwg.org/#concept-opaque-host-parser>).
fn is_opaque(host: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_graphic() && !b"#/:<>?@[\\]^|*".contains(&byte);
    host.len() <= LONGEST_HOST && host.bytes().all(is_allowed)
}

/// Whether the byte, in lower case, occurs in hosts or in patterns for hosts. If another one is there, the
/// case is not what is wrong.
fn occurs_in_host(byte: u8) -> bool {
    matches!(byte, b'.' | b'*') || is_label_byte(byte.to_ascii_lowercase())
}

/// `*.example.com`, or one `*` inside the leftmost label with text beside it.
fn check_wildcard(host: &str, offset: usize) -> Result<HostWildcard, Fault> {
    let at = host.rfind('*').map_or(offset, |at| offset + at);
    let misplaced = Fault::part(Rule::OriginMisplacedWildcard, at..at + 1);
    let Some((label, base)) = host.split_once('.') else {
        return Err(misplaced);
    };
    let is_single = label.matches('*').count() == 1;
    if !is_single || base.is_empty() || base.contains('*') || ends_in_number(base) {
        return Err(misplaced);
    }
    let wildcard = if label == "*" {
        HostWildcard::Subdomains
    } else {
        // `*example.com` would match `evilexample.com`, which anyone can register.
        let base = base.strip_suffix('.').unwrap_or(base);
        if !base.contains('.') && base != "localhost" {
            return Err(misplaced);
        }
        HostWildcard::PartOfLabel
    };
    // The rules are the same for every host that the pattern matches, so one is enough.
    match fault(&host.replacen('*', "a", 1)) {
        Some(rule) => Err(Fault::part(rule, offset..offset + host.len())),
        None => Ok(wildcard),
    }
}

/// The rule that a host without wildcard breaks, if any.
fn fault(host: &str) -> Option<Rule> {
    if host.starts_with('[') || host.contains(':') {
        return ipv6_fault(host);
    }
    if ends_in_number(host) {
        return match parse_ipv4(host) {
            Some(address) if address.to_string() == host => None,
            Some(_) => Some(Rule::OriginIpNotCanonical),
            None => Some(Rule::OriginInvalidHost),
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
        Ok(address) if zone.is_empty() && serialize_ipv6(address) == host => None,
        Ok(_) => Some(Rule::OriginIpNotCanonical),
    }
}

/// The part of a host that makes it invalid: a byte that no name has, or a superfluous dot.
fn misfit(host: &str) -> Option<Range<usize>> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::parse::Origin;

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
    fn an_ip_address_has_one_form() {
        assert_eq!(fault("[1:0:2:3:4:5:6:7]"), None);
        assert_eq!(fault("127.1"), Some(Rule::OriginIpNotCanonical));
        assert_eq!(
            fault("[::ffff:127.0.0.1]"),
            Some(Rule::OriginIpNotCanonical)
        );
        assert_eq!(fault("foo.bar.255"), Some(Rule::OriginInvalidHost));
    }

    #[test]
    fn a_fault_is_at_the_bytes_that_are_wrong() {
        for (host, bytes) in [
            ("app.Example.com", 14..15),
            ("app.ex\u{e4}mple.com", 16..18),
            ("app.ex%41mple.com", 16..17),
            ("app.ex!mple.com", 16..17),
            ("app..example.com", 13..15),
            // A host that may be an address is wrong as a whole.
            ("a:b.example", 10..21),
        ] {
            let fault = check(host, false, 10).unwrap_err();
            assert_eq!(fault.range, Some(bytes), "{host}");
        }
    }

    #[test]
    fn exact_origins_of_custom_schemes_may_have_opaque_hosts() {
        for text in [
            "app://.",
            "app://-",
            "app://a..b",
            "app://%C3%A4",
            "app://1",
            "app://!x",
        ] {
            assert!(Origin::parse(text).is_ok(), "{text}");
        }
        for text in [
            "https://.",
            "https://a..b",
            "app://.:*",
            "app://*.",
            "app://*..a",
            "app://a*b",
            "app://A",
            "app://a b",
            "app://ä",
            "app://a^b",
        ] {
            assert!(Origin::parse(text).is_err(), "{text}");
        }
    }
}
