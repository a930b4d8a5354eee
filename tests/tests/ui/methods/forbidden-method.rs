use actix_web::{App, route};
use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"], methods = [GET, TRACE])]
#[route("/", method = "GET", method = "TRACE")]
async fn handler() -> &'static str {
    ""
}

fn main() {
    let _ = App::new().service(handler);
}
