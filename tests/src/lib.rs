//! What the tests share: policies with verdicts, the compiler as a function from a crate to its diagnostics, servers
//! with their clients, and browsers. The tests are in `tests/`.
#![expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "a test that cannot start fails loudly"
)]

pub mod browser;
pub mod cases;
pub mod compiler;
pub mod support;

/// Compiles the code of the README.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
