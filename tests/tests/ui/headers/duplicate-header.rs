#![deny(deprecated)]

use actix_web::{App, put};
use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"], allow_headers = ["x-first", "X-First"])]
#[put("/")]
async fn handler() -> &'static str {
    ""
}

fn main() {
    let _ = App::new().service(handler);
}
