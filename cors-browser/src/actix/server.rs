//! What a page can call.

use crate::{http_request::HttpRequest, response::Response};

/// What a page can call: a service that `actix_web::test::init_service` gives, or the address of a running server.
///
/// Every request goes there, with the URL's host in `Host`: one app can act as several sites.
/// `Kind` distinguishes the two and is always inferred.
#[expect(
    async_fn_in_trait,
    reason = "actix-web's services stay on their thread"
)]
pub trait Server<Kind> {
    /// The response, or `None` if there is none.
    async fn answer(&self, request: &HttpRequest) -> Option<Response>;
}
