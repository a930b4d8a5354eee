//! The body of a request, and its content type. <https://fetch.spec.whatwg.org/#bodyinit-unions>

/// How much a request may carry that outlives its page. <https://fetch.spec.whatwg.org/#http-network-or-cache-fetch>
pub(crate) const KEEPALIVE_LIMIT: usize = 64 * 1024;

/// The body of a request, as the script gives it.
///
/// ```
/// use cors_browser::Body;
///
/// assert_eq!(Body::text("{}").content_type(), Some("text/plain;charset=UTF-8"));
/// assert_eq!(Body::bytes(*b"{}").content_type(), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    bytes: Vec<u8>,
    content_type: Option<String>,
    is_stream: bool,
}

impl Body {
    /// A string, `JSON.stringify(..)` included: `text/plain;charset=UTF-8`.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::blob("text/plain;charset=UTF-8", text.into())
    }

    /// `URLSearchParams`, or a form.
    #[must_use]
    pub fn form(encoded: impl Into<String>) -> Self {
        Self::blob(
            "application/x-www-form-urlencoded;charset=UTF-8",
            encoded.into(),
        )
    }

    /// A `Blob` with a type, or a `FormData` with its boundary.
    #[must_use]
    pub fn blob(content_type: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            content_type: Some(content_type.into()),
            ..Self::bytes(bytes)
        }
    }

    /// An `ArrayBuffer`, or a `Blob` without a type.
    #[must_use]
    pub fn bytes(bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            bytes: bytes.into(),
            content_type: None,
            is_stream: false,
        }
    }

    /// A `ReadableStream`: always preflighted, and never sent a second time.
    #[must_use]
    pub fn stream(bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            is_stream: true,
            ..Self::bytes(bytes)
        }
    }

    /// The content type that the browser sends, unless the script sets one.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// What is sent.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Whether it can be read once only: its [source](https://fetch.spec.whatwg.org/#concept-body-source) is null.
    #[must_use]
    pub const fn is_stream(&self) -> bool {
        self.is_stream
    }
}
