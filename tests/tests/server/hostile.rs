//! Requests that no browser sends: malformed, repeated, huge, and with bytes that are not text. Nothing of
//! them is granted, echoed, or able to disturb the next request.

use actix_web::{HttpRequest, HttpResponse, Responder, options, put, web, web::ServiceConfig};
use cors_runtime::cors;

use crate::support::{APP, Answer, Server, assert_refused};

#[cors(origins = ["https://app.example.com", "https://*.partner.example", "https://pr-*.example.dev", "http://localhost:*"], allow_headers = ["content-type"])]
#[put("/named")]
async fn named(request: HttpRequest) -> impl Responder {
    let origins = request.headers().get_all("origin").count();
    format!("handled, {origins} of them")
}

#[cors(origins = "*")]
#[put("/public")]
async fn public() -> impl Responder {
    "handled"
}

#[options("/named")]
async fn options_behind() -> impl Responder {
    "no preflight"
}

fn app(app: &mut ServiceConfig) {
    app.service((named, public, options_behind))
        .default_service(web::to(HttpResponse::NotFound));
}

/// Values of `Origin` that are none, however near they come; as they are sent after `Origin:`.
const MALFORMED: [&[u8]; 33] = [
    b"",
    b" ",
    b" \t ",
    b" https://app.example.com/",
    b" https://app.example.com,",
    b" https://app.example.com, https://app.example.com",
    b" https://app.example.com https://app.example.com",
    b" https://app.example.com https://evil.example",
    b" https://evil.example, https://app.example.com",
    b" HTTPS://APP.EXAMPLE.COM",
    b" https://APP.example.com",
    b" https://app.example.com.",
    b" https://app.example.com:443",
    b" https://app.example.com:",
    b" https://app.example.com%00",
    b" https://app.example.com%0d%0aset-cookie:%20a=b",
    b" \"https://app.example.com\"",
    b" https://user:password@app.example.com",
    b" app.example.com",
    b" //app.example.com",
    b" https:app.example.com",
    b" https:///app.example.com",
    b" https://app.example.com?",
    b" https://app.example.com#",
    b" https://app.example.com\\",
    b" https://\xc3\xa4.partner.example",
    b" https://\xff.partner.example",
    b" https://a.partner.example\xff",
    b" \xff\xfe\x80",
    b" https://a .partner.example",
    b" https://a,b.partner.example",
    b" https://evil.example/?.partner.example",
    b" https://pr-\xe2\x80\x8b.example.dev",
];

#[test]
fn a_malformed_origin_is_never_granted_and_never_echoed() {
    let server = Server::of(app);
    for value in MALFORMED {
        let answer = server.send_bytes(&raw("PUT /named", &[&line(b"Origin:", value)]));
        let shown = String::from_utf8_lossy(value);
        assert_eq!(
            (answer.status, &*answer.body),
            (200, "handled, 1 of them"),
            "{shown}"
        );
        assert_eq!(answer.cors(), ["vary: Origin"], "{shown}");
        assert_not_echoed(&answer, &shown);
    }
}

/// White space around a value is not part of it: <https://www.rfc-editor.org/rfc/rfc9110#section-5.5>.
#[test]
fn white_space_around_an_origin_is_not_part_of_it() {
    let origin = b"Origin:\t https://app.example.com \t ";
    let answer = Server::of(app).send_bytes(&raw("PUT /named", &[origin]));
    assert_eq!(answer.values("access-control-allow-origin"), [APP]);
}

#[test]
fn a_preflight_with_a_malformed_origin_is_refused() {
    let server = Server::of(app);
    for value in MALFORMED {
        let asked = b"Access-Control-Request-Method: PUT";
        let answer = server.send_bytes(&raw("OPTIONS /named", &[&line(b"Origin:", value), asked]));
        let shown = String::from_utf8_lossy(value);
        assert_refused(&answer, "origin-not-allowed");
        assert_not_echoed(&answer, &shown);
    }
}

#[test]
fn two_origins_are_none_even_if_both_are_allowed() {
    let server = Server::of(app);
    let origin = format!("Origin: {APP}");
    let pairs: [[&str; 2]; 4] = [
        [&origin, &origin],
        [&origin, "Origin: https://evil.example"],
        ["Origin: https://evil.example", &origin],
        [&origin, "origin:"],
    ];
    for pair in pairs {
        let answer = server.send("PUT /named", &pair);
        assert_eq!((answer.status, &*answer.body), (200, "handled, 2 of them"));
        assert_eq!(answer.cors(), ["vary: Origin"], "{pair:?}");

        let asked = "Access-Control-Request-Method: PUT";
        let answer = server.send("OPTIONS /named", &[pair[0], pair[1], asked]);
        assert_refused(&answer, "several-origins");

        let answer = server.send("PUT /public", &pair);
        assert_eq!(answer.cors(), ["access-control-allow-origin: *"]);
    }
}

#[test]
fn a_method_that_is_asked_for_twice_or_is_none_makes_no_preflight() {
    let server = Server::of(app);
    let origin = line(b"Origin: ", APP.as_bytes());
    let name: &[u8] = b"Access-Control-Request-Method:";
    let put = line(name, b" PUT");
    let no_preflights: [&[&[u8]]; 9] = [
        &[&put, &put],
        &[&put, &line(name, b" DELETE")],
        &[&line(name, b"")],
        &[&line(name, b" put")],
        &[&line(name, b" PUT,")],
        &[&line(name, b" P UT")],
        &[&line(name, b" PUT\xff")],
        &[&line(name, b" \xff")],
        &[&line(name, b" PUT%20")],
    ];
    for lines in no_preflights {
        let answer = server.send_bytes(&raw("OPTIONS /named", &[&[&*origin], lines].concat()));
        assert_eq!((answer.status, &*answer.body), (200, "no preflight"));
        assert!(answer.cors().is_empty(), "{answer:?}");
    }
}

#[test]
fn nothing_breaks_out_of_a_header_line() {
    let server = Server::of(app);
    let attempts: [&[u8]; 7] = [
        b"Origin: https://app.example.com\rX-Injected: 1",
        b"Origin: https://app.example.com\0",
        b"Origin: https://app.example.com\x01",
        b"Origin: https://app.example.com\x7f",
        b"Origin: https://app.example.com\r\n https://evil.example",
        b"Origin : https://app.example.com",
        b"Origin: https://a\x0b.partner.example",
    ];
    for attempt in attempts {
        let answer = server.send_bytes(&raw("PUT /named", &[attempt]));
        let shown = String::from_utf8_lossy(attempt);
        assert_eq!(answer.status, 400, "{shown:?}");
        assert!(answer.cors().is_empty(), "{shown:?}: {answer:?}");
        assert!(answer.values("x-injected").is_empty(), "{shown:?}");
    }
}

/// As <https://www.rfc-editor.org/rfc/rfc9112#section-2.2> lets servers read it.
#[test]
fn a_line_feed_alone_ends_a_line_too() {
    let origin = b"Origin: https://app.example.com\nX-Other: https://evil.example";
    let answer = Server::of(app).send_bytes(&raw("PUT /named", &[origin]));
    assert_eq!((answer.status, &*answer.body), (200, "handled, 1 of them"));
    assert_eq!(answer.values("access-control-allow-origin"), [APP]);
}

#[test]
fn a_huge_origin_is_compared_and_forgotten() {
    let server = Server::of(app);
    let labels = "a.".repeat(30_000);
    let huge = [
        format!("Origin: https://{}.partner.example", "a".repeat(60_000)),
        format!("Origin: https://{labels}partner.example"),
        format!("Origin: http://localhost:{}", "1".repeat(60_000)),
        format!("Origin: https://app.example.com{}", "/".repeat(60_000)),
        format!("Origin: {}", "https://app.example.com ".repeat(2_500)),
    ];
    for line in &huge {
        let answer = server.send("PUT /named", &[line]);
        assert_eq!((answer.status, &*answer.body), (200, "handled, 1 of them"));
        assert_eq!(answer.cors(), ["vary: Origin"]);
        let asked = "Access-Control-Request-Method: PUT";
        assert_eq!(server.send("OPTIONS /named", &[line, asked]).status, 403);
    }
}

#[test]
fn a_host_name_of_the_greatest_length_is_the_last_that_matches() {
    let server = Server::of(app);
    let origin_of_length = |length: usize| {
        let rest = length - ".partner.example".len();
        let mut host = "a".repeat(63);
        for _ in 0..2 {
            host += ".";
            host += &"a".repeat(63);
        }
        host += ".";
        host += &"a".repeat(rest - host.len());
        format!("Origin: https://{host}.partner.example")
    };
    let longest = server.send("PUT /named", &[&origin_of_length(253)]);
    assert_eq!(longest.values("access-control-allow-origin").len(), 1);
    let too_long = server.send("PUT /named", &[&origin_of_length(254)]);
    assert_eq!(too_long.cors(), ["vary: Origin"]);
}

#[test]
fn request_headers_of_64_kib_change_nothing_in_the_answer() {
    let server = Server::of(app);
    let origin = format!("Origin: {APP}");
    let asked = "Access-Control-Request-Method: PUT";
    let many = format!(
        "Access-Control-Request-Headers: {}",
        "x-a,".repeat(16 * 1024)
    );
    let one = format!("Access-Control-Request-Headers: {}", "x".repeat(64 * 1024));
    let bare = server.send("OPTIONS /named", &[&origin, asked]);
    for line in [&many, &one] {
        let answer = server.send("OPTIONS /named", &[&origin, asked, line]);
        assert_eq!((answer.status, &*answer.body), (204, ""));
        assert_eq!(answer.cors(), bare.cors());
    }
    let repeated = ["Access-Control-Request-Headers: x-a"; 80];
    let lines = [&[&*origin, asked], &repeated[..]].concat();
    assert_eq!(server.send("OPTIONS /named", &lines).cors(), bare.cors());
}

#[test]
fn names_of_headers_are_read_in_any_case() {
    let server = Server::of(app);
    let lines = [
        "oRiGiN: https://app.example.com",
        "ACCESS-CONTROL-REQUEST-METHOD:PUT",
    ];
    assert_eq!(server.send("OPTIONS /named", &lines).status, 204);
}

#[test]
fn a_server_that_was_attacked_still_serves() {
    let server = Server::of(app);
    for value in MALFORMED {
        server.send_bytes(&raw("PUT /named", &[&line(b"Origin:", value)]));
    }
    server.send_bytes(b"\0\xff not http\r\n\r\n");
    server.send_bytes(&raw("PUT /named", &[b"Origin: \0"]));
    let answer = server.preflight("/named", "PUT", APP);
    assert_eq!(answer.status, 204);
    assert_eq!(answer.values("access-control-allow-origin"), [APP]);
}

fn line(name: &[u8], value: &[u8]) -> Vec<u8> {
    [name, value].concat()
}

/// The bytes of a request with these header lines, whatever they hold.
fn raw(what: &str, lines: &[&[u8]]) -> Vec<u8> {
    let head = format!("{what} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
    let mut request = head.into_bytes();
    for line in lines {
        request.extend(*line);
        request.extend(b"\r\n");
    }
    request.extend(b"\r\n");
    request
}

fn assert_not_echoed(answer: &Answer, value: &str) {
    let value = value.trim();
    if value.is_empty() {
        return;
    }
    for line in answer.lines.iter().chain([&answer.body]) {
        assert!(!line.contains(value), "{line} echoes {value}");
    }
}
