use actix_web::{App, get};
use cors_runtime::cors;

#[cors(origins = ["http://127.1:3000"])]
#[get("/")]
async fn handler() -> &'static str {
    ""
}

fn main() {
    let _ = App::new().service(handler);
}
