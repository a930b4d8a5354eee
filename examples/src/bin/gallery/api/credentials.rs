//! Cookies and the `Authorization` header.

use actix_web::{HttpRequest, HttpResponse, Responder, cookie::Cookie, get, web::ServiceConfig};
use cors_runtime::cors;

use super::PAGE;

pub(super) fn services(services: &mut ServiceConfig) {
    services
        .service(cookies_allowed)
        .service(cookies_refused)
        .service(cookies_wildcard)
        .service(authorization_allowed)
        .service(authorization_refused);
}

/// Counts visits in a cookie, for the page alone: credentials never go with a wildcard.
#[cors(origins = dynamic(PAGE), credentials)]
#[get("/cookies/allowed")]
async fn cookies_allowed(request: HttpRequest) -> impl Responder {
    count_visits(&request)
}

/// The page may read, but not as a user who is logged in.
#[cors(origins = dynamic(PAGE))]
#[get("/cookies/refused")]
async fn cookies_refused(request: HttpRequest) -> impl Responder {
    count_visits(&request)
}

/// Any page may read it, so none may send credentials.
#[cors(origins = "*")]
#[get("/cookies/wildcard")]
async fn cookies_wildcard(request: HttpRequest) -> impl Responder {
    count_visits(&request)
}

/// Scripts may send `Authorization`.
#[cors(origins = ["http://localhost:*"], allow_headers = ["authorization"])]
#[get("/authorization/allowed")]
async fn authorization_allowed() -> &'static str {
    "hello"
}

/// Scripts may not.
#[cors(origins = ["http://localhost:*"], allow_headers = ["content-type"])]
#[get("/authorization/refused")]
async fn authorization_refused() -> &'static str {
    "hello"
}

/// One cookie for each path, so that scenarios do not see each other's.
fn count_visits(request: &HttpRequest) -> HttpResponse {
    let cookie = request.cookie("visits");
    let visits = cookie.and_then(|cookie| cookie.value().parse().ok());
    let visits = visits.map_or(1, |visits: u32| visits.saturating_add(1));
    let cookie = Cookie::build("visits", visits.to_string())
        .path(request.path().to_owned())
        .http_only(true)
        .finish();
    HttpResponse::Ok()
        .cookie(cookie)
        .body(format!("visit {visits}"))
}
