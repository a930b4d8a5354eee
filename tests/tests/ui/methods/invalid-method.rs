use actix_web::{App, route};
use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"], methods = ["GET POST"])]
#[route("/", method = "GET", method = "POST")]
async fn handler() -> &'static str {
    ""
}

fn main() {
    let _ = App::new().service(handler);
}
