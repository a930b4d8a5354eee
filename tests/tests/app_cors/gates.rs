//! Middleware that refuses every request without a token, servers behind it, and how they are asked: in front of it,
//! only `AppCors` can answer.

use actix_web::{
    App, Error, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    error::ErrorUnauthorized,
    http::header,
    middleware::{Next, from_fn},
    web::ServiceConfig,
};
use cors_runtime::AppCors;

use crate::support::{Answer, Server, serve};

/// The header that opens the gates.
pub(crate) const TOKEN: &str = "Authorization: Bearer let-me-in";

/// A server with `AppCors` in front of a gate that answers, and the services behind it.
pub(crate) fn behind_gate(services: fn(&mut ServiceConfig)) -> Server {
    serve!(
        App::new()
            .wrap(from_fn(answers_401))
            .wrap(AppCors::new())
            .configure(services)
    )
}

/// The same behind a gate that answers, and behind one that fails.
pub(crate) fn behind_either_gate(services: fn(&mut ServiceConfig)) -> [Server; 2] {
    let failing = serve!(
        App::new()
            .wrap(from_fn(fails_with_401))
            .wrap(AppCors::new())
            .configure(services)
    );
    [behind_gate(services), failing]
}

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

/// The answer to a page's `PUT`, with more header lines.
pub(crate) fn send_put(server: &Server, path: &str, origin: &str, more: &[&str]) -> Answer {
    let origin = format!("Origin: {origin}");
    let headers: Vec<_> = more.iter().copied().chain([origin.as_str()]).collect();
    server.send(&format!("PUT {path}"), &headers)
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

/// By which policy a preflight was answered, recognised by the max-age that each policy in these tests has for
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
