//! Behind a middleware that requires a token.

use actix_web::{
    Error,
    dev::ServiceRequest,
    get,
    web::{self, ServiceConfig},
};
use actix_web_httpauth::{
    extractors::{
        AuthenticationError,
        bearer::{self, BearerAuth},
    },
    middleware::HttpAuthentication,
};
use cors_runtime::cors;

/// Without `AppCors`, the authentication answers preflights, and its refusals have no CORS headers.
pub(super) fn services(services: &mut ServiceConfig) {
    services.service(
        web::scope("/bare")
            .wrap(HttpAuthentication::bearer(authenticated))
            .service(without_app_cors),
    );
}

/// In an app with `AppCors` outside the authentication.
#[cors(origins = ["http://localhost:*"], allow_headers = ["authorization"])]
#[get("/note")]
pub(crate) async fn behind_app_cors() -> &'static str {
    "a note"
}

/// The same policy, in a scope whose authentication runs first.
#[cors(origins = ["http://localhost:*"], allow_headers = ["authorization"])]
#[get("/note")]
async fn without_app_cors() -> &'static str {
    "a note"
}

/// Lets in who has the token.
pub(crate) async fn authenticated(
    request: ServiceRequest,
    token: BearerAuth,
) -> Result<ServiceRequest, (Error, ServiceRequest)> {
    if token.token() == "let-me-in" {
        return Ok(request);
    }
    let error = AuthenticationError::from(bearer::Config::default());
    Err((error.into(), request))
}
