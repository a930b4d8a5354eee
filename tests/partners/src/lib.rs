//! What the tests use from another crate: policies by their paths, and a handler.

use actix_web::{Responder, get};
use cors_runtime::{SharedOrigins, cors};

/// Sites that come and go.
pub static GUESTS: SharedOrigins = SharedOrigins::new();

cors_runtime::policy! {
    /// Partner sites.
    pub static PARTNERS = {
        origins = ["https://a.partner.example"],
        allow_headers = ["content-type"],
        expose_headers = ["etag"],
        max_age = 600,
        credentials,
    };

    /// More sites, without their visitors' cookies.
    pub static ANONYMOUS_PARTNERS = {
        policy = PARTNERS,
        origins = ["https://a.partner.example", "https://*.b.partner.example"],
        credentials = false,
    };

    /// Sites that the operator of the program names.
    pub static CONFIGURED = { origins = env("TEST_CONFIGURED"), credentials };

    /// Sites that come and go.
    pub static GUEST_SITES = { origins = dynamic(GUESTS), credentials };
}

/// Says whether the partners' service is up.
#[cors(origins = ["https://a.partner.example"])]
#[get("/partners/status")]
async fn partner_status() -> impl Responder {
    "ok"
}
