//! "May this page make this request?"

use std::sync::atomic::Ordering;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    app::{CHANGES, ask, ask_json, serve_app},
    support::Client,
};

const APP: &str = "https://app.example.com";

/// What the inspector says.
#[derive(Debug, Deserialize)]
struct Verdict {
    is_readable: bool,
    summary: String,
    reason: Option<String>,
    remedy: Option<String>,
    is_preflighted: bool,
    is_sent: bool,
    reached: Option<String>,
    note: Option<String>,
    curl: String,
    test: String,
}

impl Verdict {
    /// The reason, or `allowed`.
    fn outcome(&self) -> &str {
        assert_eq!(self.is_readable, self.reason.is_none(), "{self:?}");
        self.reason.as_deref().unwrap_or("allowed")
    }
}

fn question(page: &str, method: &str, path: &str) -> Value {
    json!({ "page": page, "method": method, "path": path, "headers": [], "credentials": false })
}

fn verdict(client: &Client, question: &Value) -> Verdict {
    ask_json(client, "POST /__cors/question", question)
}

#[test]
fn an_allowed_request_is_allowed() {
    let server = serve_app();
    let verdict = verdict(&server, &question(APP, "PUT", "/api/users/7"));
    assert_eq!(verdict.outcome(), "allowed");
    assert_eq!(verdict.summary, "Allowed: the page may read the response.");
    assert!(verdict.is_preflighted);
    let reached = verdict.reached.unwrap();
    assert!(reached.ends_with("::app::put_user"), "{reached}");
    assert_eq!(verdict.note, None);
}

#[test]
fn another_port_is_refused_and_the_nearest_origin_is_named() {
    let server = serve_app();
    let verdict = verdict(
        &server,
        &question("https://app.example.com:8443", "PUT", "/api/users/7"),
    );
    assert_eq!(verdict.outcome(), "preflight-acao-missing");
    let remedy = verdict.remedy.unwrap();
    assert!(
        remedy.contains("`https://app.example.com` is allowed"),
        "{remedy}"
    );
    assert!(remedy.contains("port"), "{remedy}");
}

#[test]
fn each_cause_has_its_reason() {
    let server = serve_app();
    let with = |mut question: Value, name: &str, value: Value| {
        question[name] = value;
        question
    };
    let put = || question(APP, "PUT", "/api/users/7");
    let get = |path| question(APP, "GET", path);
    let credentials = |question| with(question, "credentials", json!(true));
    let header = |question, name: &str| with(question, "headers", json!([[name, "x"]]));
    for (question, expected) in [
        (get("/api/users/7"), "allowed"),
        (credentials(put()), "allowed"),
        (header(put(), "content-type"), "allowed"),
        (header(put(), "x-other"), "header-not-allowed"),
        (credentials(get("/api/users/7")), "acac-missing"),
        (
            question("https://evil.example", "GET", "/api/users/7"),
            "acao-missing",
        ),
        (
            question(APP, "patch", "/api/users/7"),
            "preflight-acao-missing",
        ),
        (question(APP, "TRACE", "/api/users/7"), "forbidden-method"),
        (
            question("not an address", "GET", "/api/users/7"),
            "invalid-page",
        ),
        (get("/internal"), "acao-missing"),
        (get("/nothing"), "acao-missing"),
        (
            question("https://customer.example", "GET", "/customers"),
            "allowed",
        ),
        (get("/customers"), "acao-missing"),
        (get("/layered"), "allowed"),
        (credentials(get("/layered")), "acao-wildcard-credentials"),
    ] {
        assert_eq!(
            verdict(&server, &question).outcome(),
            expected,
            "{question}"
        );
    }
}

#[test]
fn what_has_no_policy_is_not_called_a_policy() {
    let server = serve_app();
    for (method, path, why, remedy) in [
        (
            "GET",
            "/nothing",
            "no route serves this path and method.",
            "correct the path",
        ),
        (
            "POST",
            "/named",
            "no route serves this path and method.",
            "correct the path",
        ),
        (
            "GET",
            "/internal",
            "the handler has `#[cors(disabled)]`.",
            "instead of `disabled`",
        ),
        (
            "GET",
            "/closed",
            "the route has no policy.",
            "write `#[cors(",
        ),
        (
            "POST",
            "/form",
            "the policy of a layer does not name `https://other.example`.",
            "name `https://other.example`",
        ),
    ] {
        let verdict = verdict(&server, &question("https://other.example", method, path));
        assert!(verdict.summary.contains(why), "{path}: {}", verdict.summary);
        let text = verdict.remedy.unwrap();
        assert!(text.contains(remedy), "{path}: {text}");
    }
}

#[test]
fn what_is_not_sent_reaches_nothing() {
    let server = serve_app();
    let sent = verdict(&server, &question(APP, "GET", "/nothing"));
    assert!(sent.is_sent && sent.reached.is_some());
    for (page, method) in [("app.example.com", "GET"), (APP, "TRACE"), (APP, "PÜT")] {
        let verdict = verdict(&server, &question(page, method, "/api/users/7"));
        assert!(!verdict.is_sent && verdict.reached.is_none(), "{verdict:?}");
    }
}

#[test]
fn a_guard_that_keeps_a_simple_request_from_its_handler_is_noticed() {
    let server = serve_app();
    let note = verdict(&server, &question(APP, "GET", "/admin/reports")).note;
    assert!(
        note.as_deref().is_some_and(|note| note.contains("guard")),
        "{note:?}"
    );
    assert_eq!(
        verdict(&server, &question(APP, "GET", "/inherited")).note,
        None
    );
}

#[test]
fn an_authentication_in_front_is_noticed() {
    let server = serve_app();
    let verdict = verdict(&server, &question(APP, "DELETE", "/closed/closed"));
    assert_eq!(verdict.outcome(), "preflight-acao-missing");
    let note = verdict.note.unwrap();
    assert!(note.contains("401") && note.contains("AppCors"), "{note}");
}

#[test]
fn a_question_runs_no_handler() {
    let server = serve_app();
    for question in [
        question(APP, "POST", "/messages"),
        question(APP, "PUT", "/api/users/7"),
    ] {
        assert_eq!(verdict(&server, &question).outcome(), "allowed");
    }
    assert_eq!(CHANGES.load(Ordering::Relaxed), 0);
}

#[test]
fn the_command_and_the_test_have_what_was_asked() {
    let server = serve_app();
    let verdict = verdict(&server, &question(APP, "PUT", "/api/users/7"));
    for text in [
        "-X 'OPTIONS'",
        "/api/users/7'",
        "'origin: https://app.example.com'",
    ] {
        assert!(verdict.curl.contains(text), "{}", verdict.curl);
    }
    assert!(
        verdict.test.contains("Some(\"https://app.example.com\")"),
        "{}",
        verdict.test
    );
}

#[test]
fn hostile_questions_are_answered_or_refused() {
    let server = serve_app();
    let long = "x".repeat(100_000);
    for (page, method, path) in [
        (APP, "GET\r\nX: y", "/"),
        (APP, "GET", "/\r\nX: y"),
        (APP, "GET", "/ HTTP/1.1"),
        ("https://app.example.com\r\nX: y", "GET", "/"),
        (APP, "", "/"),
        (APP, "GET", "/%"),
        (APP, "GET", "/ü"),
        (long.as_str(), "GET", "/"),
        (APP, long.as_str(), "/"),
        (APP, "PUT", "//evil.example/"),
    ] {
        let answer = ask(
            &server,
            "POST /__cors/question",
            &question(page, method, path).to_string(),
        );
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
    for path in ["", "users", "https://evil.example/"] {
        let answer = ask(
            &server,
            "POST /__cors/question",
            &question(APP, "GET", path).to_string(),
        );
        assert_eq!(answer.status, 400, "{path}");
    }
}
