use actix_web::{App, get};
use cors_runtime::cors;

#[get("/")]
#[cors(origins = ["https://app.example.com"])]
async fn handler() -> &'static str {
    ""
}

fn main() {
    let _ = App::new().service(handler);
}
