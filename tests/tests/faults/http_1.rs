//! HTTP/1.0, pipelining, and the forms of a target that browsers do not send.

use std::io::Write;

use actix_web::App;
use cors_runtime::AppCors;

use crate::{
    grants::{app, assert_granted, assert_serves, preflight},
    support::{APP, STRANGER, Server, assert_refused, read_head, serve},
};

#[test]
fn http_1_0_is_answered_by_the_same_policy() {
    let server = Server::of(app);
    let ask = |origin: &str| {
        let preflight = preflight(origin).replace("HTTP/1.1", "HTTP/1.0");
        server.send_bytes(preflight.as_bytes())
    };
    assert_granted(&ask(APP));
    assert_refused(&ask(STRANGER), "origin-not-allowed");
}

#[test]
fn pipelined_preflights_are_answered_in_their_order() {
    let server = Server::of(app);
    let mut stream = server.connect();
    let pair = [preflight(APP), preflight(STRANGER)].concat();
    stream.write_all(pair.repeat(100).as_bytes()).unwrap();
    for _ in 0..100 {
        assert_granted(&read_head(&mut stream));
        let refused = read_head(&mut stream);
        assert_eq!(
            (refused.status, refused.cors()),
            (403, vec!["vary: Origin"])
        );
        let body = refused.values("content-length")[0].parse().unwrap();
        read_body(&mut stream, body);
    }
}

fn read_body(stream: &mut impl std::io::Read, length: usize) {
    stream.read_exact(&mut vec![0; length]).unwrap();
}

#[test]
fn an_asterisk_or_an_authority_is_no_path_of_a_handler() {
    let servers = [
        Server::of(app),
        serve!(App::new().configure(app).wrap(AppCors::new())),
    ];
    for server in servers {
        for target in ["*", "localhost:80", "/", "//named", "/named/", "named"] {
            let head = preflight(APP).replace("/named", target);
            let head = head.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
            let answer = server.send_bytes(head.as_bytes());
            assert!([400, 404].contains(&answer.status), "{target}: {answer:?}");
            assert!(answer.values("access-control-allow-origin").is_empty());
        }
        assert_serves(&server);
    }
}

#[test]
fn an_absolute_target_is_the_path_in_it() {
    let server = Server::of(app);
    let head = preflight(APP).replace("/named", "http://localhost/named");
    let head = head.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
    assert_granted(&server.send_bytes(head.as_bytes()));
}
