//! So many origins and patterns that they are arranged in tables; and a name that generated code uses itself.

use actix_web::{HttpResponse, get, guard::GuardContext, web};
use cors_runtime::cors;

/// On a handler.
#[cors(origins = [
    "https://oak.example.com", "https://elm.example.com", "https://ash.example.com", "https://fir.example.com",
    "https://*.oak.example", "https://*.elm.example", "https://*.ash.example", "https://*.fir.example", "https://*.yew.example",
])]
#[get("/many")]
pub async fn many() -> HttpResponse {
    HttpResponse::Ok().finish()
}

cors_runtime::policy! {
    /// In a named policy.
    pub static MANY = {
        origins = [
            "https://oak.example.com", "https://elm.example.com", "https://ash.example.com", "https://fir.example.com",
            "https://*.oak.example", "https://*.elm.example", "https://*.ash.example", "https://*.fir.example", "https://*.yew.example",
        ],
    };
}

/// On a module.
#[cors(policy = MANY, origins = [
    "https://oak.example.com", "https://elm.example.com", "https://ash.example.com", "https://fir.example.com",
])]
pub mod inside {
    /// Inherits.
    #[actix_web::get("/inside")]
    pub async fn inherits() -> &'static str {
        ""
    }
}

/// Has a name that generated code uses too.
fn __cors(_: &GuardContext<'_>) -> bool {
    true
}

/// Is guarded by it.
#[cors(origins = ["https://oak.example.com"])]
#[get("/guarded", guard = "__cors")]
pub async fn guarded() -> &'static str {
    ""
}

/// Has a handler of that name.
pub mod named {
    use super::{cors, get};

    /// Is called so.
    #[cors(origins = ["https://oak.example.com"])]
    #[get("/named")]
    pub async fn __cors() -> &'static str {
        ""
    }
}

/// Registers all.
pub fn register(config: &mut web::ServiceConfig) {
    config
        .service(many)
        .service(inside::inherits)
        .service(guarded)
        .service(named::__cors);
}
