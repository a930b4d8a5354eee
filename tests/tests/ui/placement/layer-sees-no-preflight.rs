//! A layer inside a route, on a handler that has no CORS of its own.

use cors_runtime::{cors, policy};

policy! {
    static PARTNERS = { origins = ["https://a.example"] };
}

#[cors(origins = ["https://app.example.com"])]
mod api {
    use actix_web::put;
    use cors_runtime::cors;

    #[cors(disabled)]
    #[put("/", wrap = "super::PARTNERS.layer()")]
    pub async fn handler() -> &'static str {
        ""
    }
}

fn main() {}
