//! `behind_auth`: what its introduction says.

use cors_browser::{Fetch, Reason};

use crate::{program::Program, support::APP};

#[test]
fn preflights_need_no_token_and_refusals_can_be_read() {
    let program = Program::start(env!("CARGO_BIN_EXE_behind_auth"), &[]);
    let preflight = program.client.preflight("/api/notes/7", "PUT", APP);
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

    let put = Fetch::new("https://api.example.com/api/notes/7").method("PUT");
    let with_token = put.clone().header("authorization", "Bearer let-me-in");
    assert_eq!(
        program.asked_by(APP, &with_token).assert_readable().status,
        200
    );
    assert_eq!(program.asked_by(APP, &put).assert_readable().status, 401);
}

#[test]
fn a_preflight_for_a_missing_method_lists_the_methods_that_exist() {
    let program = Program::start(env!("CARGO_BIN_EXE_behind_auth"), &[]);
    let delete = Fetch::new("https://api.example.com/api/notes/7").method("DELETE");
    program
        .asked_by(APP, &delete)
        .assert_blocked(Reason::MethodNotAllowed);
    let answer = program.client.preflight("/api/notes/7", "DELETE", APP);
    assert_eq!(answer.status, 204);
    assert_eq!(answer.values("access-control-allow-methods"), ["GET, PUT"]);
}
