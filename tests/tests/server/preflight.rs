//! Preflights, by the rows of the semantics table: which ones are answered, with what, and which requests
//! are none. Source: <https://fetch.spec.whatwg.org/#cors-preflight-fetch>.

use actix_web::{
    HttpResponse, Responder, delete, get, options, patch, post, put, query, route, web,
    web::ServiceConfig,
};
use cors_runtime::cors;

use crate::support::{APP, STRANGER, Server, assert_refused};

#[cors(
    origins = ["https://app.example.com", "https://*.partner.example"],
    allow_headers = ["content-type", "x-request-id"],
    expose_headers = ["etag"],
    max_age = 600,
)]
#[put("/users/{id}")]
async fn put_user() -> impl Responder {
    "put"
}

#[cors(origins = ["https://app.example.com"], credentials)]
#[delete("/users/{id}")]
async fn delete_user() -> impl Responder {
    "deleted"
}

#[cors(origins = "*", allow_headers = ["*", "authorization"], max_age = 0)]
#[patch("/users/{id}")]
async fn patch_user() -> impl Responder {
    "patched"
}

#[get("/users/{id}")]
async fn get_user_without_cors() -> impl Responder {
    "got"
}

#[cors(origins = ["https://app.example.com"], methods = [PUT])]
#[route("/partly", method = "PUT", method = "DELETE")]
async fn partly_open() -> impl Responder {
    "done"
}

#[cors(origins = ["https://app.example.com"])]
#[route("/several", method = "GET", method = "PUT", method = "PURGE")]
async fn several_methods() -> impl Responder {
    "done"
}

#[cors(origins = ["https://app.example.com"])]
#[query("/search")]
async fn search() -> impl Responder {
    "found"
}

#[cors(origins = ["https://app.example.com"])]
#[options("/options")]
async fn options_with_cors() -> impl Responder {
    HttpResponse::Ok()
        .insert_header(("allow", "OPTIONS, POST"))
        .body("mine")
}

#[cors(origins = ["https://app.example.com"])]
#[post("/options")]
async fn post_beside_options() -> impl Responder {
    "posted"
}

#[options("/plain-options")]
async fn options_without_cors() -> impl Responder {
    HttpResponse::Ok()
        .insert_header(("access-control-allow-origin", "https://own.example"))
        .body("mine")
}

#[cors(origins = ["https://app.example.com"])]
#[post("/plain-options")]
async fn post_beside_plain_options() -> impl Responder {
    "posted"
}

fn app(app: &mut ServiceConfig) {
    app.service((put_user, delete_user, patch_user, get_user_without_cors))
        .service((partly_open, several_methods, search))
        .service((options_with_cors, post_beside_options))
        .service((post_beside_plain_options, options_without_cors));
}

#[test]
fn a_preflight_of_an_allowed_origin_is_answered_with_the_whole_policy_and_no_body() {
    let server = Server::of(app);
    for origin in [APP, "https://a.partner.example"] {
        let answer = server.preflight("/users/7", "PUT", origin);
        assert_eq!((answer.status, &*answer.body), (204, ""));
        let expected = [
            "access-control-allow-headers: content-type, x-request-id",
            "access-control-allow-methods: PUT",
            &format!("access-control-allow-origin: {origin}"),
            "access-control-max-age: 600",
            "vary: Origin",
        ];
        assert_eq!(answer.cors(), expected);
        assert!(answer.values("content-length").is_empty(), "{answer:?}");
        assert!(answer.values("transfer-encoding").is_empty(), "{answer:?}");
    }
}

#[test]
fn a_preflight_names_credentials_and_leaves_out_what_the_policy_does_not_say() {
    let answer = Server::of(app).preflight("/users/7", "DELETE", APP);
    assert_eq!((answer.status, &*answer.body), (204, ""));
    let expected = [
        "access-control-allow-credentials: true",
        "access-control-allow-methods: DELETE",
        "access-control-allow-origin: https://app.example.com",
        "vary: Origin",
    ];
    assert_eq!(answer.cors(), expected);
}

#[test]
fn a_preflight_for_a_public_resource_is_the_same_for_every_origin() {
    let server = Server::of(app);
    for origin in [APP, STRANGER, "null", "not an origin"] {
        let answer = server.preflight("/users/7", "PATCH", origin);
        assert_eq!((answer.status, &*answer.body), (204, ""), "{origin}");
        let expected = [
            "access-control-allow-headers: *, authorization",
            "access-control-allow-methods: PATCH",
            "access-control-allow-origin: *",
            "access-control-max-age: 0",
        ];
        assert_eq!(answer.cors(), expected, "{origin}");
    }
}

#[test]
fn a_preflight_of_another_origin_is_refused() {
    let server = Server::of(app);
    for origin in [STRANGER, "null", "not an origin", "https://partner.example"] {
        let answer = server.preflight("/users/7", "PUT", origin);
        assert_refused(&answer, "origin-not-allowed");
    }
}

#[test]
fn each_method_of_a_path_answers_its_own_preflights() {
    let server = Server::of(app);
    let partner = "https://a.partner.example";
    assert_eq!(server.preflight("/users/7", "PUT", partner).status, 204);
    assert_eq!(server.preflight("/users/7", "DELETE", partner).status, 403);
    let answer = server.preflight("/users/7", "PATCH", partner);
    assert_eq!(
        answer.values("access-control-allow-methods"),
        ["PATCH"],
        "a policy applies to its own methods only"
    );
}

#[test]
fn a_preflight_for_a_method_that_is_not_served_here_is_not_ours() {
    let server = Server::of(app);
    let not_ours = [
        ("/users/7", "GET"),
        ("/users/7", "put"),
        ("/users/7", "PUTS"),
        ("/users/7", "PUT, DELETE"),
        ("/users/7", "*"),
        ("/users/7", "OPTIONS"),
        ("/elsewhere", "PUT"),
    ];
    for (path, method) in not_ours {
        let answer = server.preflight(path, method, APP);
        assert_eq!((answer.status, &*answer.body), (404, ""), "{method} {path}");
        assert!(answer.cors().is_empty(), "{method} {path}: {answer:?}");
    }
}

#[test]
fn a_preflight_for_a_method_that_the_policy_leaves_out_is_refused() {
    let server = Server::of(app);
    let answer = server.preflight("/partly", "DELETE", APP);
    assert_refused(&answer, "method-not-allowed");

    let answer = server.preflight("/partly", "PUT", APP);
    assert_eq!(answer.status, 204);
    assert_eq!(answer.values("access-control-allow-methods"), ["PUT"]);
}

#[test]
fn a_preflight_names_all_methods_of_the_route_custom_ones_too() {
    let server = Server::of(app);
    for method in ["GET", "PUT", "PURGE"] {
        let answer = server.preflight("/several", method, APP);
        assert_eq!(
            answer.values("access-control-allow-methods"),
            ["GET, PUT, PURGE"]
        );
    }
    let answer = server.preflight("/search", "QUERY", APP);
    assert_eq!(answer.values("access-control-allow-methods"), ["QUERY"]);
}

#[test]
fn the_answer_does_not_depend_on_the_request_headers_asked_for() {
    let server = Server::of(app);
    let origin = format!("Origin: {APP}");
    let asked = [
        "Access-Control-Request-Headers: content-type",
        "Access-Control-Request-Headers: x-never-allowed, authorization",
        "Access-Control-Request-Headers:",
        "Access-Control-Request-Headers: ,,;bad list,",
    ];
    let bare = server.preflight("/users/7", "PUT", APP);
    for line in asked {
        let method = "Access-Control-Request-Method: PUT";
        let answer = server.send("OPTIONS /users/7", &[&origin, method, line]);
        assert_eq!(answer.status, 204, "{line}");
        assert_eq!(answer.cors(), bare.cors(), "{line}");
    }
}

#[test]
fn options_without_all_parts_of_a_preflight_is_not_ours() {
    let server = Server::of(app);
    let origin = format!("Origin: {APP}");
    let no_preflights: [&[&str]; 4] = [
        &[],
        &[&origin],
        &["Access-Control-Request-Method: PUT"],
        &[&origin, "Access-Control-Request-Headers: content-type"],
    ];
    for lines in no_preflights {
        let answer = server.send("OPTIONS /users/7", lines);
        assert_eq!((answer.status, &*answer.body), (404, ""), "{lines:?}");
        assert!(answer.cors().is_empty(), "{lines:?}: {answer:?}");
    }
}

#[test]
fn the_headers_of_a_preflight_mean_nothing_on_other_methods() {
    let origin = format!("Origin: {APP}");
    let asked = "Access-Control-Request-Method: DELETE";
    let answer = Server::of(app).send("PUT /users/7", &[&origin, asked]);
    assert_eq!((answer.status, &*answer.body), (200, "put"));
    let expected = [
        "access-control-allow-origin: https://app.example.com",
        "access-control-expose-headers: etag",
        "vary: Origin",
    ];
    assert_eq!(answer.cors(), expected);
}

#[test]
fn an_annotated_options_handler_serves_its_requests_and_has_preflights_of_its_own() {
    let server = Server::of(app);
    let named = "access-control-allow-origin: https://app.example.com";

    let answer = server.send("OPTIONS /options", &[&format!("Origin: {APP}")]);
    assert_eq!((answer.status, &*answer.body), (200, "mine"));
    assert_eq!(answer.cors(), [named, "vary: Origin"]);
    let answer = server.send("OPTIONS /options", &[]);
    assert_eq!((answer.status, &*answer.body), (200, "mine"));
    assert_eq!(answer.cors(), ["vary: Origin"]);

    for method in ["OPTIONS", "POST"] {
        let answer = server.preflight("/options", method, APP);
        assert_eq!((answer.status, &*answer.body), (204, ""), "{method}");
        let methods = format!("access-control-allow-methods: {method}");
        assert_eq!(answer.cors(), [&*methods, named, "vary: Origin"]);
    }
    assert_eq!(server.preflight("/options", "PUT", APP).status, 404);
}

#[test]
fn an_annotated_options_handler_serves_requests_that_ask_for_a_method_which_is_not_text() {
    let server = Server::of(app);
    let mut request =
        b"OPTIONS /options HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n".to_vec();
    request.extend(format!("Origin: {APP}\r\n").as_bytes());
    request.extend(b"Access-Control-Request-Method: OPTIONS\xff\r\n\r\n");
    let answer = server.send_bytes(&request);
    assert_eq!((answer.status, &*answer.body), (200, "mine"));
    let named = "access-control-allow-origin: https://app.example.com";
    assert_eq!(answer.cors(), [named, "vary: Origin"]);
}

#[test]
fn a_plain_options_handler_behind_serves_what_is_not_ours() {
    let server = Server::of(app);
    assert_eq!(server.preflight("/plain-options", "POST", APP).status, 204);
    assert_eq!(
        server.preflight("/plain-options", "POST", STRANGER).status,
        403
    );

    let not_ours = [
        server.send("OPTIONS /plain-options", &[&format!("Origin: {APP}")]),
        server.preflight("/plain-options", "PUT", APP),
    ];
    for answer in not_ours {
        assert_eq!((answer.status, &*answer.body), (200, "mine"));
        let own = ["access-control-allow-origin: https://own.example"];
        assert_eq!(answer.cors(), own);
    }
}

#[test]
fn a_plain_options_handler_in_front_takes_the_preflights_of_its_path() {
    let server = Server::of(|app| {
        app.service((options_without_cors, post_beside_plain_options));
    });
    let answer = server.preflight("/plain-options", "POST", APP);
    assert_eq!((answer.status, &*answer.body), (200, "mine"));
}

#[test]
fn a_preflight_runs_neither_extractors_nor_the_handler() {
    #[cors(origins = ["https://app.example.com"])]
    #[put("/never")]
    async fn never(_missing: web::Data<String>) -> HttpResponse {
        unreachable!("the test asks for a preflight only")
    }
    let server = Server::of(|app| {
        app.service(never);
    });
    assert_eq!(server.preflight("/never", "PUT", APP).status, 204);
    assert_eq!(server.preflight("/never", "PUT", STRANGER).status, 403);
}

#[test]
fn a_refused_preflight_names_the_nearest_origin_in_debug_builds_alone() {
    let server = Server::of(app);
    let answer = server.preflight("/users/7", "PUT", "http://app.example.com");
    let body = "origin-not-allowed: the page's origin is not among the `origins` of the policy; \
                allowed: `https://app.example.com`\n";
    let expected = if cfg!(debug_assertions) { body } else { "" };
    assert_eq!((answer.status, &*answer.body), (403, expected));
}
