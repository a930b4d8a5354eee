//! Bodies and connections: streams, server-sent events, upgrades, empty answers, and request bodies that
//! no handler reads pass through the policy as they are.

use std::{
    io::{Read, Write},
    net::TcpStream,
};

use actix_web::{
    HttpRequest, HttpResponse, Responder, get, head,
    http::{StatusCode, header},
    post, put, route, web,
    web::{Bytes, ServiceConfig},
};
use cors_runtime::cors;
use futures_util::{StreamExt, stream};

use crate::support::{APP, Answer, STRANGER, Server, read_head};

#[cors(origins = ["https://app.example.com"], expose_headers = ["etag"])]
#[get("/stream")]
async fn streaming() -> impl Responder {
    let parts = ["one ", "two ", "three"].map(|part| Ok::<_, actix_web::Error>(Bytes::from(part)));
    HttpResponse::Ok().streaming(stream::iter(parts))
}

/// The first event, and then silence.
#[cors(origins = ["https://app.example.com"], expose_headers = ["etag"])]
#[get("/events")]
async fn events() -> impl Responder {
    let first = Ok::<_, actix_web::Error>(Bytes::from("data: hello\n\n"));
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/event-stream"))
        .streaming(stream::iter([first]).chain(stream::pending()))
}

#[cors(origins = ["https://app.example.com"], expose_headers = ["etag"])]
#[get("/status/{code}")]
async fn status(code: web::Path<u16>) -> impl Responder {
    HttpResponse::build(StatusCode::from_u16(*code).unwrap())
        .insert_header((header::ETAG, "\"1\""))
        .insert_header((header::LOCATION, "/elsewhere"))
        .finish()
}

#[cors(origins = ["https://app.example.com"], expose_headers = ["etag"])]
#[head("/head")]
async fn head_only() -> impl Responder {
    HttpResponse::Ok().body("four")
}

/// Echoes, once the connection is no longer HTTP.
#[cors(origins = ["https://app.example.com"], expose_headers = ["etag"])]
#[get("/upgrade")]
async fn upgrade(body: web::Payload) -> impl Responder {
    HttpResponse::SwitchingProtocols()
        .upgrade("websocket")
        .insert_header(("sec-websocket-accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="))
        .streaming(body)
}

#[cors(origins = ["https://app.example.com"], expose_headers = ["etag"])]
#[put("/echo")]
async fn echo(body: Bytes) -> impl Responder {
    body
}

#[cors(origins = ["https://app.example.com"], expose_headers = ["etag"])]
#[put("/echo-as-it-comes")]
async fn echo_as_it_comes(body: web::Payload) -> impl Responder {
    HttpResponse::Ok().streaming(body)
}

#[cors(origins = ["https://app.example.com"], expose_headers = ["etag"])]
#[post("/unread")]
async fn unread() -> impl Responder {
    HttpResponse::NoContent()
}

#[post("/unread-without-cors")]
async fn unread_without_cors() -> impl Responder {
    HttpResponse::NoContent()
}

#[cors(origins = ["https://app.example.com"], expose_headers = ["etag"])]
#[route("/remembers", method = "GET", method = "POST")]
async fn remembers(request: HttpRequest) -> impl Responder {
    request.headers().len().to_string()
}

fn app(app: &mut ServiceConfig) {
    app.service((streaming, events, status, head_only))
        .service((upgrade, echo, echo_as_it_comes, remembers))
        .service((unread, unread_without_cors));
}

const SHOWN: [&str; 3] = [
    "access-control-allow-origin: https://app.example.com",
    "access-control-expose-headers: etag",
    "vary: Origin",
];

#[test]
fn a_streaming_body_arrives_whole() {
    let answer = Server::of(app).get("/stream", APP);
    assert_eq!((answer.status, &*answer.body), (200, "one two three"));
    assert_eq!(answer.values("transfer-encoding"), ["chunked"]);
    assert_eq!(answer.cors(), SHOWN);
}

#[test]
fn an_event_arrives_while_the_stream_is_still_open() {
    let server = Server::of(app);
    let mut stream = server.connect();
    let request = format!("GET /events HTTP/1.1\r\nHost: localhost\r\nOrigin: {APP}\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let answer = read_head(&mut stream);
    assert_eq!(answer.values("content-type"), ["text/event-stream"]);
    assert_eq!(answer.cors(), SHOWN);
    assert_eq!(read(&mut stream, 18), "D\r\ndata: hello\n\n\r\n");
}

#[test]
fn answers_without_a_body_keep_status_and_headers() {
    let server = Server::of(app);
    for code in [200, 204, 205, 301, 304, 307, 404, 500, 599] {
        let answer = server.get(&format!("/status/{code}"), APP);
        assert_eq!((answer.status, &*answer.body), (code, ""));
        assert_eq!(answer.values("etag"), ["\"1\""]);
        assert_eq!(answer.values("location"), ["/elsewhere"]);
        assert_eq!(answer.cors(), SHOWN, "{code}");
    }
}

#[test]
fn an_answer_to_head_keeps_the_length_of_what_is_not_sent() {
    let answer = Server::of(app).send("HEAD /head", &[&format!("Origin: {APP}")]);
    assert_eq!((answer.status, &*answer.body), (200, ""));
    assert_eq!(answer.values("content-length"), ["4"]);
    assert_eq!(answer.cors(), SHOWN);
}

#[test]
fn an_upgrade_switches_protocols_for_any_origin_and_names_the_allowed_one() {
    let server = Server::of(app);
    for (origin, cors) in [(APP, &SHOWN[..]), (STRANGER, &["vary: Origin"])] {
        let mut stream = server.connect();
        let request = format!(
            "GET /upgrade HTTP/1.1\r\nHost: localhost\r\nOrigin: {origin}\r\n\
             Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
             Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let answer = read_head(&mut stream);
        assert_eq!(answer.status, 101, "{answer:?}");
        assert_eq!(answer.values("upgrade"), ["websocket"]);
        assert_eq!(answer.values("sec-websocket-accept").len(), 1);
        assert_eq!(answer.cors(), cors);
        stream.write_all(b"ping").unwrap();
        assert_eq!(read(&mut stream, 4), "ping");
    }
}

#[test]
fn a_request_body_reaches_the_handler_whole_and_as_it_comes() {
    let server = Server::of(app);
    let body = "x".repeat(100_000);
    for path in ["/echo", "/echo-as-it-comes"] {
        let length = format!("Content-Length: {}", body.len());
        let origin = format!("Origin: {APP}");
        let mut request = crate::support::request(&format!("PUT {path}"), &[&origin, &length]);
        request.extend(body.as_bytes());
        let answer = server.send_bytes(&request);
        assert_eq!(answer.status, 200);
        assert!(answer.body == body, "{path}: {} bytes", answer.body.len());
        assert_eq!(answer.cors(), SHOWN);
    }
}

/// A chunked body that the handler leaves alone is drained by actix-web once it is dropped, and the
/// connection lives on.
#[test]
fn a_connection_outlives_a_body_that_no_handler_read() {
    let server = Server::of(app);
    for path in ["/unread-without-cors", "/unread"] {
        let mut stream = server.connect();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nOrigin: {APP}\r\n\
             Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
        );
        stream.write_all(head.as_bytes()).unwrap();
        let answer = read_head(&mut stream);
        assert_eq!(answer.status, 204, "{path}");
        assert!(answer.values("connection").is_empty(), "{path}: {answer:?}");

        stream.write_all(b"0\r\n\r\n").unwrap();
        let next = format!("GET /stream HTTP/1.1\r\nHost: localhost\r\nOrigin: {APP}\r\n\r\n");
        stream.write_all(next.as_bytes()).unwrap();
        assert_eq!(read_head(&mut stream).status, 200, "{path}");
    }
}

#[test]
fn a_preflight_with_a_body_is_answered_and_the_connection_lives_on() {
    let server = Server::of(app);
    let mut stream = server.connect();
    let preflight = format!(
        "OPTIONS /echo HTTP/1.1\r\nHost: localhost\r\nOrigin: {APP}\r\n\
         Access-Control-Request-Method: PUT\r\nTransfer-Encoding: chunked\r\n\r\n"
    );
    stream.write_all(preflight.as_bytes()).unwrap();
    assert_eq!(read_head(&mut stream).status, 204);
    let rest = format!(
        "2\r\n{{}}\r\n0\r\n\r\nGET /stream HTTP/1.1\r\nHost: localhost\r\nOrigin: {APP}\r\n\r\n"
    );
    stream.write_all(rest.as_bytes()).unwrap();
    assert_eq!(read_head(&mut stream).status, 200);
}

/// actix-web keeps request objects for the next request of a worker: nothing of the last one may stay.
#[test]
fn requests_on_one_connection_do_not_affect_each_other() {
    let server = Server::of(app);
    let mut stream = server.connect();
    let shown: [(&str, &[&str]); 4] = [
        ("Origin: https://app.example.com", &SHOWN),
        ("Origin: https://evil.example", &["vary: Origin"]),
        ("X-No: origin", &["vary: Origin"]),
        ("Origin: https://app.example.com", &SHOWN),
    ];
    for (line, cors) in shown {
        let request = format!("GET /remembers HTTP/1.1\r\nHost: localhost\r\n{line}\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let answer = read_head(&mut stream);
        assert_eq!(read(&mut stream, 1), "2", "two headers came");
        assert_eq!(answer.cors(), cors, "{line}");
    }
}

#[test]
fn pipelined_requests_are_answered_in_order_each_by_its_own_origin() {
    let server = Server::of(app);
    let mut stream = server.connect();
    let one = |origin| format!("GET /status/404 HTTP/1.1\r\nHost: a\r\nOrigin: {origin}\r\n\r\n");
    let all = [one(STRANGER), one(APP), one(STRANGER)].concat();
    stream.write_all(all.as_bytes()).unwrap();
    let answers: Vec<Answer> = (0..3).map(|_| read_head(&mut stream)).collect();
    assert_eq!(answers[0].cors(), ["vary: Origin"]);
    assert_eq!(answers[1].cors(), SHOWN);
    assert_eq!(answers[2].cors(), ["vary: Origin"]);
}

fn read(stream: &mut TcpStream, length: usize) -> String {
    let mut bytes = vec![0; length];
    stream.read_exact(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}
