//! What a check finds.

use super::drift::Drift;
use crate::{client::NoAnswer, exit::Exit};

/// A response that differs from what a policy declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) drift: Drift,
    /// The method, and the path with its parameters; a preflight is named so.
    pub(crate) route: String,
    pub(crate) page: String,
    pub(crate) detail: String,
}

/// Everything that was found.
#[derive(Debug, Clone, Default)]
pub(crate) struct Report {
    pub(crate) routes: usize,
    pub(crate) requests: u32,
    pub(crate) findings: Vec<Finding>,
    /// What was not checked, and why.
    pub(crate) unchecked: Vec<String>,
    /// Why the server stopped answering.
    pub(crate) failure: Option<NoAnswer>,
}

impl Report {
    /// How a run ends that finds it.
    pub(crate) fn exit(&self) -> Exit {
        match (&self.failure, self.findings.as_slice()) {
            (Some(_), _) => Exit::NoAnswer,
            (None, []) => Exit::Readable,
            (None, _) => Exit::Blocked,
        }
    }
}
