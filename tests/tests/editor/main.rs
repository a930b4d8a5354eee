//! What people see in an editor: rust-analyzer, driven over its protocol without a window, on a small app. It is started
//! once, and answers about many texts of one file.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod client;
mod code;
mod editor;
mod errors;
mod half_typed;
mod macros;
mod paths;
mod words;
