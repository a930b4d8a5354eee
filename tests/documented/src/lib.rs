//! An API in several files, documented as strictly as a user may ask for.
//!
//! # Routes
#![doc = cors_runtime::route_table!()]
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, rustdoc::all, clippy::pedantic)]

use actix_web::{Responder, get};
use cors_runtime::cors;
#[doc(inline)]
pub use cors_tests_partners::partner_status;

/// What belongs to accounts.
pub mod accounts;
mod hidden;
pub mod shop;

/// Says that the server is up.
#[cors(origins = "*")]
#[get("/health")]
async fn health() -> impl Responder {
    "ok"
}

/// Known to ourselves.
#[doc(hidden)]
#[cors(origins = ["https://app.example.com"])]
#[get("/internal")]
async fn internal() -> impl Responder {
    ""
}

/// Reports, where they were asked for.
#[cfg(feature = "reports")]
pub mod reports {
    use actix_web::{Responder, get};
    use cors_runtime::cors;

    /// Lists the reports.
    #[cors(origins = ["https://app.example.com"])]
    #[get("/reports")]
    async fn list_reports() -> impl Responder {
        "[]"
    }
}

#[actix_web::scope("/v2")]
pub mod second {
    //! The second version of the API.
    #![doc = cors_runtime::route_table!()]

    use actix_web::{Responder, delete, routes};
    use cors_runtime::cors;

    /// Finds accounts, under two names.
    ///
    /// # Errors
    ///
    /// None.
    #[doc(alias = "GET /v2/accounts")]
    #[cors(origins = ["https://app.example.com", "https://*.partner.example", "https://pr-*.example.dev", "http://localhost:*", "capacitor://localhost"])]
    #[routes]
    #[get("/accounts")]
    #[get("/find/{name:a|b\\w+}")]
    async fn find_accounts() -> impl Responder {
        "[]"
    }

    #[cors(origins = ["https://app.example.com"], credentials)]
    #[delete("/it's/{id}")]
    async fn undocumented() -> impl Responder {
        ""
    }
}
