#![deny(deprecated)]

use actix_web::{App, get};
use cors_runtime::cors;

#[cors(origins = ["https://app.example.com", "https://app.example.com"])]
#[get("/")]
async fn handler() -> &'static str {
    ""
}

#[cors(origins = [env("SITES"), "https://app.example.com", env("SITES")])]
#[get("/variables")]
async fn variables() -> &'static str {
    ""
}

fn main() {
    let _ = App::new().service(handler).service(variables);
}
