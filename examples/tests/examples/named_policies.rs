//! `named_policies`: what its introduction says.

use cors_browser::Fetch;

use crate::{
    program::Program,
    support::{APP, STRANGER},
};

const PARTNER: &str = "https://a.partner.example";

fn start() -> Program {
    Program::start(env!("CARGO_BIN_EXE_named_policies"), &[])
}

#[test]
fn handlers_have_the_policy_of_their_module() {
    let program = start();
    let client = &program.client;
    assert_eq!(
        client.get("/notes/7", APP).cors(),
        [
            "access-control-allow-credentials: true",
            "access-control-allow-origin: https://app.example.com",
            "access-control-expose-headers: etag",
            "vary: Origin",
        ]
    );
    let put = client.preflight("/notes/7", "PUT", APP);
    assert_eq!(
        (put.status, put.values("access-control-max-age")),
        (204, vec!["60"])
    );
    let note = Fetch::new("https://api.example.com/notes/7").with_credentials();
    assert_eq!(program.asked_by(APP, &note).assert_exposed("etag"), "\"1\"");
    assert_eq!(client.preflight("/notes/7", "DELETE", APP).status, 403);
    let administrator = client.preflight("/notes/7", "DELETE", "https://admin.example.com");
    assert_eq!(administrator.status, 204);
    assert_eq!(
        client.get("/notes/statistics", APP).cors(),
        Vec::<&str>::new()
    );
}

#[test]
fn what_is_built_by_hand_has_a_layer() {
    let program = start();
    let client = &program.client;
    for path in ["/offers", "/legacy"] {
        assert_eq!(
            client.get(path, PARTNER).cors(),
            [
                "access-control-allow-origin: https://a.partner.example",
                "vary: Origin"
            ]
        );
        assert_eq!(client.get(path, APP).cors(), ["vary: Origin"]);
        let preflight = client.preflight(path, "GET", PARTNER);
        assert_eq!(preflight.values("access-control-allow-methods"), ["GET"]);
    }
    let file = client.get("/files/hello.txt", STRANGER);
    assert_eq!(file.body, "Every site may read this file.\n");
    assert_eq!(file.cors(), ["access-control-allow-origin: *"]);
}
