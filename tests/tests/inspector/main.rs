//! `cors-inspector` inside a running app: who may see it, what it lists, answers and remembers, and its page in three engines.

#![allow(clippy::unwrap_used, clippy::unused_async)]

use cors_tests::support;

mod access;
mod app;
mod exports;
mod in_front;
mod page;
mod pasted;
mod questions;
mod refusals;
mod routes;
