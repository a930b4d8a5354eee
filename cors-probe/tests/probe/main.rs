//! The program against real servers: over HTTP/1.1, HTTP/2 and TLS, and behind a proxy with faults.

mod audit;
mod program;
mod proxy;
mod question;
mod servers;
mod tls;
