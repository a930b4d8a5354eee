//! `cors-inspector` inside a running app: who may see it, what it lists, answers and remembers, and its page in three engines.

#![allow(clippy::unwrap_used, clippy::unused_async)]

#[path = "../server/support.rs"]
#[allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "other tests need the rest"
)]
mod support;

mod access;
mod app;
mod exports;
mod in_front;
mod page;
mod pasted;
mod questions;
mod refusals;
mod routes;
