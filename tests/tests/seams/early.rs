//! Middleware that answers instead of the routes: authentication, redirects, caches, limits.

use actix_web::{
    Error, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    error::{ErrorTooManyRequests, ErrorUnauthorized},
    http::{StatusCode, header},
    middleware::Next,
};

use crate::reached::mark_closed_to_preflights;

/// The request header that says which early answer is wanted.
pub(crate) const EARLY: &str = "x-early";
/// What it may say: the place, and the status.
pub(crate) const WANTED: [&str; 7] = [
    "app 301",
    "app 304",
    "app 200",
    "app error",
    "scope 301",
    "scope 200",
    "scope error",
];

/// Where such a middleware is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Place {
    App,
    Scope,
}

/// Answers early where that is wanted, and refuses requests without a token where there is a gate.
pub(crate) async fn early(
    place: Place,
    has_gate: bool,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let place = match place {
        Place::App => "app ",
        Place::Scope => "scope ",
    };
    let wanted = request.headers().get(EARLY).cloned();
    if let Some(wanted) = wanted
        .as_ref()
        .and_then(|value| value.to_str().ok()?.strip_prefix(place))
    {
        let Ok(status) = StatusCode::from_bytes(wanted.as_bytes()) else {
            return Err(ErrorTooManyRequests("wait"));
        };
        return Ok(request.into_response(HttpResponse::new(status)));
    }
    if has_gate {
        mark_closed_to_preflights();
        if !request.headers().contains_key(header::AUTHORIZATION) {
            if matches!(request.path().len() % 2, 0) {
                return Err(ErrorUnauthorized("no token"));
            }
            return Ok(request.into_response(HttpResponse::Unauthorized().body("no token")));
        }
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}
