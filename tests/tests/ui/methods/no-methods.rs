use actix_web::{App, put};
use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"], methods = [])]
#[put("/")]
async fn handler() -> &'static str {
    ""
}

fn main() {
    let _ = App::new().service(handler);
}
