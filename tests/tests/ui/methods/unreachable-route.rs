#![deny(deprecated)]

use actix_web::{App, trace};
use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"])]
#[trace("/")]
async fn handler() -> &'static str {
    ""
}

fn main() {
    let _ = App::new().service(handler);
}
