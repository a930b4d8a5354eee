//! Policies that come from elsewhere.
#![doc = cors_runtime::route_table!()]

use actix_web::{Responder, get};
use cors_runtime::{SharedOrigins, cors};

cors_runtime::policy! {
    /// Partner sites.
    pub static PARTNERS = { origins = ["https://a.example", "https://b.example"], credentials, max_age = 600 };

    static PUBLIC = { origins = "*" };

    /// Pictures of goods, in front of which the app puts a layer.
    pub static PICTURES = { origins = ["https://app.example.com"], methods = [GET] };
}

/// Shops of customers.
pub static CUSTOMERS: SharedOrigins = SharedOrigins::new();

#[cors(policy = PARTNERS)]
pub mod offers {
    //! What partners sell.
    #![doc = cors_runtime::route_table!()]

    use actix_web::{Responder, get, put};
    use cors_runtime::cors;

    /// Lists the offers.
    #[get("/offers")]
    async fn list_offers() -> impl Responder {
        "[]"
    }

    /// Replaces an offer.
    #[cors(max_age = 60, enforce)]
    #[put("/offers/{id}")]
    async fn put_offer() -> impl Responder {
        ""
    }

    /// For ourselves.
    #[cors(disabled)]
    #[get("/offers/internal")]
    async fn internal_offers() -> impl Responder {
        "[]"
    }
}

/// Exchange rates.
#[cors(policy = PUBLIC, expose_headers = ["etag"])]
#[get("/rates")]
async fn rates() -> impl Responder {
    "[]"
}

/// The cart of a customer.
#[cors(origins = dynamic(CUSTOMERS), credentials)]
#[get("/cart")]
async fn cart() -> impl Responder {
    "[]"
}

/// Prices, for the sites of this installation.
#[cors(origins = env("PRICE_ORIGINS"))]
#[get("/prices")]
async fn prices() -> impl Responder {
    "[]"
}

/// Tools for developers, under one of two paths.
#[cors(origins = ["https://app.example.com", #[cfg(feature = "reports")] "http://localhost:3000"])]
#[cfg_attr(feature = "reports", get("/tools"))]
#[cfg_attr(not(feature = "reports"), get("/tools/none"))]
async fn tools() -> impl Responder {
    "[]"
}
