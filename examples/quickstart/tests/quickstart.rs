//! The quickstart does what its introduction says: it is started as a program, and asked over a socket.

#![allow(clippy::unwrap_used)]

#[path = "../../tests/examples/program.rs"]
mod program;
use cors_tests::support;

use std::{net::TcpListener, process::Command};

use cors_browser::{Body, Fetch, Reason};

use crate::{
    program::Program,
    support::{APP, STRANGER},
};

#[test]
fn the_inspector_is_where_the_introduction_says() {
    let program = Program::start(env!("CARGO_BIN_EXE_cors-quickstart"), &[]);
    assert_eq!(program.client.send("GET /__cors", &[]).status, 200);
}

#[test]
fn a_port_that_is_taken_is_named_in_the_error() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = Command::new(env!("CARGO_BIN_EXE_cors-quickstart"))
        .env("PORT", &port)
        .output()
        .unwrap();
    assert!(!output.status.success());
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.contains(&format!("port {port}")), "{error}");
}

#[test]
fn a_preflight_is_answered_by_the_policy() {
    let program = Program::start(env!("CARGO_BIN_EXE_cors-quickstart"), &[]);
    let preflight = program.client.preflight("/users/7", "PUT", APP);
    assert_eq!(preflight.status, 204);
    assert_eq!(
        preflight.cors(),
        [
            "access-control-allow-credentials: true",
            "access-control-allow-headers: content-type",
            "access-control-allow-methods: PUT",
            "access-control-allow-origin: https://app.example.com",
            "access-control-max-age: 600",
            "vary: Origin",
        ]
    );
}

#[test]
fn a_page_puts_a_user_and_a_stranger_does_not() {
    let program = Program::start(env!("CARGO_BIN_EXE_cors-quickstart"), &[]);
    let put = Fetch::new("https://api.example.com/users/7")
        .method("PUT")
        .with_credentials()
        .header("content-type", "application/json")
        .body(Body::text(r#"{"name":"Ada"}"#));
    assert_eq!(program.asked_by(APP, &put).assert_readable().status, 200);
    let refused = program.asked_by(STRANGER, &put);
    refused.assert_blocked(Reason::PreflightAcaoMissing);
}
