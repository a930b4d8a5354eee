//! The examples do what they print: each is started as a program, and asked over a socket.

#![allow(clippy::unwrap_used)]

#[path = "../../../tests/tests/server/support.rs"]
#[allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "other tests need the rest"
)]
mod support;

mod behind_auth;
mod env_origins;
mod fleet;
mod named_policies;
mod program;
mod tenants;
