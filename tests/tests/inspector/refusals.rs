//! The last refusals. All apps of the process share the list, so each test looks for an origin of its own.

use std::{
    io::{Read as _, Write as _},
    sync::{Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use actix_web::{App, HttpServer, Responder, http::KeepAlive, put, route, web};
use cors_inspector::inspector;
use cors_runtime::{AppCors, cors, policy};
use serde::Deserialize;
use serde_json::json;

use crate::{
    app::{self, ask_json, serve_app},
    support::{Client, Server, request, serve},
};

#[derive(Debug, Deserialize)]
struct News {
    count: u64,
    refusals: Vec<Refusal>,
}

#[derive(Debug, Deserialize)]
struct Refusal {
    page: String,
    method: String,
    path: String,
    is_preflight: bool,
    reason: String,
    remedy: Option<String>,
}

/// The list is short: a burst would push out what another test looks for.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn news(client: &Client, after: u64) -> News {
    ask_json(
        client,
        &format!("GET /__cors/refusals?after={after}"),
        &json!(""),
    )
}

/// The refusals of pages of this origin.
fn refusals_of(client: &Client, page: &str) -> Vec<Refusal> {
    let mut refusals = news(client, 0).refusals;
    refusals.retain(|refusal| refusal.page == page);
    refusals
}

#[test]
fn a_refused_preflight_is_listed_with_what_is_allowed_nearby() {
    let _alone = alone();
    let server = serve_app();
    let page = "https://app.example.com:9001";
    assert_eq!(server.preflight("/api/users/7", "PUT", page).status, 403);
    let refusals = refusals_of(&server, page);
    let [refusal] = &refusals[..] else {
        panic!("{refusals:?}");
    };
    assert_eq!(
        (refusal.method.as_str(), refusal.path.as_str()),
        ("PUT", "/api/users/7")
    );
    assert!(refusal.is_preflight);
    assert!(
        refusal.reason.contains("Access-Control-Allow-Origin"),
        "{refusal:?}"
    );
    let remedy = refusal.remedy.as_deref().unwrap();
    assert!(
        remedy.contains("`https://app.example.com` is allowed"),
        "{remedy}"
    );
}

#[test]
fn a_request_whose_response_the_browser_withholds_is_listed() {
    let _alone = alone();
    let server = serve_app();
    let page = "https://app.example.com:9002";
    assert_eq!(server.get("/api/users/7?x=1", page).status, 200);
    let refusals = refusals_of(&server, page);
    let [refusal] = &refusals[..] else {
        panic!("{refusals:?}");
    };
    assert_eq!(
        (refusal.method.as_str(), refusal.path.as_str()),
        ("GET", "/api/users/7?x=1")
    );
    assert!(!refusal.is_preflight);
}

#[test]
fn a_refusal_by_a_layer_says_so() {
    let _alone = alone();
    let server = serve_app();
    let page = "https://app.example.com:9005";
    assert_eq!(server.preflight("/form", "POST", page).status, 403);
    let refusals = refusals_of(&server, page);
    assert_eq!(refusals.len(), 1);
    let reason = &refusals[0].reason;
    assert!(
        reason.starts_with("the policy of a layer does not name"),
        "{reason}"
    );
}

#[test]
fn a_fault_of_the_origin_itself_is_the_reason() {
    let _alone = alone();
    let server = serve!(
        App::new()
            .service(delete_user)
            .service(inspector("/__cors"))
    );
    let origin = "Origin: https://twice.example";
    let requested = "Access-Control-Request-Method: DELETE";
    let twice = server.send("OPTIONS /users/9006", &[origin, origin, requested]);
    // An image on a page of another site.
    let image = ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"];
    let without = server.send("GET /users/9006", &image);
    assert_eq!((twice.status, without.status), (403, 403));

    let mut refusals = news(&server, 0).refusals;
    refusals.retain(|refusal| refusal.path == "/users/9006");
    let reasons: Vec<_> = refusals.iter().map(|one| one.reason.as_str()).collect();
    assert_eq!(
        reasons,
        [
            "the request has more than one `Origin`",
            "the request is of a page of another origin, and has no `Origin`"
        ]
    );
}

#[test]
fn an_origin_that_a_layer_allows_is_not_the_reason_for_a_disabled_handler() {
    let _alone = alone();
    let server = serve!(
        App::new()
            .wrap(AROUND.layer())
            .service(internal)
            .service(inspector("/__cors"))
    );
    let page = "https://around.example";
    assert_eq!(server.preflight("/internal", "PUT", page).status, 403);
    let refusals = refusals_of(&server, page);
    let [refusal] = &refusals[..] else {
        panic!("{refusals:?}");
    };
    assert!(refusal.reason.contains("`disabled`"), "{refusal:?}");
    assert_eq!(refusal.remedy, None);
}

#[test]
fn an_origin_that_no_browser_writes_so_is_the_reason() {
    let _alone = alone();
    let server = serve_app();
    for page in ["https://app.example.com/", "https://APP.example.com"] {
        assert_eq!(server.preflight("/api/users/7", "PUT", page).status, 403);
        let refusals = refusals_of(&server, page);
        assert_eq!(
            refusals[0].reason,
            "browsers write this `Origin` as `https://app.example.com`"
        );
    }
}

#[test]
fn only_refusals_are_listed() {
    let _alone = alone();
    let server = serve_app();
    let page = "https://app.example.com";
    assert_eq!(server.preflight("/api/users/7", "PUT", page).status, 204);
    assert_eq!(server.get("/api/users/7", page).status, 200);
    assert_eq!(server.send("GET /api/users/7", &[]).status, 200);
    assert!(refusals_of(&server, page).is_empty());

    // A form of the server's own page has an `Origin` too.
    let own = "http://localhost";
    let length = "Content-Length: 0";
    let answer = server.send("POST /messages", &[&format!("Origin: {own}"), length]);
    assert_eq!(answer.status, 200);
    assert!(refusals_of(&server, own).is_empty());
}

#[test]
fn a_question_is_not_a_refusal() {
    let _alone = alone();
    let server = serve_app();
    let page = "https://app.example.com:9003";
    let question = json!({ "page": page, "method": "PUT", "path": "/api/users/7", "headers": [], "credentials": false });
    let _: serde_json::Value = ask_json(&server, "POST /__cors/question", &question);
    assert!(refusals_of(&server, page).is_empty());
}

policy! {
    static AROUND = { origins = ["https://around.example"] };
}

#[cors(disabled)]
#[put("/internal")]
async fn internal() -> impl Responder {
    "internal"
}

#[cors(origins = ["https://app.example.com"])]
#[put("/users/{id}")]
async fn put_user() -> impl Responder {
    "saved"
}

#[cors(origins = ["https://app.example.com"], enforce)]
#[route("/users/{id}", method = "DELETE", method = "GET")]
async fn delete_user() -> impl Responder {
    "deleted"
}

#[test]
fn a_refusal_by_app_cors_is_listed_once() {
    let _alone = alone();
    let server = serve!(
        App::new()
            .wrap(AppCors::new())
            .service(put_user)
            .service(inspector("/__cors"))
    );
    let page = "https://app.example.com:9004";
    assert_eq!(server.preflight("/users/7", "PUT", page).status, 403);
    assert_eq!(server.preflight("/users/7", "PATCH", page).status, 403);
    assert_eq!(
        server
            .send("PUT /users/7", &[&format!("Origin: {page}")])
            .status,
        200
    );
    let refusals = refusals_of(&server, page);
    let methods: Vec<_> = refusals
        .iter()
        .map(|one| (one.method.as_str(), one.is_preflight))
        .collect();
    assert_eq!(methods, [("PUT", true), ("PATCH", true), ("PUT", false)]);
}

#[test]
fn a_burst_of_thousands_is_bounded() {
    const BURST: usize = 5000;
    let _alone = alone();
    let server = Server::run(|listener| {
        let burst_app = || {
            App::new()
                .service(web::scope("/api").service(app::put_user))
                .service(inspector("/__cors"))
        };
        // On a busy machine the burst takes longer than a request may.
        let server = HttpServer::new(burst_app).client_request_timeout(Duration::ZERO);
        let server = server.keep_alive(KeepAlive::Os).workers(1);
        Ok(server.disable_signals().listen(listener)?.run())
    });
    let before = news(&server, 0).count;
    let long = "x".repeat(4000);
    let one = format!(
        "OPTIONS /api/users/7?{long} HTTP/1.1\r\nHost: localhost\r\nOrigin: https://burst.example\r\n\
         Access-Control-Request-Method: PUT\r\n\r\n"
    );
    let mut connection = server.connect();
    let mut sender = connection.try_clone().unwrap();
    let writer = thread::spawn(move || {
        for _ in 0..BURST - 1 {
            sender.write_all(one.as_bytes()).unwrap();
        }
        let last = [
            "Origin: https://burst.example",
            "Access-Control-Request-Method: PUT",
        ];
        sender
            .write_all(&request("OPTIONS /api/users/7", &last))
            .unwrap();
    });
    let mut answers = String::new();
    connection.read_to_string(&mut answers).unwrap();
    writer.join().unwrap();
    assert_eq!(answers.matches("HTTP/1.1 403").count(), BURST);

    let news = news(&server, before);
    assert!(news.count - before >= BURST as u64);
    assert_eq!(news.refusals.len(), 200);
    assert!(
        news.refusals
            .iter()
            .all(|refusal| refusal.path.len() <= 512)
    );
}
