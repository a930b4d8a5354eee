//! What the pages of the tenants' customers call.

use actix_web::{HttpResponse, Responder, get, post, web};
use cors_runtime::{cors, policy};

use crate::origins::CUSTOMER_SITES;

policy! {
    /// The sites of the tenant's customers, with their visitors' cookies.
    pub(crate) static CUSTOMERS = {
        origins = dynamic(CUSTOMER_SITES),
        allow_headers = ["content-type"],
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

/// Places an order; a page of another site is refused before that.
#[cors(policy = CUSTOMERS, enforce)]
#[post("/api/{tenant}/orders")]
pub(crate) async fn place_order() -> impl Responder {
    HttpResponse::Created()
}
