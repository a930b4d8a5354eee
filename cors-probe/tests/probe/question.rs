//! One request of one page: the dialogue, the outcome, the exit status.

use std::net::TcpListener;

use serde_json::json;

use crate::{program::probe, servers};

#[test]
fn an_allowed_request_is_readable() {
    let server = servers::plain();
    let url = server.url("/users/7");
    let page = [
        "--page",
        "https://app.example.com",
        "--header",
        "content-type",
        "--credentials",
    ];
    let run = probe(&[&["PUT", url.as_str()], page.as_slice()].concat());
    assert_eq!(run.status, 0, "{run:?}");
    for line in [
        "> OPTIONS http://127.0.0.1",
        "> Access-Control-Request-Method: PUT",
        "> Access-Control-Request-Headers: content-type",
        "< 204",
        "< access-control-allow-methods: PUT",
        "> PUT http://127.0.0.1",
        "< 200",
        "readable: status 200",
    ] {
        assert!(run.stdout.contains(line), "{line}: {}", run.stdout);
    }
    assert!(!run.stdout.contains('\u{1b}'), "no colour for a pipe");
}

#[test]
fn a_blocked_request_has_a_reason_and_a_remedy() {
    let server = servers::plain();
    let run = probe(&[
        "PUT",
        &server.url("/users/7"),
        "--page",
        "https://stranger.example",
    ]);
    assert_eq!(run.status, 1, "{run:?}");
    assert!(
        run.stdout.contains("blocked: preflight-acao-missing"),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout.contains("\nchange: ")
            && run.stdout.contains("guide/console/#preflight-acao-missing")
    );
}

#[test]
fn quotation_marks_are_shown_as_they_came() {
    let server = servers::plain();
    let run = probe(&[&server.url("/users/7"), "--page", "https://app.example.com"]);
    assert!(run.stdout.contains("\n< etag: \"1\"\n"), "{}", run.stdout);
}

#[test]
fn the_reason_that_a_debug_build_gives_is_shown() {
    let server = servers::plain();
    let url = server.url("/users/7");
    let arguments = ["PUT", &url, "--page", "https://app.example.com:8443"];
    let expected = "origin-not-allowed: the page's origin is not among the `origins` of the policy; \
                    allowed: `https://app.example.com`";
    let run = probe(&arguments);
    assert!(
        run.stdout
            .contains(&format!("\n  the server says: {expected}\n")),
        "{}",
        run.stdout
    );
    let json = probe(&[&arguments[..], &["--json"]].concat()).json();
    assert_eq!(json["outcome"]["server"], expected);
}

#[test]
fn a_refusal_of_another_kind_has_no_reason() {
    for body in [
        "<p>no</p>\n",
        "no\n",
        "a-b: \u{1b}[31m\n",
        "origin-not-allowed: x",
    ] {
        let response = format!(
            "HTTP/1.1 403 Forbidden\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
            body.len()
        );
        let url = format!("http://127.0.0.1:{}/", servers::bytes(response));
        let run = probe(&["PUT", &url, "--page", "https://app.example.com"]);
        assert!(!run.stdout.contains("the server says"), "{}", run.stdout);
    }
}

#[test]
fn json_has_every_request_and_the_outcome() {
    let server = servers::plain();
    let run = probe(&[
        &server.url("/users/7"),
        "--page",
        "https://app.example.com",
        "--json",
    ]);
    let value = run.json();
    assert_eq!(value["page"], "https://app.example.com");
    assert_eq!(value["outcome"]["kind"], "readable");
    assert_eq!(value["outcome"]["status"], 200);
    let exposed = value["outcome"]["headers"].as_array().unwrap();
    assert!(
        exposed
            .iter()
            .any(|header| *header == json!(["etag", "\"1\""])),
        "{value:#}"
    );
    let requests = value["events"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|event| event["request"].is_object());
    assert_eq!(requests.count(), 1, "a GET needs no preflight");
}

#[test]
fn the_request_is_held_back_when_only_the_preflight_is_asked_for() {
    let server = servers::plain();
    let arguments = [
        "PUT",
        &server.url("/users/7"),
        "--page",
        "https://a.partner.example",
        "--preflight-only",
    ];
    let run = probe(&arguments);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(
        run.stdout.contains("> OPTIONS") && !run.stdout.contains("> PUT"),
        "{}",
        run.stdout
    );
    let json = probe(&[&arguments[..], &["--json"]].concat()).json();
    assert_eq!(json["outcome"]["kind"], "held-back");
}

#[test]
fn a_server_without_an_answer_is_neither_readable_nor_blocked() {
    let closed = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    for (url, problem) in [
        (format!("http://{closed}/"), "cannot connect"),
        ("http://host.invalid/".to_owned(), "is not known"),
        (
            format!("http://127.0.0.1:{}/", servers::bytes("no HTTP\r\n\r\n")),
            "no answer that can be read",
        ),
        (
            format!("http://127.0.0.1:{}/", servers::bytes("")),
            "closes the connection without an answer",
        ),
        (
            format!(
                "http://127.0.0.1:{}/",
                servers::bytes(
                    "HTTP/1.1 103 Early Hints\r\nlink: </a.css>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"
                )
            ),
            "sends the interim response 103",
        ),
    ] {
        let run = probe(&[&url, "--page", "http://app.example.com"]);
        assert_eq!(run.status, 2, "{run:?}");
        assert!(run.stdout.contains(problem), "{problem}: {}", run.stdout);
    }
}

#[test]
fn a_server_may_close_every_connection_after_one_response() {
    let response = "HTTP/1.1 200 OK\r\naccess-control-allow-origin: *\r\naccess-control-allow-methods: PUT\r\ncontent-length: 0\r\n\r\n";
    let url = format!(
        "http://127.0.0.1:{}/",
        servers::one_answer_per_connection(response)
    );
    let run = probe(&["PUT", &url, "--page", "https://app.example.com"]);
    assert_eq!(run.status, 0, "{run:?}");
}

#[test]
fn a_server_that_is_too_slow_gives_no_answer() {
    // Connections wait in the queue of a listener that accepts none.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", silent.local_addr().unwrap());
    let run = probe(&[&url, "--page", "https://app.example.com", "--timeout", "1"]);
    assert_eq!(run.status, 2, "{run:?}");
    assert!(run.stdout.contains("no answer in time"), "{}", run.stdout);
}

#[test]
fn a_flood_of_headers_is_not_read_to_its_end() {
    let flood = format!("HTTP/1.1 200 OK\r\n{}\r\n", "x-a: b\r\n".repeat(200_000));
    let run = probe(&[
        &format!("http://127.0.0.1:{}/", servers::bytes(flood)),
        "--page",
        "https://app.example.com",
    ]);
    assert_eq!(run.status, 2, "{run:?}");
}

#[test]
fn endless_redirects_end() {
    let endless = "HTTP/1.1 302 Found\r\naccess-control-allow-origin: *\r\nlocation: /again\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    let run = probe(&[
        &format!("http://127.0.0.1:{}/", servers::bytes(endless)),
        "--page",
        "https://app.example.com",
    ]);
    assert_eq!(run.status, 1, "{run:?}");
    assert!(
        run.stdout.contains("blocked: too-many-redirects"),
        "{}",
        run.stdout
    );
}

#[test]
fn control_characters_of_a_server_do_not_reach_the_terminal() {
    let hostile = b"HTTP/1.1 200 OK\r\naccess-control-allow-origin: \x1b]0;title\x07\r\ncontent-length: 0\r\n\r\n";
    let run = probe(&[
        &format!("http://127.0.0.1:{}/", servers::bytes(hostile)),
        "--page",
        "https://app.example.com",
    ]);
    assert_ne!(run.status, 0);
    assert!(
        !run.stdout.contains(['\u{1b}', '\u{7}']),
        "{:?}",
        run.stdout
    );
}

#[test]
fn arguments_that_cannot_be_used_have_a_status_of_their_own() {
    for arguments in [
        &["https://api.example"][..],
        &["--unknown"],
        &["--routes", "missing.json", "--base", "http://a.example"],
    ] {
        let run = probe(arguments);
        assert_eq!(run.status, 64, "{run:?}");
        assert!(!run.stderr.is_empty());
    }
}
