//! Headers that pages can neither set nor read. <https://fetch.spec.whatwg.org/#forbidden-request-header>

use crate::token::{is_any, is_forbidden_method};

const REQUEST_NAMES: &[&str] = &[
    "accept-charset",
    "accept-encoding",
    "access-control-request-headers",
    "access-control-request-method",
    "connection",
    "content-length",
    "cookie",
    "cookie2",
    "date",
    "dnt",
    "expect",
    "host",
    "keep-alive",
    "origin",
    "referer",
    "set-cookie",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "via",
];

/// Whether a browser silently drops this header of a page.
pub(crate) fn is_forbidden_request_header(name: &str, value: &[u8]) -> bool {
    is_any(name, REQUEST_NAMES)
        || has_reserved_prefix(name)
        || overrides_with_forbidden_method(name, value)
}

/// <https://fetch.spec.whatwg.org/#forbidden-response-header-name>
pub(crate) fn is_forbidden_response_name(name: &str) -> bool {
    is_any(name, &["set-cookie", "set-cookie2"])
}

fn has_reserved_prefix(name: &str) -> bool {
    let starts_with = |prefix: &str| {
        name.get(..prefix.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    starts_with("proxy-") || starts_with("sec-")
}

fn overrides_with_forbidden_method(name: &str, value: &[u8]) -> bool {
    is_any(
        name,
        &[
            "x-http-method",
            "x-http-method-override",
            "x-method-override",
        ],
    ) && split_outside_quotes(value)
        .iter()
        .any(|method| is_forbidden_method(method))
}

/// <https://fetch.spec.whatwg.org/#header-value-get-decode-and-split>
fn split_outside_quotes(value: &[u8]) -> Vec<String> {
    let mut values = vec![String::new()];
    let (mut quoted, mut escaped) = (false, false);
    for byte in value {
        match byte {
            b',' if !quoted => values.push(String::new()),
            _ => values
                .last_mut()
                .into_iter()
                .for_each(|last| last.push(char::from(*byte))),
        }
        let toggles = *byte == b'"' && !escaped;
        escaped = quoted && *byte == b'\\' && !escaped;
        quoted ^= toggles;
    }
    let blank = |character| matches!(character, ' ' | '\t');
    values
        .iter()
        .map(|value| value.trim_matches(blank).to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_inside_quotes_do_not_split() {
        assert_eq!(split_outside_quotes(b"\"1,2\", 3"), ["\"1,2\"", "3"]);
        assert_eq!(split_outside_quotes(b"x / x,,,1"), ["x / x", "", "", "1"]);
        assert_eq!(
            split_outside_quotes(br#"text/html;", x/x"#),
            [r#"text/html;", x/x"#]
        );
        assert_eq!(split_outside_quotes(br#""a\",b",c"#), [r#""a\",b""#, "c"]);
    }

    #[test]
    fn an_override_is_forbidden_by_its_value() {
        let forbidden =
            |value: &str| is_forbidden_request_header("X-HTTP-Method-Override", value.as_bytes());
        assert!(forbidden("trace") && forbidden("GET, track ,PUT"));
        assert!(!forbidden("PUT") && !forbidden("\"TRACE\"") && !forbidden("TRACER"));
        assert!(
            !is_forbidden_request_header("secret", b"1")
                && is_forbidden_request_header("SEC-x", b"1")
        );
    }
}
