//! A pattern for origins, and whether the `Origin` of a request matches it.
//! Only the part in place of the wildcard is parsed: all else must be equal, byte for byte.

use alloc::{format, string::String};
use core::fmt;

use super::syntax::{LONGEST_HOST, LONGEST_LABEL, default_port, is_label_byte, parse_port_number};

/// What the `*` in a pattern's host matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HostWildcard {
    /// There is no `*`.
    None,
    /// One or more labels: `https://*.example.com`.
    Subdomains,
    /// Part of the leftmost label, never a dot: `https://pr-*.example.com`.
    PartOfLabel,
}

/// An origin with a wildcard in its host, in place of its port, or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginPattern<Text = String> {
    /// Everything up to the wildcard in the host; the whole origin, if only the port may vary.
    before: Text,
    wildcard: HostWildcard,
    /// Everything after the wildcard in the host, with the port, if that may not vary.
    behind: Text,
    any_port: bool,
}

impl OriginPattern {
    /// Whether this pattern matches every origin that the other one matches.
    ///
    /// Patterns are literal except for their wildcards, so a few instances with text that no literal part
    /// is likely to contain decide it.
    pub(crate) fn covers(&self, other: &Self) -> bool {
        let hosts: &[&str] = match other.wildcard {
            HostWildcard::None => &[""],
            HostWildcard::Subdomains => &["q7z", "x0k.q7z"],
            HostWildcard::PartOfLabel => &["q7z", "x0k"],
        };
        let ports: &[&str] = if other.any_port {
            &["", ":61234"]
        } else {
            &[""]
        };
        hosts.iter().all(|host| {
            ports.iter().all(|port| {
                self.matches(format!("{}{host}{}{port}", other.before, other.behind).as_bytes())
            })
        })
    }
}

impl<Text> OriginPattern<Text> {
    /// The pattern with the [`parts`](Self::parts) of a validated one, for code that the macro writes.
    #[doc(hidden)]
    #[must_use]
    pub const fn from_parts(
        before: Text,
        wildcard: HostWildcard,
        behind: Text,
        any_port: bool,
    ) -> Self {
        Self {
            before,
            wildcard,
            behind,
            any_port,
        }
    }
}

impl<Text: AsRef<str>> OriginPattern<Text> {
    /// What [`from_parts`](OriginPattern::from_parts) takes.
    #[doc(hidden)]
    #[must_use]
    pub fn parts(&self) -> (&str, HostWildcard, &str, bool) {
        (self.before(), self.wildcard, self.behind(), self.any_port)
    }

    /// Whether the value of an `Origin` header matches. A malformed value never does.
    ///
    /// The suffix is compared first: most patterns differ in it.
    #[inline]
    #[must_use]
    pub fn matches(&self, origin: &[u8]) -> bool {
        (self.any_port || has_suffix(origin, self.behind().as_bytes()))
            && self.matches_whole(origin)
    }

    fn matches_whole(&self, origin: &[u8]) -> bool {
        let Some(rest) = origin.strip_prefix(self.before().as_bytes()) else {
            return false;
        };
        let host_and_port = if self.any_port {
            self.without_port(rest)
        } else {
            Some(rest)
        };
        let Some(in_place_of_wildcard) =
            host_and_port.and_then(|rest| rest.strip_suffix(self.behind().as_bytes()))
        else {
            return false;
        };
        // A host is shorter than its origin, so the length of most need not be computed.
        let is_host_short = |wildcard: &[u8]| {
            origin.len() <= LONGEST_HOST || self.host_length(wildcard.len()) <= LONGEST_HOST
        };
        match self.wildcard {
            HostWildcard::None => in_place_of_wildcard.is_empty(),
            HostWildcard::Subdomains => {
                are_labels(in_place_of_wildcard) && is_host_short(in_place_of_wildcard)
            }
            HostWildcard::PartOfLabel => {
                is_label(in_place_of_wildcard)
                    && self.label_length(in_place_of_wildcard.len()) <= LONGEST_LABEL
                    && is_host_short(in_place_of_wildcard)
            }
        }
    }

    /// The text without the `:port` at its end; `None` if browsers never send that port.
    fn without_port<'a>(&self, text: &'a [u8]) -> Option<&'a [u8]> {
        let Some(colon) = text.iter().rposition(|byte| *byte == b':') else {
            return Some(text);
        };
        let number = parse_port_number(&text[colon + 1..])?;
        (default_port(self.scheme()) != Some(number)).then_some(&text[..colon])
    }

    fn scheme(&self) -> &str {
        self.before().split(':').next().unwrap_or_default()
    }

    /// The length of the host, without a final dot, with this many bytes in place of the wildcard.
    fn host_length(&self, wildcard: usize) -> usize {
        let before = self.before().len() - self.scheme().len() - "://".len();
        let behind = self.behind().split(':').next().unwrap_or_default();
        before + wildcard + behind.trim_end_matches('.').len()
    }

    /// The length of the leftmost label with this many bytes in place of the wildcard.
    fn label_length(&self, wildcard: usize) -> usize {
        let before = self.before().len() - self.scheme().len() - "://".len();
        let behind = self.behind().split('.').next().unwrap_or_default();
        before + wildcard + behind.len()
    }

    fn before(&self) -> &str {
        self.before.as_ref()
    }

    fn behind(&self) -> &str {
        self.behind.as_ref()
    }
}

impl<Text: fmt::Display> fmt::Display for OriginPattern<Text> {
    /// As it is written in a policy.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let star = match self.wildcard {
            HostWildcard::None => "",
            HostWildcard::Subdomains | HostWildcard::PartOfLabel => "*",
        };
        let port = if self.any_port { ":*" } else { "" };
        write!(f, "{}{star}{}{port}", self.before, self.behind)
    }
}

/// As `ends_with`, which takes 35 instructions for a pattern that does not match, against 17 here: suffixes of the
/// same length mostly differ in their first eight bytes, which are compared as one number.
#[inline]
fn has_suffix(text: &[u8], suffix: &[u8]) -> bool {
    let Some(start) = text.len().checked_sub(suffix.len()) else {
        return false;
    };
    match (text[start..].first_chunk::<8>(), suffix.first_chunk::<8>()) {
        (Some(first), Some(expected)) if first != expected => false,
        _ => text[start..] == *suffix,
    }
}

/// Whether the text is labels with dots between them. It is read once, as the request decides how long it is.
fn are_labels(text: &[u8]) -> bool {
    let mut length = 0;
    for &byte in text {
        if is_label_byte(byte) {
            length += 1;
        } else if byte == b'.' && (1..=LONGEST_LABEL).contains(&length) {
            length = 0;
        } else {
            return false;
        }
    }
    (1..=LONGEST_LABEL).contains(&length)
}

fn is_label(text: &[u8]) -> bool {
    are_labels(text) && !text.contains(&b'.')
}

#[cfg(test)]
mod tests;
