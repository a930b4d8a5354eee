//! IP addresses as browsers read and serialise them. They accept more forms than `core::net` does.

use alloc::{
    format,
    string::{String, ToString},
};
use core::net::{Ipv4Addr, Ipv6Addr};

/// The address as browsers send it; `None` if the host is not an IP address. A zone of an IPv6 address is
/// dropped, as no origin has one.
pub(super) fn canonical(host: &str) -> Option<String> {
    if let Some(inner) = host.strip_prefix('[') {
        let address = inner.split(['%', ']']).next()?.parse().ok()?;
        return Some(serialize_ipv6(address));
    }
    ends_in_number(host)
        .then(|| parse_ipv4(host))?
        .map(|address| address.to_string())
}

/// Whether browsers read the host as an IPv4 address
/// (<https://url.spec.whatwg.org/#ends-in-a-number-checker>).
pub(super) fn ends_in_number(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    let last = host.rsplit('.').next().unwrap_or(host);
    let hexadecimal = last.strip_prefix("0x").or_else(|| last.strip_prefix("0X"));
    match hexadecimal {
        Some(digits) => digits.bytes().all(|byte| byte.is_ascii_hexdigit()),
        None => !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit()),
    }
}

/// One to four numbers, the last of which fills the bytes that remain
/// (<https://url.spec.whatwg.org/#concept-ipv4-parser>).
pub(super) fn parse_ipv4(host: &str) -> Option<Ipv4Addr> {
    let host = host.strip_suffix('.').unwrap_or(host);
    let mut numbers = host.split('.').map(parse_number);
    let last = numbers.next_back()??.to_be_bytes();
    let mut bytes = [0; 4];
    let mut count = 0;
    for number in numbers {
        // The fourth byte is the last number's.
        *bytes[..3].get_mut(count)? = u8::try_from(number?).ok()?;
        count += 1;
    }
    let (too_large, fitting) = last.split_at(count);
    bytes[count..].copy_from_slice(fitting);
    too_large
        .iter()
        .all(|byte| *byte == 0)
        .then(|| bytes.into())
}

/// In brackets, and never with a dotted part (<https://url.spec.whatwg.org/#concept-ipv6-serializer>).
pub(super) fn serialize_ipv6(address: Ipv6Addr) -> String {
    match (address.to_ipv4_mapped(), address.segments()) {
        (Some(_), [.., high, low]) => format!("[::ffff:{high:x}:{low:x}]"),
        _ => format!("[{address}]"),
    }
}

/// Decimal, octal behind `0`, or hexadecimal behind `0x`
/// (<https://url.spec.whatwg.org/#ipv4-number-parser>).
fn parse_number(text: &str) -> Option<u32> {
    let hexadecimal = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
    let (digits, radix) = match hexadecimal {
        Some("") => return Some(0),
        Some(digits) => (digits, 16),
        None if text.starts_with('0') => (text, 8),
        None => (text, 10),
    };
    let has_sign = digits.starts_with('+');
    u32::from_str_radix(digits, radix)
        .ok()
        .filter(|_| !has_sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_the_url_standard_reads_them() {
        for host in [
            "127.0.0.1",
            "127.1",
            "127.0.1",
            "2130706433",
            "0x7f000001",
            "0x7f.1",
            "0177.0.0.1",
            "127.0.0.1.",
            "0",
            "00",
            "0x",
            "1.2.3.4.5",
            "256.1.1.1",
            "1.2.3.256",
            "1.2.65536",
            "1.2.65535",
            "4294967295",
            "4294967296",
            "08.1",
            "1..2",
            "+1",
            "1.+2",
            "0x1g.1",
            ".1",
            "foo.bar.255",
            "1.",
            "1..",
            "0xffffffff",
            "0XA.0Xb.1",
        ] {
            let expected = match url::Host::parse(host) {
                Ok(url::Host::Ipv4(address)) => Some(address),
                _ => None,
            };
            let parsed = ends_in_number(host).then(|| parse_ipv4(host)).flatten();
            assert_eq!(parsed, expected, "{host}");
        }
    }

    #[test]
    fn addresses_are_serialised_as_the_url_standard_serialises_them() {
        for host in [
            "[::1]",
            "[::]",
            "[2001:DB8::1]",
            "[::ffff:127.0.0.1]",
            "[::127.0.0.1]",
            "[1:0:2:3:4:5:6:7]",
            "[1:0:0:2:3:0:0:0]",
            "[0:0:1:0:0:1:0:0]",
            "[64:ff9b::1.2.3.4]",
            "[fe80::]",
        ] {
            let expected = url::Host::parse(host).unwrap().to_string();
            assert_eq!(canonical(host), Some(expected), "{host}");
        }
        assert_eq!(canonical("[fe80::1%eth0]").as_deref(), Some("[fe80::1]"));
        assert_eq!(canonical("app.example.com"), None);
    }
}
