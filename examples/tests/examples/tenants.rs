//! `tenants`: what the administrator changes is seen at once; what another program changes in the database,
//! when the answers that were kept have lived.

use std::{
    env, fs, process,
    time::{Duration, Instant},
};

use rusqlite::Connection;

use crate::{
    program::Program,
    support::{Answer, Client},
};

const SHOP: &str = "https://shop.example";

fn start(variables: &[(&str, &str)]) -> Program {
    Program::start(env!("CARGO_BIN_EXE_tenants"), variables)
}

/// The administrator's request.
fn administrate(client: &Client, method: &str, token: &str, origin: &str) -> Answer {
    let length = origin.len();
    let request = format!(
        "{method} /admin/acme/origins HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
         Authorization: Bearer {token}\r\nContent-Type: text/plain\r\nContent-Length: {length}\r\n\r\n{origin}"
    );
    client.send_bytes(request.as_bytes())
}

fn may_call(client: &Client, tenant: &str) -> bool {
    let path = format!("/api/{tenant}/orders");
    let answer = client.get(&path, SHOP);
    let is_allowed = match answer.cors()[..] {
        ["vary: Origin"] => false,
        [
            "access-control-allow-credentials: true",
            "access-control-allow-origin: https://shop.example",
            "vary: Origin",
        ] => true,
        ref other => panic!("{other:?}"),
    };
    let preflight = client.preflight(&path, "POST", SHOP);
    assert_eq!(preflight.status, if is_allowed { 204 } else { 403 });
    is_allowed
}

#[test]
fn what_the_administrator_changes_is_seen_at_once() {
    let program = start(&[("CACHE_SECONDS", "86400")]);
    let client = &program.client;
    assert!(!may_call(client, "acme"));
    let order = client.send("POST /api/acme/orders", &[&format!("Origin: {SHOP}")]);
    assert_eq!(order.status, 403);

    assert_eq!(administrate(client, "PUT", "let-me-in", SHOP).status, 204);
    assert!(may_call(client, "acme"));
    let order = client.send("POST /api/acme/orders", &[&format!("Origin: {SHOP}")]);
    assert_eq!(order.status, 201);
    assert!(!may_call(client, "other"));

    assert_eq!(
        administrate(client, "DELETE", "let-me-in", SHOP).status,
        204
    );
    assert!(!may_call(client, "acme"));
}

#[test]
fn invalid_origins_and_unknown_tokens_change_nothing() {
    let program = start(&[]);
    let client = &program.client;
    for origin in [
        "https://shop.example/",
        "http://shop.example",
        "*",
        "https://*.example.com",
        "null",
        "",
    ] {
        let answer = administrate(client, "PUT", "let-me-in", origin);
        assert_eq!(answer.status, 400, "{origin}: {}", answer.body);
    }
    let reported = administrate(client, "PUT", "let-me-in", "https://shop.example/").body;
    assert!(
        reported.contains("help: write `https://shop.example`"),
        "{reported}"
    );
    assert_eq!(administrate(client, "PUT", "guessed", SHOP).status, 403);
    assert!(!may_call(client, "acme"));
}

/// A file of this test, removed when it ends.
struct File(String);

impl File {
    fn new() -> Self {
        let file = env::temp_dir().join(format!("cors-tenants-{}.sqlite", process::id()));
        Self(file.to_str().unwrap().to_string())
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

#[test]
fn what_somebody_else_changes_is_seen_when_answers_have_lived() {
    let file = File::new();
    let program = start(&[("DATABASE", &file.0), ("CACHE_SECONDS", "1")]);
    let client = &program.client;
    administrate(client, "PUT", "let-me-in", SHOP);
    assert!(may_call(client, "acme"));

    let database = Connection::open(&file.0).unwrap();
    assert_eq!(database.execute("DELETE FROM origins", []).unwrap(), 1);
    let begin = Instant::now();
    // Between a request and its preflight, too.
    let is_seen = || client.get("/api/acme/orders", SHOP).cors() == ["vary: Origin"];
    while !is_seen() {
        assert!(
            begin.elapsed() < Duration::from_secs(20),
            "the change is never seen"
        );
    }
}
