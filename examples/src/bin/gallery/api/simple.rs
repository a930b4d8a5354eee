//! Requests that need no preflight: a form could send them too.

use actix_web::{route, web::ServiceConfig};
use cors_runtime::cors;

pub(super) fn services(services: &mut ServiceConfig) {
    services.service(simple_allowed).service(simple_refused);
}

/// For pages on this machine.
#[cors(origins = ["http://localhost:*"])]
#[route("/simple/allowed", method = "GET", method = "HEAD", method = "POST")]
async fn simple_allowed() -> &'static str {
    "hello"
}

/// For another site.
#[cors(origins = ["https://app.example.com"])]
#[route("/simple/refused", method = "GET", method = "HEAD", method = "POST")]
async fn simple_refused() -> &'static str {
    "hello"
}
