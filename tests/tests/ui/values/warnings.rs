use actix_web::{App, get};
use cors_runtime::cors;

#[cors(
    origins = ["https://app.example.com"],
    allow = ["any-ports", "origin-with-path", any_port, "everything"]
)]
#[get("/")]
async fn handler() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com:*"], allow = "any-port")]
#[get("/other")]
async fn other() -> &'static str {
    ""
}

fn main() {
    let _ = App::new().service(handler).service(other);
}
