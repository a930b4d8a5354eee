//! Values as code in Markdown.

use alloc::{format, string::String};

/// The value as Markdown code that cannot leave its table cell.
#[must_use]
#[inline]
pub fn code(value: &str) -> String {
    code_span(&value.replace('|', "\\|"))
}

/// The value as Markdown code outside a table.
#[must_use]
#[inline]
pub fn code_span(value: &str) -> String {
    let text: String = value
        .chars()
        .map(|sign| if sign.is_control() { '\u{fffd}' } else { sign })
        .collect();
    let longest = text.split(|sign| sign != '`').map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or_default() + 1);
    if text.starts_with('`') || text.ends_with('`') {
        return format!("{fence} {text} {fence}");
    }
    format!("{fence}{text}{fence}")
}

#[cfg(test)]
mod tests {
    use super::{code, code_span};

    #[test]
    fn code_cannot_leave_its_cell() {
        assert_eq!(code("/{id:a|b}"), "`/{id:a\\|b}`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code("a\nb"), "`a\u{fffd}b`");
    }

    #[test]
    fn a_backtick_at_either_end_is_kept_apart_from_the_fence() {
        for (text, code) in [
            ("a", "`a`"),
            ("`a", "`` `a ``"),
            ("a`", "`` a` ``"),
            ("a`b", "``a`b``"),
        ] {
            assert_eq!(code_span(text), code);
        }
    }
}
