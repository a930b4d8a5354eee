//! HTTP/2 with prior knowledge, over a connection without TLS. HTTP/2 over TLS is asked by `cors-probe`, in its tests.

use std::net::SocketAddr;

use actix_web::{App, HttpServer, web::Bytes};
use h2::{Reason, client::SendRequest};
use tokio::net::TcpStream;

use crate::{
    grants::app,
    support::{APP, STRANGER, Server},
};

fn server() -> Server {
    Server::run(|listener| {
        let server = HttpServer::new(|| App::new().configure(app)).workers(1);
        Ok(server.disable_signals().listen_auto_h2c(listener)?.run())
    })
}

/// Runs a client that knows that the server speaks HTTP/2.
fn with_client<F: Future>(address: SocketAddr, client: impl FnOnce(SendRequest<Bytes>) -> F) {
    actix_web::rt::System::new().block_on(async {
        let stream = TcpStream::connect(address).await.unwrap();
        let (sender, connection) = h2::client::handshake(stream).await.unwrap();
        actix_web::rt::spawn(connection);
        client(sender).await;
    });
}

type Request = http::Request<()>;

fn preflight(origins: &[&str]) -> Request {
    let request = http::Request::builder()
        .method("OPTIONS")
        .uri("http://localhost/named")
        .version(http::Version::HTTP_2)
        .header("access-control-request-method", "PUT");
    let request = origins
        .iter()
        .fold(request, |request, origin| request.header("origin", *origin));
    request.body(()).unwrap()
}

fn lines(headers: &http::HeaderMap) -> Vec<String> {
    let is_cors = |name: &str| name.starts_with("access-control-") || name == "vary";
    let all = headers.iter().filter(|(name, _)| is_cors(name.as_str()));
    let mut lines: Vec<_> = all
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    lines.sort();
    lines
}

#[test]
fn a_preflight_is_answered_by_the_same_policy() {
    let server = server();
    with_client(server.address(), |mut client| async move {
        let (response, _) = client.send_request(preflight(&[APP]), true).unwrap();
        let response = response.await.unwrap();
        assert_eq!(response.status(), 204);
        assert_eq!(
            lines(response.headers()),
            [
                "access-control-allow-credentials: true",
                "access-control-allow-headers: content-type",
                "access-control-allow-methods: PUT",
                &format!("access-control-allow-origin: {APP}"),
                "vary: Origin",
            ]
        );
        for origins in [&[STRANGER][..], &[APP, APP], &[]] {
            let (response, _) = client.send_request(preflight(origins), true).unwrap();
            let response = response.await.unwrap();
            assert!(
                !lines(response.headers())
                    .iter()
                    .any(|line| line.contains("allow"))
            );
        }
    });
}

/// As in CVE-2023-44487.
#[test]
fn preflights_that_are_reset_at_once_do_not_stop_the_server() {
    let server = server();
    for _ in 0..10 {
        with_client(server.address(), |mut client| async move {
            for _ in 0..20 {
                let (response, mut stream) = client.send_request(preflight(&[APP]), false).unwrap();
                stream.send_reset(Reason::CANCEL);
                drop(response);
                client = match client.ready().await {
                    Ok(client) => client,
                    // A server may close a connection that is used so.
                    Err(_) => return,
                };
            }
        });
    }
    with_client(server.address(), |mut client| async move {
        let (response, _) = client.send_request(preflight(&[APP]), true).unwrap();
        assert_eq!(response.await.unwrap().status(), 204);
    });
}
