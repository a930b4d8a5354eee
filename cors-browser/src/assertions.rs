//! Assertions about a whole fetch. When one fails, the test shows everything that was sent and answered.

use crate::{
    dialogue::Dialogue,
    outcome::{Outcome, Readable},
    reason::Reason,
};

impl Dialogue {
    /// Asserts that the page may read the response.
    ///
    /// # Panics
    ///
    /// If it may not, with the whole dialogue.
    #[track_caller]
    #[expect(
        clippy::must_use_candidate,
        reason = "the assertion may be all that is wanted"
    )]
    pub fn assert_readable(&self) -> &Readable {
        let Outcome::Readable(readable) = &self.outcome else {
            panic!("the page should be able to read the response\n\n{self}\n");
        };
        readable
    }

    /// Asserts that the page gets nothing, for this reason.
    ///
    /// # Panics
    ///
    /// If it gets something, or for another reason nothing, with the whole dialogue.
    #[track_caller]
    pub fn assert_blocked(&self, reason: Reason) {
        assert!(
            self.outcome.reason() == Some(reason),
            "the browser should refuse: {reason}\n\n{self}\n"
        );
    }

    /// Asserts that the page may read the response, and this header of it, and gives the header's value.
    ///
    /// # Panics
    ///
    /// If it may not, with the whole dialogue.
    #[track_caller]
    #[expect(
        clippy::must_use_candidate,
        reason = "the assertion may be all that is wanted"
    )]
    pub fn assert_exposed(&self, header: &str) -> String {
        let value = self
            .outcome
            .readable()
            .and_then(|readable| readable.headers.text(header));
        let Some(value) = value else {
            panic!("the page should be able to read `{header}`\n\n{self}\n");
        };
        value
    }

    /// Whether the browser asked first.
    #[must_use]
    pub fn is_preflighted(&self) -> bool {
        self.requests().any(|request| request.is_preflight)
    }
}
