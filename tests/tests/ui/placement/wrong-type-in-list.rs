use actix_web::{App, get};
use cors_runtime::cors;

#[cors(origins = [3, "https://app.example.com/", true], allow_headers = "content-type")]
#[get("/")]
async fn handler() -> &'static str {
    ""
}

fn main() {
    let _ = App::new().service(handler);
}
