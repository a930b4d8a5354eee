//! The essence of a MIME type: `text/plain` of `Text/Plain; charset=utf-8`.
//! <https://mimesniff.spec.whatwg.org/#parsing-a-mime-type>

use crate::{headers::normalized, token::is_token};

/// Type and subtype in lower case, or `None` if the value is not a MIME type. Parameters never make one invalid.
pub(crate) fn essence(value: &[u8]) -> Option<String> {
    let essence = normalized(value).split(|byte| *byte == b';').next()?;
    let (main, sub) = str::from_utf8(essence).ok()?.split_once('/')?;
    let sub = sub.trim_end_matches([' ', '\t', '\r', '\n']);
    (is_token(main) && is_token(sub)).then(|| format!("{main}/{sub}").to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_allowed_around_the_essence_and_not_inside() {
        assert_eq!(essence(b" Text/Plain ;x").as_deref(), Some("text/plain"));
        assert_eq!(
            essence(b"text/plain;charset=\xff").as_deref(),
            Some("text/plain")
        );
        assert_eq!(essence(b"text /plain"), None);
        assert_eq!(essence(b"text/ plain"), None);
        assert_eq!(essence(b"text"), None);
        assert_eq!(essence(b"text/plain, text/plain"), None);
    }
}
