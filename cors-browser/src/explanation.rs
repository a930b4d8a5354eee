//! `Explanation`: what people see of a reason, where it comes from, and what to change. The page "What the console
//! says" of the guide is written from it (`tests/guide.rs`).

use crate::reason::Reason;

/// A reason, explained. The browsers' sentences are in our words: theirs change with every release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Explanation {
    /// What Chromium's console prints.
    pub chromium: &'static str,
    /// What Firefox's console prints, with the name of Firefox's page about it.
    pub firefox: &'static str,
    /// What Safari's console prints.
    pub safari: &'static str,
    /// Where it usually comes from.
    pub causes: &'static str,
    /// What to change, in `#[cors]` or elsewhere.
    pub change: &'static str,
}

impl Reason {
    /// The reason, explained for people.
    ///
    /// ```
    /// use cors_browser::Reason;
    ///
    /// assert!(Reason::MethodNotAllowed.explanation().change.contains("methods"));
    /// ```
    #[must_use]
    pub const fn explanation(self) -> Explanation {
        let [chromium, firefox, safari] = self.console();
        let [causes, change] = self.advice();
        Explanation {
            chromium,
            firefox,
            safari,
            causes,
            change,
        }
    }
}
