//! Any value of an environment variable, as a server reads it when it starts: it does not panic, an accepted value
//! allows what the oracle of the tests allows by its entries, and every problem of a refused one is reported at a
//! position that the value has.
//!
//! The first line of an input is the request's `Origin`, the rest is the value.

#![no_main]

#[path = "../../tests/tests/server/origin_oracle.rs"]
mod origin_oracle;

use cors_runtime::{__private::variable_allows, OriginsProblem};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (origin, value) = text.split_once('\n').unwrap_or((text, ""));
    for credentials in [false, true] {
        judge(origin, value, credentials);
    }
});

fn judge(origin: &str, value: &str, credentials: bool) {
    let entries: Vec<_> = value.split(',').map(str::trim).collect();
    match variable_allows(value, credentials, origin.as_bytes()) {
        Ok(is_allowed) => {
            let is_named = entries
                .iter()
                .any(|entry| *entry == "*" || origin_oracle::allows(entry, origin.as_bytes()));
            assert_eq!(is_allowed, is_named, "{entries:?} {origin:?}");
            assert!(!credentials || !entries.contains(&"*"));
        }
        Err(error) => {
            let positions = || error.problems().filter_map(OriginsProblem::position);
            assert!(error.problems().count() > 0);
            assert!(positions().all(|position| position < entries.len()));
            let report = error.to_string();
            assert!(
                !report.contains(|c: char| c != '\n' && c.is_control()),
                "{report:?}"
            );
        }
    }
}
