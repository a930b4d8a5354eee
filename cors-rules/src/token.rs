//! Tokens of HTTP, and several of them in one string.

use alloc::{format, string::String, vec::Vec};

/// Whether the text is a token (<https://www.rfc-editor.org/rfc/rfc9110#name-tokens>).
pub(crate) fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// `"GET POST"` as two literals, split at white space and the separators, if each part is a token.
pub(crate) fn split(text: &str, separators: &[char]) -> Option<String> {
    let parts: Vec<String> = text
        .split(|c: char| separators.contains(&c) || c.is_whitespace())
        .filter(|part| !part.is_empty())
        .map(String::from)
        .collect();
    (!parts.is_empty() && parts.iter().all(|part| is_token(part))).then(|| quoted_list(&parts))
}

/// The entries as string literals: `"GET", "PUT"`.
pub(crate) fn quoted_list(entries: &[String]) -> String {
    let quoted: Vec<String> = entries.iter().map(|entry| format!("\"{entry}\"")).collect();
    quoted.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_in_one_string_becomes_literals() {
        let split_at_commas = |text| split(text, &[',']);
        assert_eq!(
            split_at_commas("GET, POST").as_deref(),
            Some("\"GET\", \"POST\"")
        );
        assert_eq!(split_at_commas("GET").as_deref(), Some("\"GET\""));
        assert_eq!(split_at_commas("GET;POST"), None);
        assert_eq!(split_at_commas(""), None);
    }
}
