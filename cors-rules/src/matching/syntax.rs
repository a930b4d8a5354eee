//! The parts of an origin that a policy and a request have in common: labels, lengths, ports.

/// The longest host name and label that the name system has
/// (<https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4>).
pub(crate) const LONGEST_HOST: usize = 253;
pub(crate) const LONGEST_LABEL: usize = 63;

/// Whether browsers send the byte in a label of a host name: underscores, and hyphens anywhere, included.
#[inline]
pub(crate) const fn is_label_byte(byte: u8) -> bool {
    LABEL_BYTES[byte as usize]
}

/// A table, because the comparisons take five instructions more for each byte that a request sends.
const LABEL_BYTES: [bool; 256] = {
    let mut is_label_byte = [false; 256];
    let mut byte = 0;
    while byte < u8::MAX {
        is_label_byte[byte as usize] = matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_');
        byte += 1;
    }
    is_label_byte
};

/// A port from 1 to 65535 in its shortest form.
pub(crate) fn parse_port_number(text: &[u8]) -> Option<u16> {
    if text.first() == Some(&b'0') || !text.iter().all(u8::is_ascii_digit) {
        return None;
    }
    core::str::from_utf8(text).ok()?.parse().ok()
}

/// The port that browsers leave out (<https://url.spec.whatwg.org/#default-port>).
pub(crate) fn default_port(scheme: &str) -> Option<u16> {
    match scheme {
        "http" => Some(80),
        "https" => Some(443),
        "ftp" => Some(21),
        _ => None,
    }
}
