//! Redirects: each answer on the way must allow the page, and a preflighted request asks again.

use actix_web::{
    HttpRequest, HttpResponse, Responder, get, http::StatusCode, put, web::ServiceConfig,
};
use cors_runtime::cors;

pub(super) fn services(services: &mut ServiceConfig) {
    services
        .service(redirect_allowed)
        .service(redirect_to_plain)
        .service(plain)
        .service(plain_redirect)
        .service(put_redirect_allowed)
        .service(put_redirect_refused);
}

/// To a route whose policy allows the page too.
#[cors(origins = ["http://localhost:*"])]
#[get("/redirects/allowed")]
async fn redirect_allowed(request: HttpRequest) -> impl Responder {
    redirect(StatusCode::FOUND, "/simple/allowed", &request)
}

/// To a route without a policy.
#[cors(origins = ["http://localhost:*"])]
#[get("/redirects/to-plain")]
async fn redirect_to_plain(request: HttpRequest) -> impl Responder {
    redirect(StatusCode::FOUND, "/redirects/plain", &request)
}

/// No policy.
#[get("/redirects/plain")]
async fn plain() -> &'static str {
    "hello"
}

/// No policy on the redirect; its destination has one.
#[get("/redirects/without-policy")]
async fn plain_redirect(request: HttpRequest) -> impl Responder {
    redirect(StatusCode::FOUND, "/simple/allowed", &request)
}

/// The browser asks once here and once there.
#[cors(origins = ["http://localhost:*"])]
#[put("/redirects/put/allowed")]
async fn put_redirect_allowed(request: HttpRequest) -> impl Responder {
    redirect(StatusCode::TEMPORARY_REDIRECT, "/write/allowed", &request)
}

/// The destination refuses its own preflight.
#[cors(origins = ["http://localhost:*"])]
#[put("/redirects/put/refused")]
async fn put_redirect_refused(request: HttpRequest) -> impl Responder {
    redirect(StatusCode::TEMPORARY_REDIRECT, "/write/refused", &request)
}

fn redirect(status: StatusCode, path: &str, request: &HttpRequest) -> HttpResponse {
    let location = format!("{path}?{}", request.query_string());
    HttpResponse::build(status)
        .insert_header(("location", location))
        .finish()
}
