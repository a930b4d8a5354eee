//! A running server, asked over HTTP/1.1.

use std::net::SocketAddr;

use actix_web::http::Method;

use super::{
    in_memory::{seen, target},
    server::Server,
};
use crate::{http_request::HttpRequest, response::Response};

/// The kind of a [`Server`] that is an address.
#[derive(Debug, Clone, Copy)]
pub struct Socket;

impl Server<Socket> for SocketAddr {
    async fn answer(&self, request: &HttpRequest) -> Option<Response> {
        let (path, host) = target(request)?;
        let method = Method::from_bytes(request.method.as_bytes()).ok()?;
        // The page's browser decides about redirects.
        let client = awc::Client::builder().disable_redirects().finish();
        let empty = client
            .request(method, format!("http://{self}{path}"))
            .insert_header(("host", host));
        let built = request
            .all_headers()
            .fold(empty, awc::ClientRequest::append_header);
        let body = request.body.clone().unwrap_or_default();
        let response = built.no_decompress().send_body(body).await.ok()?;
        Some(seen(response.status().as_u16(), response.headers()))
    }
}
