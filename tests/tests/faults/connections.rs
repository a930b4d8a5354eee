//! Clients that go away, are slow, or send too much.

use std::{io::Write, time::Duration};

use actix_web::{App, HttpServer};

use crate::{
    grants::{app, assert_granted, assert_serves, preflight},
    support::{APP, Client, Server, read_head},
};

/// A server that waits so long for the head of a request; for zero, as long as it takes.
fn with_limit(limit: Duration) -> Server {
    Server::run(move |listener| {
        let server = HttpServer::new(|| App::new().configure(app)).workers(1);
        let server = server.client_request_timeout(limit).disable_signals();
        Ok(server.listen(listener)?.run())
    })
}

#[test]
fn a_connection_may_be_dropped_after_any_byte_of_a_preflight() {
    let server = Server::of(app);
    let preflight = preflight(APP);
    for end in 0..=preflight.len() {
        let mut stream = server.connect();
        stream.write_all(&preflight.as_bytes()[..end]).unwrap();
    }
    assert_serves(&server);
}

#[test]
fn a_client_that_sends_a_byte_at_a_time_is_answered_and_holds_up_no_other() {
    let server = with_limit(Duration::ZERO);
    let mut slow = server.connect();
    slow.set_nodelay(true).unwrap();
    for byte in preflight(APP).as_bytes() {
        slow.write_all(&[*byte]).unwrap();
        assert_granted(&server.preflight("/named", "PUT", APP));
    }
    assert_granted(&read_head(&mut slow));
}

#[test]
fn a_client_that_never_ends_its_preflight_is_refused_without_a_grant() {
    let server = with_limit(Duration::from_millis(100));
    let mut stream = server.connect();
    let begin = preflight(APP);
    stream
        .write_all(&begin.as_bytes()[..begin.len() - 2])
        .unwrap();
    let answer = Client::read_to_end(stream);
    assert_eq!(answer.status, 408);
    assert!(answer.cors().is_empty(), "{answer:?}");
}

#[test]
fn a_flood_of_headers_is_refused_without_a_grant() {
    let server = Server::of(app);
    let floods = [
        // Bytes in one line, lines, and lines of the headers that a preflight is known by.
        format!("X-A: {}\r\n", "a".repeat(200_000)),
        "X-A: a\r\n".repeat(10_000),
        format!("Origin: {APP}\r\n").repeat(200),
        "Access-Control-Request-Method: PUT\r\n".repeat(200),
        "Access-Control-Request-Headers: content-type\r\n".repeat(5_000),
    ];
    for flood in floods {
        let whole = preflight(APP);
        let head = whole.strip_suffix("\r\n").unwrap();
        let answer = server.send_bytes(format!("{head}{flood}\r\n").as_bytes());
        assert!([400, 431].contains(&answer.status), "{answer:?}");
        assert!(answer.cors().is_empty(), "{answer:?}");
    }
    assert_serves(&server);
}

#[test]
fn as_many_headers_as_the_server_takes_change_nothing() {
    let server = Server::of(app);
    let lines: Vec<_> = (0..90).map(|number| format!("X-{number}: a")).collect();
    let origin = format!("Origin: {APP}");
    let asked = "Access-Control-Request-Method: PUT";
    let mut all: Vec<_> = lines.iter().map(String::as_str).collect();
    all.extend([origin.as_str(), asked]);
    assert_granted(&server.send("OPTIONS /named", &all));
}

#[test]
fn connections_that_are_reset_while_they_are_answered_do_no_harm() {
    let server = Server::of(app);
    for _ in 0..200 {
        let mut stream = server.connect();
        // More than is ever read: the server's writes meet a closed connection.
        let _ = stream.write_all(preflight(APP).repeat(50).as_bytes());
    }
    assert_serves(&server);
}
