//! `quickstart`: what its introduction says.

use crate::{
    program::Program,
    support::{APP, request},
};

#[test]
fn the_inspector_is_where_the_introduction_says() {
    let program = Program::start(env!("CARGO_BIN_EXE_quickstart"), &[]);
    assert_eq!(program.client.send("GET /__cors", &[]).status, 200);
}

#[test]
fn a_preflight_and_the_request_that_follows_are_allowed() {
    let program = Program::start(env!("CARGO_BIN_EXE_quickstart"), &[]);
    let client = &program.client;
    let preflight = client.preflight("/users/7", "PUT", APP);
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

    let user = br#"{"name":"Ada"}"#;
    let headers = [
        format!("Origin: {APP}"),
        "Content-Type: application/json".to_string(),
        format!("Content-Length: {}", user.len()),
    ];
    let headers = headers.each_ref().map(String::as_str);
    let answer = client.send_bytes(&[&request("PUT /users/7", &headers)[..], user].concat());
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.cors(),
        [
            "access-control-allow-credentials: true",
            "access-control-allow-origin: https://app.example.com",
            "vary: Origin",
        ]
    );
}
