//! The middleware of random apps, which is there or not.

use actix_web::{
    HttpResponse,
    body::MessageBody,
    dev::ServiceResponse,
    http::StatusCode,
    middleware::{
        Condition as OnlyIf, ErrorHandlerResponse, ErrorHandlers, NormalizePath, TrailingSlash,
    },
};
use cors_runtime::{AppCors, Layer};

use crate::{
    plan::{Normalize, Prefix},
    pool::LAYERS,
};

pub(crate) fn app_cors(prefix: Option<Prefix>) -> AppCors {
    match prefix {
        Some(Prefix { path, layer }) => AppCors::new().prefix(path, LAYERS[layer].0),
        None => AppCors::new(),
    }
}

pub(crate) fn layer(layer: Option<usize>) -> OnlyIf<Layer> {
    OnlyIf::new(layer.is_some(), LAYERS[layer.unwrap_or_default()].0.layer())
}

pub(crate) fn normalize(normalize: Option<Normalize>) -> OnlyIf<NormalizePath> {
    let slash = match normalize {
        None | Some(Normalize::Trim) => TrailingSlash::Trim,
        Some(Normalize::Always) => TrailingSlash::Always,
        Some(Normalize::MergeOnly) => TrailingSlash::MergeOnly,
    };
    OnlyIf::new(normalize.is_some(), NormalizePath::new(slash))
}

/// Error pages, built as the documentation of actix-web shows it: nothing of the response is left.
pub(crate) fn rebuild<B: MessageBody + 'static>() -> ErrorHandlers<B> {
    let page = |response: ServiceResponse<B>| {
        let (request, response) = response.into_parts();
        let page = HttpResponse::build(response.status()).body("a page");
        let response = ServiceResponse::new(request, page.map_into_right_body());
        Ok(ErrorHandlerResponse::Response(response))
    };
    [
        StatusCode::UNAUTHORIZED,
        StatusCode::NOT_FOUND,
        StatusCode::METHOD_NOT_ALLOWED,
    ]
    .into_iter()
    .fold(ErrorHandlers::new(), |handlers, status| {
        handlers.handler(status, page)
    })
    .handler(StatusCode::INTERNAL_SERVER_ERROR, page)
}
