//! `Outcome`: what the page gets. <https://fetch.spec.whatwg.org/#concept-filtered-response>

use std::fmt;

use crate::{blocked::Blocked, escaped::escaped, headers::Headers, reason::Reason};

/// What the page gets in the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A response that it may read.
    Readable(Readable),
    /// A response that the page may use, as an image or a script, but not read.
    Opaque,
    /// The knowledge that there was a redirect, and no more.
    OpaqueRedirect,
    /// Nothing: a network error, or an exception.
    Blocked(Blocked),
}

/// What a page may read of a response, beside its body.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Readable {
    /// The status.
    pub status: u16,
    /// The headers that the page sees: in lower case, sorted, the values of each name joined.
    pub headers: Headers,
    /// Whether it comes from another origin, by the server's permission.
    pub is_cross_origin: bool,
}

impl Outcome {
    /// What may be read, if it may.
    #[must_use]
    pub const fn readable(&self) -> Option<&Readable> {
        match self {
            Self::Readable(readable) => Some(readable),
            Self::Opaque | Self::OpaqueRedirect | Self::Blocked(_) => None,
        }
    }

    /// Why the page gets nothing, if so.
    #[must_use]
    pub const fn blocked(&self) -> Option<&Blocked> {
        match self {
            Self::Blocked(blocked) => Some(blocked),
            Self::Readable(_) | Self::Opaque | Self::OpaqueRedirect => None,
        }
    }

    /// The reason, if the page gets nothing.
    #[must_use]
    pub fn reason(&self) -> Option<Reason> {
        self.blocked().map(|blocked| blocked.reason)
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Readable(readable) => {
                let names = readable
                    .headers
                    .iter()
                    .map(|(name, _)| escaped(name.as_bytes()));
                let names: Vec<_> = names.collect();
                write!(
                    f,
                    "readable: status {}, headers: {}",
                    readable.status,
                    names.join(", ")
                )
            }
            Self::Opaque => f.write_str("opaque: the page may use the response, and not read it"),
            Self::OpaqueRedirect => {
                f.write_str("opaque redirect: the page learns that there was one")
            }
            Self::Blocked(blocked) => write!(f, "blocked: {blocked}"),
        }
    }
}
