//! Apps put together at random: whatever is in front of, around or behind an annotated handler, no answer
//! grants what the policy of the handler reached does not.
//!
//! `SEAMS_SEED` sets the seed of the random apps, and `SEAMS_APPS` how many there are. `SEAMS_ONLY` looks for one
//! kind of fault, by a part of its name: `SEAMS_ONLY=refused` shows a small app in which a preflight is refused that
//! could be granted.

// What was counted is printed.
#![allow(clippy::unwrap_used, clippy::unused_async, clippy::print_stdout)]

mod build;
mod early;
mod generate;
mod judge;
mod middleware;
mod plan;
mod policy;
mod pool;
mod reached;
mod request;
mod responses;
mod small;
mod unknowable;

use std::{cell::RefCell, env, time::Instant};

use actix_web::rt::System;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

use self::{
    judge::{REFUSED, Tally, judge},
    unknowable::LAYER_UNDER_PREFIX,
};

#[test]
fn nothing_leaks_without_app_cors() {
    let tally = random_apps(false, false);
    assert!(tally.refused * 1000 < tally.allowed * 15, "{tally:#?}");
}

#[test]
fn nothing_leaks_behind_app_cors() {
    let tally = random_apps(true, false);
    assert!(tally.refused * 1000 < tally.allowed * 71, "{tally:#?}");
}

#[test]
fn nothing_leaks_without_app_cors_in_layers() {
    let tally = random_apps(false, true);
    assert!(tally.refused * 1000 < tally.allowed * 15, "{tally:#?}");
}

#[test]
fn nothing_leaks_behind_app_cors_in_layers() {
    let tally = random_apps(true, true);
    assert!(tally.refused * 1000 < tally.allowed * 71, "{tally:#?}");
    let uncertain = tally.unknowable.get(LAYER_UNDER_PREFIX);
    assert!(
        uncertain.copied().unwrap_or(0) * 5_000 < tally.preflights,
        "{tally:#?}"
    );
}

fn random_apps(app_cors: bool, has_layers: bool) -> Tally {
    pool::prepare();
    let seed: u64 = setting("SEAMS_SEED").unwrap_or(1);
    let config = Config {
        cases: setting("SEAMS_APPS").unwrap_or(1_500),
        failure_persistence: None,
        max_shrink_iters: 2_000,
        ..Config::default()
    };
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let system = System::new();
    let (tally, begin) = (RefCell::new(Tally::default()), Instant::now());
    let cases = (generate::plans(app_cors, has_layers), generate::questions());
    let result = runner.run(&cases, |(plan, questions)| {
        let mut tally = tally.borrow_mut();
        let app = system.block_on(build::build(&plan));
        for question in &questions {
            let faults = system.block_on(judge(&plan, &app, question, &mut tally));
            if let Some(fault) = faults.into_iter().find(|fault| fails(fault.kind)) {
                return Err(TestCaseError::fail(fault.text));
            }
        }
        Ok(())
    });
    println!("seed {seed}, {:?}, {:#?}", begin.elapsed(), tally.borrow());
    if let Err(failure) = result {
        panic!("{failure}");
    }
    tally.into_inner()
}

/// Whether a fault of the kind fails the test: all do that should never be, unless one kind is looked for.
fn fails(kind: &str) -> bool {
    match setting::<String>("SEAMS_ONLY") {
        Some(only) => kind.contains(&only),
        None => kind != REFUSED,
    }
}

fn setting<T: std::str::FromStr>(name: &str) -> Option<T> {
    env::var(name).ok()?.parse().ok()
}
