//! What a server with `#[cors]` handlers sends over a real socket: one file for each part of the protocol,
//! one binary for all of them, because linking actix-web is what costs time.

// Handlers and middleware have to be `async`, whether they wait for something or not.
#![allow(clippy::unwrap_used, clippy::unused_async)]

use cors_tests::support;

mod actix_order;
mod bodies;
mod cors_check;
mod enforce;
mod errors;
mod handlers;
mod hostile;
mod in_front;
mod origin_matching;
mod origin_oracle;
mod preflight;
mod registration;
mod routes;
mod twins;
mod vary;
