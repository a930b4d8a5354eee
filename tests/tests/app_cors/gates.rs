//! Middleware that lets nobody in without a token: in front of it, only `AppCors` can answer.

use actix_web::{
    Error, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    error::ErrorUnauthorized,
    http::header,
    middleware::Next,
};

use crate::support::{Answer, Server};

/// The header that opens the gates.
pub(crate) const TOKEN: &str = "Authorization: Bearer let-me-in";

/// Answers 401 itself.
pub(crate) async fn answers_401(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if is_known(&request) {
        return Ok(next.call(request).await?.map_into_boxed_body());
    }
    Ok(request.into_response(HttpResponse::Unauthorized().body("who are you?")))
}

/// Fails with an error that becomes a 401 further out.
pub(crate) async fn fails_with_401(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if is_known(&request) {
        return Ok(next.call(request).await?.map_into_boxed_body());
    }
    Err(ErrorUnauthorized("who are you?"))
}

fn is_known(request: &ServiceRequest) -> bool {
    request.headers().contains_key(header::AUTHORIZATION)
}

/// The answer to a preflight that comes to the host.
pub(crate) fn preflight_at(
    server: &Server,
    host: &str,
    path: &str,
    method: &str,
    origin: &str,
) -> Answer {
    server.send_bytes(
        format!(
            "OPTIONS {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nOrigin: {origin}\r\n\
             Access-Control-Request-Method: {method}\r\n\r\n"
        )
        .as_bytes(),
    )
}

/// By which policy a preflight was answered, told by the max-age that each policy in these tests has for
/// itself; nothing if the gate answered it.
pub(crate) fn policy(answer: &Answer) -> Option<&str> {
    match answer.status {
        204 => Some(answer.values("access-control-max-age")[0]),
        401 => {
            assert!(answer.cors().is_empty(), "{answer:?}");
            None
        }
        other => panic!("{other}: {answer:?}"),
    }
}
