//! Sends a preflight to this server over the loopback interface, as a browser would.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    time::Duration,
};

use actix_web::{
    dev::AppConfig,
    http::header,
    rt::{net::TcpStream, time::timeout},
};
use cors_browser::{Headers, HttpRequest, Response};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

/// A header of these preflights, by which this server knows them. Its value is their number.
pub(crate) const MARK: &str = "x-cors-inspector";

/// How long an answer may take.
const TIME_LIMIT: Duration = Duration::from_secs(2);
/// How long the head of an answer may be.
const SIZE_LIMIT: usize = 64 * 1024;
/// How many header lines it may have.
const LINE_LIMIT: usize = 128;

/// The name and port that a request to this server was sent to; a preflight names the same.
pub(crate) fn host(request: &actix_web::HttpRequest) -> &str {
    let host = request.headers().get(header::HOST);
    host.and_then(|host| host.to_str().ok()).unwrap_or_default()
}

/// A preflight for a page of the origin.
pub(crate) fn preflight(origin: &str, method: &str, url: &str) -> HttpRequest {
    HttpRequest {
        method: "OPTIONS".into(),
        url: url.into(),
        headers: Headers::new(),
        browser_headers: [
            ("Origin", origin),
            ("Access-Control-Request-Method", method),
        ]
        .into_iter()
        .collect(),
        credentials: false,
        is_preflight: true,
        body: None,
    }
}

/// The server's answer to a request without a body, which it knows by the number; `None` if there is none in time.
pub(crate) async fn send(
    number: usize,
    request: &HttpRequest,
    host: &str,
    server: &AppConfig,
) -> Option<Response> {
    // A server that accepts only TLS does not answer here.
    if server.secure() {
        return None;
    }
    let address = reachable(server.local_addr());
    timeout(TIME_LIMIT, exchange(&head(number, request, host), address))
        .await
        .ok()?
        .ok()
}

/// A socket that is bound to all addresses is reached by the loopback address.
fn reachable(bound: SocketAddr) -> SocketAddr {
    let ip = match bound.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, bound.port())
}

async fn exchange(head: &[u8], address: SocketAddr) -> io::Result<Response> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(head).await?;
    let mut answer = Vec::new();
    loop {
        if let Some(response) = parse(&answer)? {
            return Ok(response);
        }
        if answer.len() > SIZE_LIMIT || stream.read_buf(&mut answer).await? == 0 {
            return Err(io::Error::other("no head of a response"));
        }
    }
}

/// The target is the path of the URL, and the host is the one that the inspector was asked under.
fn head(number: usize, request: &HttpRequest, host: &str) -> Vec<u8> {
    let path = request.url.splitn(4, '/').nth(3).unwrap_or_default();
    let mut head = format!(
        "{} /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{MARK}: {number}\r\n",
        request.method
    )
    .into_bytes();
    for (name, value) in request.all_headers() {
        head.extend_from_slice(name.as_bytes());
        head.extend_from_slice(b": ");
        head.extend_from_slice(value);
        head.extend_from_slice(b"\r\n");
    }
    head.extend_from_slice(b"\r\n");
    head
}

/// The response, once its head is whole.
fn parse(bytes: &[u8]) -> io::Result<Option<Response>> {
    let mut lines = [httparse::EMPTY_HEADER; LINE_LIMIT];
    let mut head = httparse::Response::new(&mut lines);
    let status = head.parse(bytes).map_err(io::Error::other)?;
    let (httparse::Status::Complete(_), Some(code)) = (status, head.code) else {
        return Ok(None);
    };
    let headers = head.headers.iter().map(|line| (line.name, line.value));
    Ok(Some(Response::new(code, headers)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_socket_for_all_addresses_is_reached_by_loopback() {
        let reached = |bound: &str| reachable(bound.parse().unwrap()).to_string();
        assert_eq!(reached("0.0.0.0:80"), "127.0.0.1:80");
        assert_eq!(reached("[::]:80"), "[::1]:80");
        assert_eq!(reached("192.0.2.7:80"), "192.0.2.7:80");
    }

    #[test]
    fn half_a_head_is_not_a_response() {
        assert!(
            parse(b"HTTP/1.1 204 No Content\r\nvary: Or")
                .unwrap()
                .is_none()
        );
        let response = parse(b"HTTP/1.1 204 No Content\r\nvary: Origin\r\n\r\n")
            .unwrap()
            .unwrap();
        assert_eq!(
            (response.status, response.headers.text("vary")),
            (204, Some("Origin".into()))
        );
        assert!(parse(b"SSH-2.0-OpenSSH\r\n").is_err());
    }
}
