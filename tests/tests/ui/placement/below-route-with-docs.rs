use actix_web::{App, get};

/// Lists everything.
#[actix_web::routes]
#[get("/")]
#[get("/all")]
/// More about it.
#[cors_runtime::cors(
    origins = ["https://app.example.com"],
)]
async fn handler() -> &'static str {
    ""
}

fn main() {
    let _ = App::new().service(handler);
}
