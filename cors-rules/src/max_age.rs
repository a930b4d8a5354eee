//! Bounds of `Access-Control-Max-Age`, in seconds.
//! Firefox honours a day and no engine more: <https://fetch.spec.whatwg.org/#http-access-control-max-age>.

/// The longest time that any browser keeps a preflight answer, in seconds.
const LONGEST: u32 = 86_400;

/// The seconds that the text means, unless it is negative, a fraction, too large, or no number.
pub(crate) fn seconds(text: &str) -> Option<u32> {
    let is_whole = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let seconds = text.parse().ok()?;
    (is_whole && seconds <= LONGEST).then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn whole_seconds_up_to_a_day_are_fine() {
        assert_eq!(seconds("0"), Some(0));
        assert_eq!(seconds("86400"), Some(86_400));
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "86401",
            "-1",
            "1.5",
            "+60",
            "",
            "1h",
            "99999999999999999999",
        ] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}
