//! The program against real servers: over HTTP/1.1, HTTP/2 and TLS, and behind a proxy with faults.

// Handlers have to be `async`, whether they wait for something or not.
#![allow(clippy::unwrap_used, clippy::unused_async)]

mod audit;
mod faults;
mod message;
mod program;
mod proxy;
mod question;
mod servers;
mod tls;
