//! A request that no page in a browser can send: with an `Origin` of choice, as an application with a
//! scheme of its own sends it.

use std::net::Ipv4Addr;

use actix_web::{
    Responder,
    error::{ErrorBadGateway, ErrorBadRequest},
    http::{Uri, header::HeaderValue},
    post,
    rt::net::TcpStream,
    web::{Data, Json},
};
use serde::Deserialize;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::Addresses;

/// The path is one of the API's.
#[derive(Debug, Deserialize)]
struct RawRequest {
    path: String,
    origin: String,
}

/// Sends a `GET`, and returns the head of the answer, line by line.
#[post("/raw-request")]
pub(crate) async fn send_raw_request(
    request: Json<RawRequest>,
    addresses: Data<Addresses>,
) -> actix_web::Result<impl Responder> {
    let path: Uri = request.path.parse().map_err(ErrorBadRequest)?;
    let origin = HeaderValue::try_from(request.origin.as_str()).map_err(ErrorBadRequest)?;
    let origin = origin.to_str().map_err(ErrorBadRequest)?;
    let host = format!("localhost:{}", addresses.api);
    let bytes = format!(
        "GET {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\nConnection: close\r\n\r\n"
    );
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, addresses.api)).await?;
    stream.write_all(bytes.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    let (head, _) = answer
        .split_once("\r\n\r\n")
        .ok_or_else(|| ErrorBadGateway("an answer without an end of its head"))?;
    let lines: Vec<_> = head.split("\r\n").map(str::to_owned).collect();
    Ok(Json(lines))
}
