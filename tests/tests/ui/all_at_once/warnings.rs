#![deny(deprecated)]

use actix_web::{App, get};
use cors_runtime::cors;

#[cors(
    origins = ["https://*.example.com", "https://app.example.com", "http://localhost:6000"],
    credentials,
    expose_headers = ["etag", "ETag"],
    max_age = 600,
)]
#[get("/")]
async fn handler() -> &'static str {
    ""
}

fn main() {
    let _ = App::new().service(handler);
}
