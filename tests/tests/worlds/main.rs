//! Small worlds, whole: every origin near every pattern of a small grammar, and every request of a small
//! grammar against every policy of one, each against a naive definition. Nothing is sampled.

// What was counted is printed.
#![allow(clippy::unwrap_used, clippy::unused_async, clippy::print_stdout)]

#[path = "../server/origin_oracle.rs"]
mod origin_oracle;
mod origins;
mod policies;
mod requests;
mod table;
