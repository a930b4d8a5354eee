//! `behind_auth`: what its introduction says.

use crate::{program::Program, support::APP};

const ALLOWED: [&str; 2] = [
    "access-control-allow-origin: https://app.example.com",
    "vary: Origin",
];

#[test]
fn preflights_need_no_token_and_refusals_can_be_read() {
    let program = Program::start(env!("CARGO_BIN_EXE_behind_auth"), &[]);
    let client = &program.client;
    let preflight = client.preflight("/api/notes/7", "PUT", APP);
    assert_eq!(preflight.status, 204);
    assert_eq!(
        preflight.cors(),
        [
            "access-control-allow-headers: authorization, content-type",
            "access-control-allow-methods: PUT",
            "access-control-allow-origin: https://app.example.com",
            "access-control-max-age: 600",
            "vary: Origin",
        ]
    );

    let origin = format!("Origin: {APP}");
    let put = |headers: &[&str]| client.send("PUT /api/notes/7", headers);
    let accepted = put(&[&origin, "Authorization: Bearer let-me-in"]);
    assert_eq!((accepted.status, accepted.cors()), (200, ALLOWED.to_vec()));
    let refused = put(&[&origin]);
    assert_eq!((refused.status, refused.cors()), (401, ALLOWED.to_vec()));
}

#[test]
fn a_method_that_nobody_has_is_answered_with_those_that_exist() {
    let program = Program::start(env!("CARGO_BIN_EXE_behind_auth"), &[]);
    let answer = program.client.preflight("/api/notes/7", "DELETE", APP);
    assert_eq!(answer.status, 204);
    assert_eq!(answer.values("access-control-allow-methods"), ["GET, PUT"]);
}
