//! Other ways to send a request than `fetch`: each follows the same protocol, with small differences.

use actix_web::{HttpResponse, Responder, get, post, web::ServiceConfig};
use cors_runtime::cors;

use super::PAGE;

pub(super) fn services(services: &mut ServiceConfig) {
    services
        .service(upload_allowed)
        .service(upload_refused)
        .service(events_allowed)
        .service(events_refused)
        .service(beacon_allowed)
        .service(beacon_refused)
        .service(module_allowed)
        .service(module_refused);
}

/// An upload with a progress listener is preflighted even as plain text.
#[cors(origins = ["http://localhost:*"])]
#[post("/upload/allowed")]
async fn upload_allowed(text: String) -> String {
    format!("{} bytes", text.len())
}

/// For another site.
#[cors(origins = ["https://app.example.com"])]
#[post("/upload/refused")]
async fn upload_refused(text: String) -> String {
    format!("{} bytes", text.len())
}

/// Server-sent events.
#[cors(origins = ["http://localhost:*"])]
#[get("/events/allowed")]
async fn events_allowed() -> impl Responder {
    events()
}

/// For another site.
#[cors(origins = ["https://app.example.com"])]
#[get("/events/refused")]
async fn events_refused() -> impl Responder {
    events()
}

/// A beacon always has credentials, and JSON is preflighted.
#[cors(origins = dynamic(PAGE), allow_headers = ["content-type"], credentials)]
#[post("/beacon/allowed")]
async fn beacon_allowed() -> impl Responder {
    HttpResponse::NoContent()
}

/// For another site.
#[cors(origins = ["https://app.example.com"], allow_headers = ["content-type"], credentials)]
#[post("/beacon/refused")]
async fn beacon_refused() -> impl Responder {
    HttpResponse::NoContent()
}

/// Modules are always fetched by CORS, unlike other scripts.
#[cors(origins = ["http://localhost:*"])]
#[get("/module/allowed")]
async fn module_allowed() -> impl Responder {
    module()
}

/// For another site.
#[cors(origins = ["https://app.example.com"])]
#[get("/module/refused")]
async fn module_refused() -> impl Responder {
    module()
}

fn events() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/event-stream")
        .body("data: hello\n\n")
}

fn module() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/javascript")
        .body("export default 'hello';")
}
