//! The guards of handlers say which of them the actual request reaches.

use actix_web::{HttpResponse, Responder, guard::GuardContext, put};
use cors_runtime::{cors, is_preflight};

use crate::{
    gates::{behind_gate, policy, preflight_at},
    support::APP,
};

fn is_host_a(request: &GuardContext<'_>) -> bool {
    request
        .head()
        .headers()
        .get("host")
        .is_some_and(|host| host == "a.example")
}

fn is_version_2(request: &GuardContext<'_>) -> bool {
    let version = request.head().headers().get("x-version");
    is_preflight(request) || version.is_some_and(|version| version == "2")
}

#[cors(origins = ["https://app.example.com"], max_age = 201)]
#[put("/hosted", guard = "is_host_a")]
async fn put_on_a() -> impl Responder {
    HttpResponse::NoContent()
}

#[cors(origins = ["https://app.example.com"], max_age = 202)]
#[put("/hosted")]
async fn put_elsewhere() -> impl Responder {
    HttpResponse::NoContent()
}

#[cors(origins = ["https://app.example.com"], allow_headers = ["x-version"], max_age = 203)]
#[put("/versioned", guard = "is_version_2")]
async fn put_version_2() -> impl Responder {
    HttpResponse::NoContent()
}

#[test]
fn guards_of_handlers_are_asked() {
    let server = behind_gate(|app| {
        app.service(put_on_a)
            .service(put_elsewhere)
            .service(put_version_2);
    });
    let ask = |host, path| preflight_at(&server, host, path, "PUT", APP);
    assert_eq!(policy(&ask("a.example", "/hosted")), Some("201"));
    assert_eq!(policy(&ask("b.example", "/hosted")), Some("202"));
    assert_eq!(policy(&ask("b.example", "/versioned")), Some("203"));
}
