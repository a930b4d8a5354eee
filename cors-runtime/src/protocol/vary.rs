//! The `Vary` header by tokens (<https://www.rfc-editor.org/rfc/rfc9110#field.vary>).

/// Whether the line says already that answers differ by `Origin`: by name, or by `*`.
pub(crate) fn names_origin(line: &[u8]) -> bool {
    line.split(|byte| *byte == b',')
        .map(<[u8]>::trim_ascii)
        .any(|token| token == b"*" || token.eq_ignore_ascii_case(b"origin"))
}

#[cfg(test)]
mod tests {
    use super::names_origin;

    #[test]
    fn tokens_are_compared_whole_and_in_any_case() {
        for line in ["Origin", "accept, ORIGIN", "*", " origin ,x"] {
            assert!(names_origin(line.as_bytes()), "{line}");
        }
        for line in ["", "X-Origin", "Origins", "Accept-Encoding, Cookie"] {
            assert!(!names_origin(line.as_bytes()), "{line}");
        }
    }
}
