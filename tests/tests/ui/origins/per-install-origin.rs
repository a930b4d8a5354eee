#![deny(deprecated)]

use actix_web::{App, get};
use cors_runtime::cors;

#[cors(origins = ["moz-extension://0f3e1b4c-3f0f-4b0b-8f6e-0d6f0f3e1b4c"])]
#[get("/")]
async fn handler() -> &'static str {
    ""
}

fn main() {
    let _ = App::new().service(handler);
}
