//! A handler's own lint attributes silence what is told about its policy.

use actix_web::{get, web};
use cors_runtime::cors;

/// Allows them above.
#[allow(deprecated)]
#[cors(origins = ["https://*.example.com"], credentials)]
#[get("/above")]
pub async fn above() -> &'static str {
    ""
}

/// Allows them below.
#[cors(origins = ["https://*.example.com"], credentials)]
#[allow(deprecated)]
#[get("/below")]
pub async fn below() -> &'static str {
    ""
}

/// Expects them.
#[cors(origins = ["https://*.example.com"], credentials)]
#[expect(deprecated)]
#[get("/expected")]
pub async fn expected() -> &'static str {
    ""
}

/// Allows them all around.
#[allow(deprecated)]
pub mod inside {
    use actix_web::get;
    use cors_runtime::cors;

    /// Says nothing itself.
    #[cors(origins = ["https://*.example.com"], credentials)]
    #[get("/inside")]
    pub async fn handler() -> &'static str {
        ""
    }
}

/// Registers all.
pub fn register(config: &mut web::ServiceConfig) {
    config
        .service(above)
        .service(below)
        .service(expected)
        .service(inside::handler);
}
