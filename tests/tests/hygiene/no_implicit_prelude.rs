//! Nothing is in scope but what is named.

#![no_implicit_prelude]

use ::actix_web::get;
use ::cors_runtime::cors;

/// Has options that are there and options that are not.
#[cors(
    origins = ["https://app.example.com", "https://*.example.org"],
    expose_headers = ["etag"],
)]
#[get("/")]
pub async fn handler() -> &'static str {
    ""
}

/// Registers it.
pub fn register(config: &mut ::actix_web::web::ServiceConfig) {
    config.service(handler);
}
