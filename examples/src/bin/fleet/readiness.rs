//! What a load balancer asks before it sends requests to this server.

use actix_web::{HttpResponse, Responder, get, http::StatusCode};
use serde::Serialize;

use crate::sites::TENANTS;

#[derive(Serialize)]
struct Readiness {
    /// The last change of the database that this server knows.
    version: u64,
    /// How long ago the database last confirmed that the list is the newest; `None` before the first time.
    age_in_milliseconds: Option<u128>,
}

/// 200, or 503 while the set is missing or too old: then no site may call.
#[get("/ready")]
pub(crate) async fn ready() -> impl Responder {
    let status = if TENANTS.is_ready() {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    HttpResponse::build(status).json(Readiness {
        version: TENANTS.version(),
        age_in_milliseconds: TENANTS.age().map(|age| age.as_millis()),
    })
}
