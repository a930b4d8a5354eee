//! Bearer authentication as people write it, with one token.

use actix_web::{Error, dev::ServiceRequest};
use actix_web_httpauth::extractors::{
    AuthenticationError,
    bearer::{self, BearerAuth},
};

pub(crate) async fn validated(
    request: ServiceRequest,
    token: BearerAuth,
) -> Result<ServiceRequest, (Error, ServiceRequest)> {
    if token.token() == "let-me-in" {
        return Ok(request);
    }
    let error = AuthenticationError::from(bearer::Config::default());
    Err((error.into(), request))
}
