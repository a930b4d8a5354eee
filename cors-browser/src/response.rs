//! What comes back. <https://fetch.spec.whatwg.org/#concept-response>

use crate::headers::Headers;

/// What came back. Trailing and leading blanks of header values are dropped, everything else counts as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// The header lines, in order.
    pub headers: Headers,
}

impl Response {
    /// A response with these headers.
    ///
    /// ```
    /// use cors_browser::Response;
    ///
    /// let refused = Response::new(403, [("Vary", "Origin")]);
    /// assert_eq!(refused.headers.text("vary").as_deref(), Some("Origin"));
    /// ```
    pub fn new<N: Into<String>, V: AsRef<[u8]>>(
        status: u16,
        headers: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        Self {
            status,
            headers: headers.into_iter().collect(),
        }
    }

    /// <https://fetch.spec.whatwg.org/#redirect-status>
    pub(crate) const fn is_redirect(&self) -> bool {
        matches!(self.status, 301 | 302 | 303 | 307 | 308)
    }

    /// <https://fetch.spec.whatwg.org/#ok-status>
    pub(crate) const fn is_ok(&self) -> bool {
        matches!(self.status, 200..=299)
    }
}
