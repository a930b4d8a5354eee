//! Why a text is not an origin.

use core::ops::Range;

use crate::rule::Rule;

/// The rule that the text breaks, and the bytes at fault where they say more than the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) rule: Rule,
    pub(crate) range: Option<Range<usize>>,
}

impl Fault {
    pub(super) fn whole(rule: Rule) -> Self {
        Self { rule, range: None }
    }

    pub(super) fn part(rule: Rule, range: Range<usize>) -> Self {
        Self {
            rule,
            range: Some(range),
        }
    }
}
