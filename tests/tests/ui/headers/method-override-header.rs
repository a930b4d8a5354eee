#![deny(deprecated)]

use actix_web::{App, post};
use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"], allow_headers = ["x-http-method-override"])]
#[post("/")]
async fn handler() -> &'static str {
    ""
}

fn main() {
    let _ = App::new().service(handler);
}
