//! Requests that are built before they are measured, and the check of their answers.

use crate::{Contender, Work};

/// Requests that were built before, to be sent and answered now.
pub(crate) type Batch = Box<dyn FnOnce()>;

/// Builds a batch of so many requests.
pub(crate) type Batches = Box<dyn Fn(usize) -> Batch>;

/// Whether the answer is the one that the work expects.
pub(crate) fn check(contender: Contender, work: &Work, is_granted: bool) {
    let is_expected = is_granted == (work.is_granted && contender.speaks_cors());
    assert!(is_expected, "{contender:?}: {}", work.name);
}
