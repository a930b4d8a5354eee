//! A header list, and how the standard reads it. <https://fetch.spec.whatwg.org/#terminology-headers>.
//! Not here: which headers a page may set (`forbidden`, `safelist`) or read (`exposed`).

use std::fmt;

use crate::token::is_token;

/// Headers in the order in which they were sent; a name may repeat. Values are bytes.
///
/// ```
/// use cors_browser::Headers;
///
/// let headers = Headers::from_iter([("Vary", "Origin"), ("vary", "Accept"), ("ETag", " \"1\" ")]);
/// assert_eq!(headers.get("VARY").as_deref(), Some(&b"Origin, Accept"[..]));
/// assert_eq!(headers.text("etag"), Some("\"1\"".to_owned()));
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Headers(Vec<(String, Vec<u8>)>);

impl Headers {
    /// No headers.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Appends a header. Blanks around the value are trimmed.
    pub fn append(&mut self, name: impl Into<String>, value: impl AsRef<[u8]>) {
        self.0.push((name.into(), trimmed(value.as_ref()).to_vec()));
    }

    /// Appends a header exactly as a script writes it; `construct` checks the value.
    pub(crate) fn append_untrimmed(&mut self, name: impl Into<String>, value: impl AsRef<[u8]>) {
        self.0.push((name.into(), value.as_ref().to_vec()));
    }

    /// The values of all lines with this name, joined by `, `.
    /// <https://fetch.spec.whatwg.org/#concept-header-list-get>
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Vec<u8>> {
        let values: Vec<&[u8]> = self.lines(name).collect();
        (!values.is_empty()).then(|| values.join(&b", "[..]))
    }

    /// [`get`](Self::get) as text, for people: bytes that are not UTF-8 are replaced.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<String> {
        self.get(name)
            .map(|value| String::from_utf8_lossy(&value).into_owned())
    }

    /// Whether a header has this name, in any case.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.lines(name).next().is_some()
    }

    /// The value of each line with this name.
    pub fn lines(&self, name: &str) -> impl Iterator<Item = &[u8]> {
        self.iter()
            .filter(move |line| line.0.eq_ignore_ascii_case(name))
            .map(|line| line.1)
    }

    /// Every line: a name and its value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_slice()))
    }

    /// Whether the list is empty.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn delete(&mut self, name: &str) {
        self.0.retain(|line| !line.0.eq_ignore_ascii_case(name));
    }

    /// <https://fetch.spec.whatwg.org/#concept-header-list-combine>
    pub(crate) fn combine(&mut self, name: &str, value: &[u8]) {
        match self
            .0
            .iter_mut()
            .find(|line| line.0.eq_ignore_ascii_case(name))
        {
            Some(line) => line.1.extend([b", ", value].concat()),
            None => self.append(name, value),
        }
    }

    /// The elements of a header whose syntax is a list of tokens: `None` without the header, an error if a line is
    /// malformed. Empty elements are passed over.
    /// <https://fetch.spec.whatwg.org/#extract-header-list-values>
    pub(crate) fn list(&self, name: &str) -> Result<Option<Vec<String>>, MalformedList> {
        if !self.contains(name) {
            return Ok(None);
        }
        let elements = self
            .lines(name)
            .flat_map(|line| line.split(|byte| *byte == b','));
        let tokens = elements.map(trimmed).filter(|element| !element.is_empty());
        tokens
            .map(|element| token(element).ok_or(MalformedList))
            .collect::<Result<_, _>>()
            .map(Some)
    }
}

/// A line is not a list of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MalformedList;

impl<N: Into<String>, V: AsRef<[u8]>> FromIterator<(N, V)> for Headers {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(lines: I) -> Self {
        let mut headers = Self::new();
        headers.extend(lines);
        headers
    }
}

impl<N: Into<String>, V: AsRef<[u8]>> Extend<(N, V)> for Headers {
    fn extend<I: IntoIterator<Item = (N, V)>>(&mut self, lines: I) {
        for (name, value) in lines {
            self.append(name, value);
        }
    }
}

impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = self
            .iter()
            .map(|(name, value)| (name, value.escape_ascii().to_string()));
        f.debug_map().entries(lines).finish()
    }
}

/// Without the blanks around it. <https://fetch.spec.whatwg.org/#http-tab-or-space-byte>
pub(crate) fn trimmed(value: &[u8]) -> &[u8] {
    trim(value, |byte| matches!(byte, b' ' | b'\t'))
}

/// Without HTTP whitespace around it: what a page's own value becomes.
/// <https://fetch.spec.whatwg.org/#concept-header-value-normalize>
pub(crate) fn normalized(value: &[u8]) -> &[u8] {
    trim(value, |byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
}

/// <https://fetch.spec.whatwg.org/#concept-header-value>
pub(crate) fn is_value(value: &[u8]) -> bool {
    !value.iter().any(|byte| matches!(byte, 0 | b'\r' | b'\n'))
}

fn trim(value: &[u8], blank: impl Fn(u8) -> bool) -> &[u8] {
    let start = value
        .iter()
        .position(|byte| !blank(*byte))
        .unwrap_or(value.len());
    let end = value
        .iter()
        .rposition(|byte| !blank(*byte))
        .map_or(start, |last| last + 1);
    value.get(start..end).unwrap_or_default()
}

fn token(element: &[u8]) -> Option<String> {
    let text = str::from_utf8(element).ok()?;
    is_token(text).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_passes_over_empty_elements_and_fails_at_anything_but_tokens() {
        let list = |lines: &[&str]| {
            lines
                .iter()
                .map(|line| ("a", line))
                .collect::<Headers>()
                .list("A")
        };
        assert_eq!(list(&[]), Ok(None));
        assert_eq!(
            list(&[", ,", "x,\ty ,,"]),
            Ok(Some(vec!["x".into(), "y".into()]))
        );
        assert_eq!(list(&["x", "y z"]), Err(MalformedList));
        assert_eq!(list(&["\"x\""]), Err(MalformedList));
    }

    #[test]
    fn blanks_around_a_value_are_dropped_and_those_inside_are_kept() {
        assert_eq!(trimmed(b" \ta b\t "), b"a b");
        assert_eq!(trimmed(b" \t "), b"");
        assert_eq!(normalized(b"\r\n a\n"), b"a");
    }
}
