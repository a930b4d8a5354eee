//! What a server sent, for a terminal.

/// The text with control characters escaped, because a terminal would obey them. Quotation marks stay as they are.
#[must_use]
pub fn escaped(value: &[u8]) -> String {
    let text = String::from_utf8_lossy(value);
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' | '\'' | '\\' => escaped.push(character),
            other => escaped.extend(other.escape_debug()),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn control_characters_are_escaped_and_quotation_marks_are_not() {
        for (value, expected) in [
            (&b"\"7\""[..], "\"7\""),
            (b"the page's", "the page's"),
            (b"\x1b[31m\r\n", "\\u{1b}[31m\\r\\n"),
            ("\u{202e}".as_bytes(), "\\u{202e}"),
            (b"\xff", "\u{fffd}"),
        ] {
            assert_eq!(escaped(value), expected);
        }
    }
}
