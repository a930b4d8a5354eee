//! `Blocked`: a reason, and what it was about.

use std::fmt;

use crate::{difference::Difference, escaped::escaped, explanation::Explanation, reason::Reason};

/// Why a page gets no answer, with the values that decided it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Blocked {
    /// Which rule.
    pub reason: Reason,
    /// The address of the request that failed, the last of a chain of redirects.
    pub url: String,
    /// What was needed: the page's origin, the method, the header.
    pub needed: Option<String>,
    /// What was there instead: the value of the header, or the status.
    pub found: Option<String>,
}

impl Blocked {
    pub(crate) fn new(reason: Reason) -> Self {
        Self {
            reason,
            url: String::new(),
            needed: None,
            found: None,
        }
    }

    pub(crate) fn needed(self, needed: impl Into<String>) -> Self {
        Self {
            needed: Some(needed.into()),
            ..self
        }
    }

    pub(crate) fn found(self, found: Option<String>) -> Self {
        Self { found, ..self }
    }

    pub(crate) fn at(self, url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            ..self
        }
    }

    /// How the allowed origin differs from the page's, if the two are nearly equal.
    #[must_use]
    pub fn difference(&self) -> Option<Difference> {
        let is_mismatch = matches!(
            self.reason,
            Reason::AcaoMismatch | Reason::PreflightAcaoMismatch
        );
        let (page, allowed) = (self.needed.as_deref()?, self.found.as_deref()?);
        is_mismatch
            .then(|| Difference::between(page, allowed))
            .flatten()
    }

    /// The section about it in the guide.
    #[must_use]
    pub fn guide(&self) -> String {
        format!(
            "https://docs.rs/cors-runtime/latest/cors_runtime/guide/console/#{}",
            self.reason
        )
    }
}

impl From<Reason> for Blocked {
    fn from(reason: Reason) -> Self {
        Self::new(reason)
    }
}

impl fmt::Display for Blocked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.reason.sentence(), self.reason)?;
        if let Some(needed) = &self.needed {
            write!(f, "\n  needed: {needed}")?;
        }
        if let Some(found) = &self.found {
            // A server may send control characters.
            write!(f, "\n  found:  {}", escaped(found.as_bytes()))?;
        }
        if let Some(difference) = self.difference() {
            write!(f, "\n  {difference}")?;
        }
        let Explanation { causes, change, .. } = self.reason.explanation();
        write!(f, "\n  usual causes: {causes}\n  change: {change}")?;
        write!(f, "\n  {}\n  {}", self.reason.step().url(), self.guide())
    }
}
