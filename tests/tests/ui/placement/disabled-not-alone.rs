use actix_web::{App, get};
use cors_runtime::cors;

#[cors(disabled, origins = ["https://app.example.com"])]
#[get("/")]
async fn handler() -> &'static str {
    ""
}

fn main() {
    let _ = App::new().service(handler);
}
