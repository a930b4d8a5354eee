//! Request headers that need no preflight, and those that do.
//! <https://fetch.spec.whatwg.org/#cors-safelisted-request-header>

use std::collections::BTreeSet;

use crate::{headers::Headers, mime_type::essence, token::is_any};

/// The names that a preflight asks for: in lower case, sorted, each once.
/// <https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names>
pub(crate) fn unsafe_names(headers: &Headers) -> BTreeSet<String> {
    let (safe, mut names): (Vec<_>, Vec<_>) = headers
        .iter()
        .partition(|(name, value)| is_safelisted(name, value));
    if safe.iter().map(|(_, value)| value.len()).sum::<usize>() > 1024 {
        names.extend(safe);
    }
    names
        .into_iter()
        .map(|(name, _)| name.to_ascii_lowercase())
        .collect()
}

/// Whether the header may go to another origin without a preflight.
pub(crate) fn is_safelisted(name: &str, value: &[u8]) -> bool {
    value.len() <= 128
        && match name.to_ascii_lowercase().as_str() {
            "accept" => !value.iter().any(|byte| is_unsafe_byte(*byte)),
            "accept-language" | "content-language" => {
                value.iter().all(|byte| is_language_byte(*byte))
            }
            "content-type" => is_form_type(value),
            "range" => is_simple_range(value),
            _ => false,
        }
}

/// Whether a `no-cors` request may carry the header.
/// <https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header>
pub(crate) fn is_no_cors_safelisted(name: &str, value: &[u8]) -> bool {
    is_any(
        name,
        &[
            "accept",
            "accept-language",
            "content-language",
            "content-type",
        ],
    ) && is_safelisted(name, value)
}

fn is_form_type(value: &[u8]) -> bool {
    !value.iter().any(|byte| is_unsafe_byte(*byte))
        && essence(value).is_some_and(|essence| {
            is_any(
                &essence,
                &[
                    "application/x-www-form-urlencoded",
                    "multipart/form-data",
                    "text/plain",
                ],
            )
        })
}

/// `bytes=0-` or `bytes=0-9`: a start, and an end that is not before it.
/// <https://fetch.spec.whatwg.org/#simple-range-header-value>
fn is_simple_range(value: &[u8]) -> bool {
    let range = str::from_utf8(value)
        .ok()
        .and_then(|text| text.strip_prefix("bytes="));
    let Some((start, end)) = range.and_then(|range| range.split_once('-')) else {
        return false;
    };
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    !start.is_empty()
        && is_digits(start)
        && is_digits(end)
        && (end.is_empty() || is_at_most(start, end))
}

/// Compares decimal numbers of any length.
fn is_at_most(number: &str, other: &str) -> bool {
    let (number, other) = (
        number.trim_start_matches('0'),
        other.trim_start_matches('0'),
    );
    (number.len(), number) <= (other.len(), other)
}

/// <https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte>
const fn is_unsafe_byte(byte: u8) -> bool {
    (byte < 0x20 && byte != b'\t')
        || matches!(
            byte,
            b'"' | b'('
                | b')'
                | b':'
                | b'<'
                | b'>'
                | b'?'
                | b'@'
                | b'['
                | b'\\'
                | b']'
                | b'{'
                | b'}'
                | 0x7f
        )
}

const fn is_language_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'*' | b',' | b'-' | b'.' | b';' | b'=')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_has_a_start_and_no_smaller_end() {
        let is_safe = |value: &str| is_safelisted("Range", value.as_bytes());
        assert!(is_safe("bytes=0-") && is_safe("bytes=9-10") && is_safe("bytes=007-7"));
        assert!(!is_safe("bytes=10-9") && !is_safe("bytes=-5") && !is_safe("bytes=0-1,3-4"));
        assert!(
            !is_safe("bytes=99999999999999999999999-9")
                && is_safe("bytes=1-99999999999999999999999")
        );
    }

    #[test]
    fn values_are_limited_one_by_one_and_together() {
        let names = |lines: &[(&str, &str)]| unsafe_names(&lines.iter().copied().collect());
        let long = "a".repeat(128);
        assert!(names(&[("accept", &long)]).is_empty());
        assert_eq!(
            names(&[("accept", &(long.clone() + "a"))]),
            BTreeSet::from(["accept".into()])
        );
        assert!(names(&vec![("accept", &*long); 8]).is_empty());
        let nine: Vec<_> = vec![("accept", &*long); 8]
            .into_iter()
            .chain([("Accept-Language", "a")])
            .collect();
        assert_eq!(
            names(&nine),
            BTreeSet::from(["accept".into(), "accept-language".into()])
        );
    }
}
