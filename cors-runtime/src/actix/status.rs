//! What the status of a response shows about the code that made it.

use actix_web::http::StatusCode;

/// Whether a response that did not come from the handler is one of middleware in front of it. The router
/// responds with 404 and 405, and a success comes from somewhere else, such as a cache.
pub(super) fn is_of_middleware(status: StatusCode) -> bool {
    let is_of_router = matches!(
        status,
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED
    );
    !status.is_success() && !is_of_router
}
