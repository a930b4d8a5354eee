//! A deployed server against its declared policies.

use std::fs;

use crate::{
    program::{Run, probe},
    servers,
};

fn audit(base: &str, name: &str, more: &[&str]) -> Run {
    let file = servers::declared(name);
    probe(
        &[
            &[
                "--routes",
                file.to_str().unwrap(),
                "--base",
                base,
                "--rate",
                "1000",
            ][..],
            more,
        ]
        .concat(),
    )
}

#[test]
fn a_server_that_does_what_it_declares_has_no_findings() {
    let server = servers::plain();
    let run = audit(&server.url(""), "clean", &[]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(run.stdout.starts_with("4 routes, "), "{}", run.stdout);
    assert!(run.stdout.contains(" 0 differences"), "{}", run.stdout);
}

#[test]
fn requests_that_may_change_something_are_sent_only_when_asked_for() {
    let server = servers::plain();
    let sent = |name, more: &[&str]| {
        let run = audit(&server.url(""), name, &[more, &["--json"]].concat());
        assert_eq!(run.status, 0, "{run:?}");
        run.json()["requests"].as_u64().unwrap()
    };
    let (safe, all) = (sent("safe", &[]), sent("unsafe", &["--unsafe-methods"]));
    let pages_of_put = 8;
    assert_eq!(all - safe, pages_of_put, "one PUT for each page");
}

#[test]
fn a_route_that_the_server_has_not_is_found() {
    let server = servers::plain();
    let run = audit(&server.url("/api"), "missing", &["--json"]);
    assert_eq!(run.status, 1, "{run:?}");
    let json = run.json();
    let findings = json["findings"].as_array().unwrap();
    assert!(
        findings
            .iter()
            .all(|finding| finding["drift"] == "route-missing"),
        "{json:#}"
    );
    assert_eq!(
        findings.len(),
        9,
        "two for each safe method of a route, one for the other method"
    );
}

#[test]
fn the_limit_of_requests_is_kept_and_what_is_left_out_is_said() {
    let server = servers::plain();
    let run = audit(
        &server.url(""),
        "limited",
        &["--max-requests", "4", "--json"],
    );
    let json = run.json();
    assert_eq!(json["requests"], 4);
    assert!(
        json["unchecked"]
            .as_array()
            .unwrap()
            .iter()
            .all(|one| one.as_str().unwrap().contains("--max-requests"))
    );
    assert!(!json["unchecked"].as_array().unwrap().is_empty());
}

#[test]
fn a_dead_host_and_a_file_of_something_else_are_errors() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let run = audit(&format!("http://{closed}"), "dead", &[]);
    assert_eq!(run.status, 2, "{run:?}");
    assert!(run.stderr.contains("cannot connect"), "{run:?}");

    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("other.json");
    fs::write(&file, r#"{"openapi": "3.1.0"}"#).unwrap();
    let run = probe(&[
        "--routes",
        file.to_str().unwrap(),
        "--base",
        "http://127.0.0.1:1",
    ]);
    assert_eq!(run.status, 64, "{run:?}");
    assert!(run.stderr.contains("routes().to_json()"), "{run:?}");
}
