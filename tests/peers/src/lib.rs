//! The crates that people use beside actix-web: an annotated handler with each of them, its request, its preflight,
//! and an error. The guide's page shows these handlers and apps, line by line.
#![cfg(test)]

mod authentication;
mod database;
mod files;
mod forms;
mod graphql;
mod half_migrated;
mod identities;
mod lab;
mod openapi;
mod page;
mod permissions;
mod pools;
mod requests;
mod sessions;
mod sockets;
mod spans;
mod telemetry;
mod uploads;
mod validation;
