//! Every form of handler and argument.

use actix_web::{HttpResponse, Responder, get, put, route, web};
use cors_runtime::cors;

/// Has everything.
#[cors(
    origins = ["https://app.example.com", "https://*.example.org", "http://localhost:*"],
    methods = [PUT],
    allow_headers = ["content-type"],
    expose_headers = ["etag"],
    max_age = 600,
)]
#[put("/everything/{id}", name = "everything")]
pub async fn everything(id: web::Path<u32>) -> impl Responder {
    id.to_string()
}

/// Is for every site.
#[cors(origins = "*")]
#[get("/everyone")]
pub async fn everyone() -> HttpResponse {
    HttpResponse::Ok().finish()
}

/// Has several methods.
#[cors(origins = ["https://app.example.com"], credentials)]
#[route("/several", method = "GET", method = "PURGE")]
pub async fn several() -> Result<&'static str, actix_web::Error> {
    Ok("")
}

/// Has several paths.
#[cors(origins = ["https://app.example.com"], credentials = false)]
#[actix_web::routes]
#[get("/first")]
#[get("/second")]
pub async fn paths() -> &'static str {
    ""
}

/// Registers all.
pub fn register(config: &mut web::ServiceConfig) {
    config
        .service(everything)
        .service(everyone)
        .service(several)
        .service(paths);
}
