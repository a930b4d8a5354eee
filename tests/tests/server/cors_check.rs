//! Requests that are not preflights: what the policy adds to the answer of a handler, by the rows of the
//! semantics table. Source: <https://fetch.spec.whatwg.org/#cors-check>.

use actix_web::{HttpResponse, Responder, get, http::header, post, route, web::ServiceConfig};
use cors_runtime::cors;

use crate::support::{APP, STRANGER, Server};

#[cors(origins = "*", expose_headers = ["x-total-count", "etag"])]
#[get("/public")]
async fn public() -> impl Responder {
    "public"
}

#[cors(origins = "*")]
#[get("/public-and-plain")]
async fn public_and_plain() -> impl Responder {
    "public"
}

#[cors(origins = ["https://app.example.com", "https://admin.example.com"], expose_headers = ["x-total-count", "etag"], credentials)]
#[get("/named")]
async fn named() -> impl Responder {
    HttpResponse::Accepted().body("named")
}

#[cors(origins = ["https://app.example.com"])]
#[get("/without-credentials")]
async fn without_credentials() -> impl Responder {
    "named"
}

#[cors(origins = ["https://*.partner.example", "https://pr-*.example.dev", "http://localhost:*", "capacitor://localhost", "null"], dangerously_allow = [null_origin])]
#[get("/patterns")]
async fn patterns() -> impl Responder {
    "patterns"
}

#[cors(origins = ["https://app.example.com"], methods = [GET], allow_headers = ["content-type"])]
#[route("/only-get-is-open", method = "GET", method = "DELETE")]
async fn only_get_is_open() -> impl Responder {
    "done"
}

#[cors(origins = "*", methods = [GET])]
#[route("/only-get-is-public", method = "GET", method = "DELETE")]
async fn only_get_is_public() -> impl Responder {
    "done"
}

#[cors(origins = ["https://app.example.com"], credentials)]
#[get("/two-policies")]
async fn first_policy() -> impl Responder {
    "first"
}

#[cors(origins = ["https://admin.example.com"])]
#[post("/two-policies")]
async fn second_policy() -> impl Responder {
    "second"
}

#[cors(origins = ["https://app.example.com"], expose_headers = ["etag"])]
#[get("/opinionated")]
async fn opinionated() -> impl Responder {
    saying_all_of_it()
}

#[cors(origins = "*")]
#[get("/opinionated-and-public")]
async fn opinionated_and_public() -> impl Responder {
    saying_all_of_it()
}

/// A response with every CORS header there is, some of them twice.
fn saying_all_of_it() -> HttpResponse {
    HttpResponse::Ok()
        .append_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .append_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "https://evil.example"))
        .append_header((header::ACCESS_CONTROL_ALLOW_CREDENTIALS, "true"))
        .append_header((header::ACCESS_CONTROL_ALLOW_METHODS, "DELETE"))
        .append_header((header::ACCESS_CONTROL_ALLOW_HEADERS, "x-anything"))
        .append_header((header::ACCESS_CONTROL_EXPOSE_HEADERS, "x-secret"))
        .append_header((header::ACCESS_CONTROL_EXPOSE_HEADERS, "x-second"))
        .append_header((header::ACCESS_CONTROL_MAX_AGE, "86400"))
        .append_header(("access-control-allow-private-network", "true"))
        .append_header(("x-kept", "yes"))
        .finish()
}

fn app(app: &mut ServiceConfig) {
    app.service((public, public_and_plain, named, without_credentials))
        .service((patterns, only_get_is_open, only_get_is_public))
        .service((opinionated, opinionated_and_public))
        .service((first_policy, second_policy));
}

#[test]
fn a_public_resource_allows_every_origin_and_never_varies() {
    let server = Server::of(app);
    let origin_lines: [&[&str]; 5] = [
        &[],
        &["Origin: https://app.example.com"],
        &["Origin: null"],
        &["Origin: not an origin"],
        &["Origin: https://a.example", "Origin: https://b.example"],
    ];
    for lines in origin_lines {
        let answer = server.send("GET /public", lines);
        assert_eq!((answer.status, &*answer.body), (200, "public"), "{lines:?}");
        let expected = [
            "access-control-allow-origin: *",
            "access-control-expose-headers: x-total-count, etag",
        ];
        assert_eq!(answer.cors(), expected, "{lines:?}");

        let answer = server.send("GET /public-and-plain", lines);
        assert_eq!(answer.cors(), ["access-control-allow-origin: *"]);
    }
}

#[test]
fn without_an_origin_the_answer_only_varies() {
    let answer = Server::of(app).send("GET /named", &[]);
    assert_eq!((answer.status, &*answer.body), (202, "named"));
    assert_eq!(answer.cors(), ["vary: Origin"]);
}

#[test]
fn an_origin_that_is_not_allowed_gets_the_handlers_answer_without_the_headers() {
    let server = Server::of(app);
    for origin in [
        STRANGER,
        "null",
        "https://app.example.com.evil.example",
        "https://app.example.com:8443",
        "http://app.example.com",
        "https://example.com",
    ] {
        let answer = server.get("/named", origin);
        assert_eq!((answer.status, &*answer.body), (202, "named"), "{origin}");
        assert_eq!(answer.cors(), ["vary: Origin"], "{origin}");
    }
}

#[test]
fn an_allowed_origin_is_named_with_credentials_and_exposed_headers() {
    let server = Server::of(app);
    for origin in [APP, "https://admin.example.com"] {
        let answer = server.get("/named", origin);
        assert_eq!((answer.status, &*answer.body), (202, "named"));
        let expected = [
            "access-control-allow-credentials: true",
            &format!("access-control-allow-origin: {origin}"),
            "access-control-expose-headers: x-total-count, etag",
            "vary: Origin",
        ];
        assert_eq!(answer.cors(), expected);
    }
}

#[test]
fn an_allowed_origin_gets_only_the_headers_that_the_policy_sets() {
    let answer = Server::of(app).get("/without-credentials", APP);
    let expected = [
        "access-control-allow-origin: https://app.example.com",
        "vary: Origin",
    ];
    assert_eq!(answer.cors(), expected);
}

#[test]
fn every_kind_of_pattern_names_the_origin_that_came() {
    let server = Server::of(app);
    for origin in [
        "https://a.partner.example",
        "https://b.a.partner.example",
        "https://xn--bcher-kva.partner.example",
        "https://pr-42.example.dev",
        "https://pr-_.example.dev",
        "http://localhost",
        "http://localhost:3000",
        "http://localhost:65535",
        "capacitor://localhost",
        "null",
    ] {
        let answer = server.get("/patterns", origin);
        let line = format!("access-control-allow-origin: {origin}");
        assert_eq!(answer.cors(), [&*line, "vary: Origin"], "{origin}");
    }
}

#[test]
fn no_pattern_names_what_only_looks_like_it() {
    let server = Server::of(app);
    for origin in [
        "https://partner.example",
        "https://.partner.example",
        "https://a..partner.example",
        "https://evilpartner.example",
        "https://a.partner.example.evil.example",
        "https://a.partner.example:8443",
        "http://a.partner.example",
        "https://evil.example/.partner.example",
        "https://evil.example#.partner.example",
        "https://user@a.partner.example",
        "https://pr-.example.dev",
        "https://pr-4.2.example.dev",
        "https://pr-*.example.dev",
        "https://*.partner.example",
        "http://localhost:",
        "http://localhost:80",
        "http://localhost:*",
        "http://localhost:0",
        "http://localhost:65536",
        "http://localhost:3000:3000",
        "https://localhost:3000",
        "http://localhost.evil.example:3000",
        "NULL",
        "*",
    ] {
        let answer = server.get("/patterns", origin);
        assert_eq!(answer.status, 200, "{origin}");
        assert_eq!(answer.cors(), ["vary: Origin"], "{origin}");
    }
}

#[test]
fn a_method_that_the_policy_leaves_out_is_answered_as_to_a_stranger() {
    let server = Server::of(app);
    let from_app = format!("Origin: {APP}");
    let answer = server.send("DELETE /only-get-is-open", &[&from_app]);
    assert_eq!((answer.status, &*answer.body), (200, "done"));
    assert_eq!(answer.cors(), ["vary: Origin"]);
    assert_eq!(server.get("/only-get-is-open", APP).cors().len(), 2);

    let answer = server.send("DELETE /only-get-is-public", &[&from_app]);
    assert_eq!((answer.status, &*answer.body), (200, "done"));
    assert!(answer.cors().is_empty(), "{answer:?}");
}

#[test]
fn each_method_of_a_path_has_its_own_policy() {
    let server = Server::of(app);
    let answers = |origin: &str| {
        let origin = format!("Origin: {origin}");
        let first = server.send("GET /two-policies", &[&origin]);
        let second = server.send("POST /two-policies", &[&origin]);
        assert_eq!((&*first.body, &*second.body), ("first", "second"));
        (first.cors().len(), second.cors().len())
    };
    assert_eq!(answers(APP), (3, 1));
    assert_eq!(answers("https://admin.example.com"), (1, 2));
    assert_eq!(answers(STRANGER), (1, 1));
}

#[test]
fn the_policy_overrides_cors_headers_of_the_handler() {
    let server = Server::of(app);
    let answer = server.get("/opinionated", APP);
    let expected = [
        "access-control-allow-origin: https://app.example.com",
        "access-control-expose-headers: etag",
        "vary: Origin",
    ];
    assert_eq!(answer.cors(), expected);
    assert_eq!(answer.values("x-kept"), ["yes"]);

    let answer = server.get("/opinionated", STRANGER);
    assert_eq!(answer.cors(), ["vary: Origin"]);
    assert_eq!(answer.values("x-kept"), ["yes"]);

    let answer = server.get("/opinionated-and-public", STRANGER);
    assert_eq!(answer.cors(), ["access-control-allow-origin: *"]);
}
