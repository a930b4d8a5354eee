//! The content of another file is not seen.

use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"])]
#[path = "api/orders.rs"]
mod orders;

#[cors(origins = ["https://app.example.com"])]
mod api {
    mod orders;

    #[actix_web::get("/1")]
    pub async fn handler() -> &'static str {
        ""
    }
}

fn main() {}
