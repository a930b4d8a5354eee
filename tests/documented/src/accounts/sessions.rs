//! Sessions of accounts.

use actix_web::{Responder, route};
use cors_runtime::cors;

/// Begins or ends a session; other origins may only begin one.
#[cors(origins = ["https://app.example.com"], methods = [POST], credentials)]
#[route("/accounts/{id}/session", method = "POST", method = "DELETE")]
async fn session() -> impl Responder {
    ""
}
