//! Tokens, which methods and header names are, and the methods that the standard treats apart.
//! <https://fetch.spec.whatwg.org/#methods>

/// <https://httpwg.org/specs/rfc9110.html#rule.token.separators>
pub(crate) fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(is_token_byte)
}

/// <https://fetch.spec.whatwg.org/#forbidden-method>
pub(crate) fn is_forbidden_method(method: &str) -> bool {
    is_any(method, &["CONNECT", "TRACE", "TRACK"])
}

/// <https://fetch.spec.whatwg.org/#cors-safelisted-method>
pub(crate) fn is_safelisted_method(method: &str) -> bool {
    matches!(method, "GET" | "HEAD" | "POST")
}

/// In upper case if the method is one of six; `patch` stays `patch`.
/// <https://fetch.spec.whatwg.org/#concept-method-normalize>
pub(crate) fn normalized_method(method: &str) -> String {
    if is_any(method, &["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"]) {
        method.to_ascii_uppercase()
    } else {
        method.to_owned()
    }
}

/// Whether `text` equals one of `names` in any case.
pub(crate) fn is_any(text: &str, names: &[&str]) -> bool {
    names.iter().any(|name| name.eq_ignore_ascii_case(text))
}

pub(crate) const fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'!' | b'#'..=b'\'' | b'*' | b'+' | b'-' | b'.' | b'^'..=b'`' | b'|' | b'~')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_have_no_separators() {
        assert!("!#$%&'*+-.^_`|~aZ09".bytes().all(is_token_byte));
        assert!(!"()<>@,;:\\\"/[]?={} \t\u{7f}".bytes().any(is_token_byte));
        assert!(!is_token("") && !is_token("é"));
    }

    #[test]
    fn six_methods_are_normalized() {
        assert_eq!(normalized_method("delete"), "DELETE");
        assert_eq!(normalized_method("patch"), "patch");
        assert_eq!(normalized_method("Query"), "Query");
    }
}
