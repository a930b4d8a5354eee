//! A million random pairs of a page's request and a policy: what the browser of `cors-browser`, which is written from
//! the Fetch standard, lets the page do is what the policy means, however the policy came to the handler.
//!
//! `ORACLE_SEED` sets the seed of the pairs, and `ORACLE_CASES` how many hundreds there are.

// What was counted is printed.
#![allow(clippy::unwrap_used, clippy::unused_async, clippy::print_stdout)]

mod app;
mod endpoints;
mod handlers;
mod meaning;
mod origins;
mod pair;

use std::{cell::Cell, env, process::Command, str::FromStr, time::Instant};

use actix_web::rt::System;
use proptest::{
    collection::vec,
    prelude::any,
    test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner},
};

use self::{
    origins::{VALUE, VARIABLE},
    pair::Pair,
};

/// How many pairs there are in a case: they ask the same app, and the same set of shared origins.
const PAIRS: usize = 100;

#[test]
fn the_browser_does_what_the_policies_mean() {
    match env::var(VARIABLE) {
        Ok(_) => random_pairs(false),
        Err(_) => run_with_environment("the_browser_does_what_the_policies_mean"),
    }
}

#[test]
fn the_browser_does_what_the_policies_mean_behind_app_cors() {
    match env::var(VARIABLE) {
        Ok(_) => random_pairs(true),
        Err(_) => run_with_environment("the_browser_does_what_the_policies_mean_behind_app_cors"),
    }
}

/// Runs the test in a process of its own that has the variable, and a set of shared origins for itself: a process
/// cannot safely change its own environment.
fn run_with_environment(test: &str) {
    let run = Command::new(env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(VARIABLE, VALUE)
        .output()
        .unwrap();
    println!("{}", String::from_utf8_lossy(&run.stdout));
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
}

fn random_pairs(has_app_cors: bool) {
    let seed: u64 = setting("ORACLE_SEED").unwrap_or(1);
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config {
        cases: setting("ORACLE_CASES").unwrap_or(5_050),
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let system = System::new();
    let app = system.block_on(app::app(has_app_cors));
    let (pairs, readable, begin) = (Cell::new(0_u64), Cell::new(0_u64), Instant::now());
    let cases = (any::<u8>(), vec(any::<u64>(), 1..=PAIRS * 2));
    let outcome = TestRunner::new_with_rng(config, rng).run(&cases, |(shared, numbers)| {
        origins::share(shared);
        for number in numbers {
            let pair = Pair::of(number, shared);
            let is_readable = system
                .block_on(pair.judge(&app))
                .map_err(TestCaseError::fail)?;
            pairs.set(pairs.get() + 1);
            readable.set(readable.get() + u64::from(is_readable));
        }
        Ok(())
    });
    println!(
        "seed {seed}: {} pairs in {:?}, {} of them readable",
        pairs.get(),
        begin.elapsed(),
        readable.get()
    );
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
    assert!(readable.get() > pairs.get() / 20, "too few are readable");
}

fn setting<T: FromStr>(name: &str) -> Option<T> {
    env::var(name).ok()?.parse().ok()
}
