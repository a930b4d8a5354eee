//! They have sessions.
#![doc = ::cors_runtime::route_table!()]

use actix_web::{Responder, put};
use cors_runtime::cors;

pub mod sessions;

/// Replaces an account.
#[cors(
    origins = ["https://app.example.com"],
    allow_headers = ["content-type"],
    expose_headers = ["etag"],
    max_age = 7200,
    credentials,
)]
#[put("/accounts/{id}")]
pub async fn put_account() -> impl Responder {
    ""
}
