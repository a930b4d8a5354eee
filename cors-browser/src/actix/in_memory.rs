//! A service in memory, as `actix_web::test::init_service` gives it.

use actix_http::Request;
use actix_web::{
    Error, HttpResponse,
    dev::{Service, ServiceResponse},
    http::{Uri, header::HeaderMap},
    test::TestRequest,
};

use super::server::Server;
use crate::{http_request::HttpRequest, response::Response};

/// The kind of a [`Server`] that is a service in memory.
#[derive(Debug, Clone, Copy)]
pub struct InMemory;

impl<S, B> Server<InMemory> for S
where
    S: Service<Request, Response = ServiceResponse<B>, Error = Error>,
{
    async fn answer(&self, request: &HttpRequest) -> Option<Response> {
        Some(match self.call(service_request(request)?).await {
            Ok(response) => seen(response.status().as_u16(), response.headers()),
            // Errors of middleware become responses where the server writes them.
            Err(error) => {
                let response = HttpResponse::from_error(error);
                seen(response.status().as_u16(), response.headers())
            }
        })
    }
}

/// A response's status and headers.
pub(super) fn seen(status: u16, headers: &HeaderMap) -> Response {
    let lines = headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_bytes()));
    Response {
        status,
        headers: lines.collect(),
    }
}

/// Path and query, and the `Host` that a client sends.
pub(super) fn target(request: &HttpRequest) -> Option<(String, String)> {
    let uri: Uri = request.url.parse().ok()?;
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    Some((path.to_owned(), uri.authority()?.to_string()))
}

fn service_request(request: &HttpRequest) -> Option<Request> {
    let (path, host) = target(request)?;
    let method = request.method.parse().ok()?;
    let empty = TestRequest::with_uri(&path)
        .method(method)
        .insert_header(("host", host));
    let with_headers = request
        .all_headers()
        .fold(empty, TestRequest::append_header);
    let body = request.body.clone().unwrap_or_default();
    Some(with_headers.set_payload(body).to_request())
}
