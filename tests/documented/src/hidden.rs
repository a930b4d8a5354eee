//! Nothing that the public documentation shows.

use actix_web::{Responder, get};
use cors_runtime::cors;

/// Counts what happened.
#[cors(origins = "*")]
#[get("/metrics")]
async fn metrics() -> impl Responder {
    "0"
}
