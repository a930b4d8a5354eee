//! The handler is used everywhere; only the policy is reported.

use actix_web::{App, get, web};
use cors_runtime::cors;

#[cors(origins = ["https://app.example.com/"])]
#[get("/{id}")]
async fn handler(id: web::Path<u32>) -> String {
    id.to_string()
}

#[cors]
#[get("/")]
async fn empty() -> &'static str {
    ""
}

#[cors()]
#[actix_web::route("/", method = "PUT", method = "PATCH")]
pub async fn empty_list() -> &'static str {
    ""
}

fn register(config: &mut web::ServiceConfig) {
    config.service(handler).service(empty).service(empty_list);
}

fn main() {
    let _ = App::new().configure(register).service(web::scope("/b").service(handler));
}
