//! A handler that panics, and a worker that dies and is started again.

use std::{
    io::{Read, Write},
    sync::atomic::{AtomicUsize, Ordering},
};

use actix_rt::Arbiter;
use actix_web::{HttpResponse, get, web::ServiceConfig};
use cors_runtime::{OriginSource, SharedOrigins, SourceError, cors};

use crate::{
    grants::{app, assert_serves},
    support::{APP, STRANGER, Server},
};

static SHARED: SharedOrigins = SharedOrigins::new();

#[cors(origins = dynamic(SHARED))]
#[get("/shared")]
async fn shared() -> &'static str {
    "shared"
}

struct KnowsTheApp;

impl OriginSource for KnowsTheApp {
    async fn allows(
        &self,
        origin: &str,
        _: &actix_web::dev::ServiceRequest,
    ) -> Result<bool, SourceError> {
        Ok(origin == APP)
    }
}

static SOURCE: KnowsTheApp = KnowsTheApp;

#[cors(origins = dynamic(SOURCE))]
#[get("/source")]
async fn asks() -> &'static str {
    "source"
}

#[cors(origins = ["https://app.example.com"])]
#[get("/panics")]
async fn panics() -> HttpResponse {
    panic!("a handler's mistake")
}

#[cors(origins = ["https://app.example.com"])]
#[get("/dies")]
async fn dies() -> &'static str {
    Arbiter::current().stop();
    "the last answer of this worker"
}

fn services(config: &mut ServiceConfig) {
    config.configure(app).service((shared, asks, panics, dies));
}

#[track_caller]
fn assert_all_policies_hold(server: &Server) {
    assert_serves(server);
    for path in ["/shared", "/source"] {
        assert_eq!(server.preflight(path, "GET", APP).status, 204, "{path}");
        assert_eq!(
            server.preflight(path, "GET", STRANGER).status,
            403,
            "{path}"
        );
    }
}

/// Sends a request whose answer may never come, and waits until something comes or the connection ends.
fn send(server: &Server, path: &str) {
    let mut stream = server.connect();
    let head = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nOrigin: {APP}\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    let _ = stream.read(&mut [0; 1]);
}

#[test]
fn a_handler_that_panics_loses_its_connection_only() {
    SHARED.replace([APP]).unwrap();
    let server = Server::of(services);
    for _ in 0..20 {
        send(&server, "/panics");
    }
    assert_all_policies_hold(&server);
}

/// How often a worker started.
static STARTS: AtomicUsize = AtomicUsize::new(0);

fn counted_services(config: &mut ServiceConfig) {
    STARTS.fetch_add(1, Ordering::SeqCst);
    services(config);
}

/// actix-web finds out that a worker died when it has a connection for it.
#[test]
fn a_worker_that_died_is_started_again_with_the_same_policies() {
    SHARED.replace([APP]).unwrap();
    let server = Server::with_workers(2, counted_services);
    for deaths in 1..=4 {
        assert_all_policies_hold(&server);
        send(&server, "/dies");
        let has_restarted = (0..100_000).any(|_| {
            send(&server, "/source");
            STARTS.load(Ordering::SeqCst) == 2 + deaths
        });
        assert!(has_restarted);
    }
    assert_all_policies_hold(&server);
}
