//! The examples do what they print: each is started as a program, and asked over a socket.

#![allow(clippy::unwrap_used)]

use cors_tests::support;

mod behind_auth;
mod env_origins;
mod fleet;
mod named_policies;
mod program;
mod tenants;
