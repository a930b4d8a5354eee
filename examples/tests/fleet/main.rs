//! `fleet` on three servers and a PostgreSQL of its own: what the guide promises, and what happens to it when
//! connections are cut, the database crashes, and servers start again.
//!
//! The figures are printed: `cargo test -p cors-examples --test fleet -- --nocapture`. With `FLEET_LONG=1` the sizes
//! and durations are those of the guide; build with `--release` then.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "figures are for the guide, and a test fails by a panic"
)]

use cors_tests::support;

mod answers;
mod cut_off;
mod disturbances;
mod fleet;
mod half_changes;
mod load;
mod postgres;
mod promptness;
mod proxy;
mod random;
mod server;
mod size;

use std::{env, time::Duration};

/// How long a server may use a set that the database does not confirm, as `sites.rs` has it.
const FAIL_CLOSED_AFTER: Duration = Duration::from_secs(5);
/// An acknowledged change is in force everywhere within this time.
const PROMPT: Duration = Duration::from_secs(1);

/// A size or a number of seconds: in every run of the tests, and for the figures of the guide.
fn short_or_long<T>(short: T, long: T) -> T {
    if env::var_os("FLEET_LONG").is_some() {
        long
    } else {
        short
    }
}
