//! Reading answers.

use crate::support::Answer;

/// Whether the answer allows the origin; one that neither allows nor denies fails.
pub(crate) fn is_granted(answer: &Answer, origin: &str) -> bool {
    let granted = format!("access-control-allow-origin: {origin}");
    match answer.cors()[..] {
        ["vary: Origin"] => false,
        [grant, "vary: Origin"] if grant == granted => true,
        ref other => panic!("{origin}: {other:?}"),
    }
}
