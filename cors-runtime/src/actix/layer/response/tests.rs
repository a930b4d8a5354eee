//! The debug text of a check that waits.

use std::future::pending;

use super::PlanLookup;

#[test]
fn a_check_that_waits_for_a_source_has_a_debug_text() {
    let lookup = PlanLookup(Box::pin(pending()));
    assert_eq!(format!("{lookup:?}"), "PlanLookup { .. }");
}
