//! `fleet` without `DATABASE_URL`: one server with a database inside. With PostgreSQL, see `tests/fleet/`.

use crate::{program::Program, support::Answer};

const SHOP: &str = "https://shop.example";

fn start() -> Program {
    Program::start(env!("CARGO_BIN_EXE_fleet"), &[])
}

fn change(program: &Program, token: &str, change: &str) -> Answer {
    let length = change.len();
    let request = format!(
        "POST /admin/changes HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
         Authorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{change}"
    );
    program.client.send_bytes(request.as_bytes())
}

fn may_call(program: &Program, tenant: &str) -> bool {
    let path = format!("/api/{tenant}/orders");
    let answer = program.client.get(&path, SHOP);
    let is_allowed = answer.cors() != ["vary: Origin"];
    let preflight = program.client.preflight(&path, "POST", SHOP);
    assert_eq!(preflight.status, if is_allowed { 204 } else { 403 });
    let order = program
        .client
        .send(&format!("POST {path}"), &[&format!("Origin: {SHOP}")]);
    assert_eq!(order.status, if is_allowed { 201 } else { 403 });
    is_allowed
}

#[test]
fn a_change_is_in_force_when_it_is_acknowledged() {
    let program = start();
    assert!(!may_call(&program, "acme"));

    let added = change(
        &program,
        "let-me-in",
        r#"[{"tenant": "acme", "add": ["https://shop.example"]}]"#,
    );
    assert_eq!((added.status, &*added.body), (200, r#"{"version":1}"#));
    assert!(may_call(&program, "acme") && !may_call(&program, "other"));

    let moved = change(
        &program,
        "let-me-in",
        r#"[{"tenant": "acme", "remove": ["https://shop.example"]}, {"tenant": "other", "add": ["https://shop.example"]}]"#,
    );
    assert_eq!((moved.status, &*moved.body), (200, r#"{"version":2}"#));
    assert!(!may_call(&program, "acme") && may_call(&program, "other"));

    let ready = program.client.send("GET /ready", &[]);
    assert_eq!(ready.status, 200);
    assert!(ready.body.starts_with(r#"{"version":2,"#), "{}", ready.body);
}

#[test]
fn mistakes_and_strangers_change_nothing() {
    let program = start();
    for origin in [
        "https://shop.example/",
        "http://shop.example",
        "*",
        "null",
        "",
    ] {
        let text =
            format!(r#"[{{"tenant": "acme", "add": ["https://shop.example", "{origin}"]}}]"#);
        let answer = change(&program, "let-me-in", &text);
        assert_eq!(answer.status, 400, "{origin}: {}", answer.body);
        assert!(answer.body.contains("origins[1]"), "{}", answer.body);
    }
    let valid = r#"[{"tenant": "acme", "add": ["https://shop.example"]}]"#;
    assert_eq!(change(&program, "guessed", valid).status, 403);
    assert_eq!(change(&program, "let-me-in", "no change").status, 400);
    assert!(!may_call(&program, "acme"));
}
