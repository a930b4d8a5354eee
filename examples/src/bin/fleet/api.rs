//! What the pages of the tenants' customers call.

use actix_web::{HttpResponse, Responder, get, post, web};
use cors_runtime::{cors, policy};

use crate::sites::TENANTS;

policy! {
    /// The sites of the tenant's customers, with their visitors' cookies.
    pub(crate) static CUSTOMERS = {
        origins = dynamic(TENANTS),
        allow_headers = ["content-type"],
        // A page of a removed site may send requests without another preflight for this long. It cannot read
        // the answers, and what changes something has `enforce`.
        max_age = 60,
        credentials,
    };
}

/// Lists the visitor's orders.
#[cors(policy = CUSTOMERS)]
#[get("/api/{tenant}/orders")]
pub(crate) async fn read_orders(tenant: web::Path<String>) -> impl Responder {
    format!("orders at {tenant}: none\n")
}

/// Places an order. A request of any other site is refused before that.
#[cors(policy = CUSTOMERS, enforce)]
#[post("/api/{tenant}/orders")]
pub(crate) async fn place_order() -> impl Responder {
    HttpResponse::Created()
}
