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

/// The number of seconds, at most the longest time, that a text probably means.
pub(crate) fn meant_seconds(text: &str) -> Option<u64> {
    seconds_in(text).map(|seconds| seconds.min(LONGEST.into()))
}

/// The number of seconds that a text probably means: `10m`, `1 hour`, `600.0`. A part of a second has none.
#[must_use]
pub fn seconds_in(text: &str) -> Option<u64> {
    let text = text.trim_matches(|c: char| c == '"' || c.is_whitespace());
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == '_'));
    let (number, unit) = text.split_at(end.unwrap_or(text.len()));
    let number: u64 = number.replace('_', "").parse().ok()?;
    let unit = unit.trim_matches(|c: char| c == '_' || c.is_whitespace());
    match unit {
        "ms" | "millis" | "milliseconds" => Some(number / 1000).filter(|seconds| *seconds > 0),
        _ => number.checked_mul(length_of(unit)?),
    }
}

/// The seconds in a unit of time. Zeros after a point, as in `600.0`, count as seconds.
fn length_of(unit: &str) -> Option<u64> {
    match unit {
        "" | "s" | "sec" | "secs" | "second" | "seconds" => Some(1),
        "m" | "min" | "mins" | "minute" | "minutes" => Some(60),
        "h" | "hr" | "hrs" | "hour" | "hours" => Some(60 * 60),
        "d" | "day" | "days" => Some(24 * 60 * 60),
        _ => {
            let digits = unit.strip_prefix('.')?;
            digits.bytes().all(|digit| digit == b'0').then_some(1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{meant_seconds, seconds};

    #[test]
    fn a_time_with_its_unit_has_the_seconds_that_it_means() {
        for (text, meant) in [
            ("600", Some(600)),
            ("\"600\"", Some(600)),
            ("600.0", Some(600)),
            ("600.", Some(600)),
            ("1_000", Some(1000)),
            ("90s", Some(90)),
            ("10m", Some(600)),
            ("10_minutes", Some(600)),
            ("1 hour", Some(3600)),
            ("2500ms", Some(2)),
            ("500ms", None),
            ("7d", Some(86_400)),
            ("86401", Some(86_400)),
            ("18446744073709551615", Some(86_400)),
            ("18446744073709551615h", None),
            ("1.5", None),
            ("-1", None),
            ("1e3", None),
            ("a day", None),
            ("", None),
        ] {
            assert_eq!(meant_seconds(text), meant, "{text}");
        }
    }

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
