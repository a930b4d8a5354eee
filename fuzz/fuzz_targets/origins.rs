//! Any list of origins, and any value of `Origin`: what is accepted matches what the oracle of the tests
//! matches, and nothing panics.
//!
//! The first line of an input is the request's `Origin`, every other one an origin of the policy.

#![no_main]

#[path = "../../tests/tests/server/origin_oracle.rs"]
mod origin_oracle;

use cors_rules::{AllowedOrigins, Config};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let mut lines = input.split(|byte| *byte == b'\n');
    let origin = lines.next().unwrap_or_default();
    let policy: Vec<_> = lines
        .map(|line| String::from_utf8_lossy(line).into_owned())
        .collect();
    let config = Config {
        origins: Some(policy.clone()),
        ..Config::default()
    };
    let Ok(accepted) = config.validate() else {
        return;
    };
    if let AllowedOrigins::Listed { exact, patterns } = accepted.policy.origins() {
        let is_named = exact.iter().any(|named| named.as_bytes() == origin)
            || patterns.iter().any(|pattern| pattern.matches(origin));
        let is_allowed = policy
            .iter()
            .any(|pattern| origin_oracle::allows(pattern, origin));
        assert_eq!(
            is_named,
            is_allowed,
            "{policy:?} {:?}",
            origin.escape_ascii().to_string()
        );
    }
});
