//! Response headers that scripts may read, and how long preflight answers are cached.

use actix_web::{HttpResponse, Responder, get, put, web::ServiceConfig};
use cors_runtime::cors;

pub(super) fn services(services: &mut ServiceConfig) {
    services
        .service(etag_exposed)
        .service(etag_hidden)
        .service(preflight_cached)
        .service(preflight_not_cached);
}

/// Scripts may read the `ETag`.
#[cors(origins = ["http://localhost:*"], expose_headers = ["etag"])]
#[get("/etag/exposed")]
async fn etag_exposed() -> impl Responder {
    HttpResponse::Ok()
        .insert_header(("etag", "\"1\""))
        .body("hello")
}

/// Scripts may read the body, and the few headers that are safelisted.
#[cors(origins = ["http://localhost:*"])]
#[get("/etag/hidden")]
async fn etag_hidden() -> impl Responder {
    HttpResponse::Ok()
        .insert_header(("etag", "\"1\""))
        .body("hello")
}

/// Browsers ask once in ten minutes.
#[cors(origins = ["http://localhost:*"], max_age = 600)]
#[put("/max-age/ten-minutes")]
async fn preflight_cached() -> &'static str {
    "done"
}

/// Browsers ask every time.
#[cors(origins = ["http://localhost:*"], max_age = 0)]
#[put("/max-age/zero")]
async fn preflight_not_cached() -> &'static str {
    "done"
}
