//! Patterns and paths for tests: all that actix-web accepts, in unusual combinations.

use actix_web::dev::ResourceDef;
use proptest::{
    collection::vec,
    prelude::*,
    sample::select,
    test_runner::{Config, RngSeed},
};

/// What patterns and paths are made of, so that they often match.
const TEXTS: [&str; 9] = ["/", "/a", "/ab", "a", "/é", "7", "/a/", ".", "//"];
const PARAMETERS: [&str; 14] = [
    "", "", "", "", "", "", "", ":.*", r":\d+", ":a|b", ":/?", ":[^7]*", ":(a/)?", ":a)|(b",
];
const ENDS: [&str; 4] = ["", "", "/*", "{end}*"];

pub(super) fn definition() -> impl Strategy<Value = ResourceDef> {
    (vec(pattern(), 1..3), any::<bool>()).prop_map(|(mut patterns, is_prefix)| {
        match (patterns.len(), is_prefix) {
            (1, false) => ResourceDef::new(patterns.remove(0)),
            (1, true) => ResourceDef::prefix(patterns.remove(0)),
            (_, false) => ResourceDef::new(patterns),
            (_, true) => ResourceDef::prefix(patterns),
        }
    })
}

pub(super) fn path() -> impl Strategy<Value = String> {
    vec(select(&TEXTS[..]), 0..5).prop_map(|texts| texts.concat())
}

/// The same patterns on every run.
pub(super) fn config() -> Config {
    Config {
        cases: 300,
        rng_seed: RngSeed::Fixed(0xC0_25),
        failure_persistence: None,
        ..Config::default()
    }
}

fn pattern() -> impl Strategy<Value = String> {
    let text = select(&TEXTS[..]).prop_map(|text| (text, None));
    let parameter = select(&PARAMETERS[..]).prop_map(|expression| ("", Some(expression)));
    let parts = vec(prop_oneof![text, parameter], 0..6);
    (parts, select(&ENDS[..])).prop_map(|(parts, end)| {
        let parts = parts.iter().enumerate();
        let parts = parts.map(|(place, (text, parameter))| match parameter {
            Some(expression) => format!("{{p{place}{expression}}}"),
            None => (*text).to_owned(),
        });
        parts.collect::<String>() + end
    })
}
