//! Requests that the browser asks about first.

use actix_web::{get, post, route, routes, web::ServiceConfig};
use cors_runtime::cors;

pub(super) fn services(services: &mut ServiceConfig) {
    services
        .service(write_allowed)
        .service(write_refused)
        .service(delete_refused)
        .service(header_allowed)
        .service(header_refused)
        .service(json_allowed)
        .service(json_refused);
}

/// For pages on this machine.
#[cors(origins = ["http://localhost:*"])]
#[route(
    "/write/allowed",
    method = "PUT",
    method = "PATCH",
    method = "DELETE",
    method = "QUERY",
    method = "PURGE"
)]
async fn write_allowed() -> &'static str {
    "done"
}

/// For another site.
#[cors(origins = ["https://app.example.com"])]
#[route(
    "/write/refused",
    method = "PUT",
    method = "PATCH",
    method = "QUERY",
    method = "PURGE"
)]
async fn write_refused() -> &'static str {
    "done"
}

/// Other origins may read, and not delete.
#[cors(origins = ["http://localhost:*"], methods = [GET])]
#[routes]
#[get("/delete/refused")]
#[delete("/delete/refused")]
async fn delete_refused() -> &'static str {
    "done"
}

/// Scripts may send the header.
#[cors(origins = ["http://localhost:*"], allow_headers = ["x-request-id"])]
#[get("/header/allowed")]
async fn header_allowed() -> &'static str {
    "hello"
}

/// The page may call, but not with a header that a form could not send.
#[cors(origins = ["http://localhost:*"])]
#[get("/header/refused")]
async fn header_refused() -> &'static str {
    "hello"
}

/// JSON needs `content-type`: only three types are safelisted, and it is not one of them.
#[cors(origins = ["http://localhost:*"], allow_headers = ["content-type"])]
#[post("/json/allowed")]
async fn json_allowed(body: String) -> String {
    body
}

/// The mistake that people make most often: no `content-type`.
#[cors(origins = ["http://localhost:*"])]
#[post("/json/refused")]
async fn json_refused(body: String) -> String {
    body
}
