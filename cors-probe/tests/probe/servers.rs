//! Servers to ask: an app with annotated handlers, each on a port of its own.

use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    thread,
};

use actix_web::{
    App, HttpRequest, HttpResponse, HttpServer, Responder, dev::ServerHandle, get, put, route,
    rt::System, web,
};
use cors_runtime::cors;

#[cors(
    origins = ["https://app.example.com", "https://*.partner.example"],
    allow_headers = ["content-type"],
    max_age = 600,
    credentials,
    allow = ["wildcard-subdomain-with-credentials"]
)]
#[put("/users/{id}")]
async fn put_user(id: web::Path<u32>, request: HttpRequest) -> impl Responder {
    HttpResponse::Ok()
        .insert_header(("x-version", format!("{:?}", request.version())))
        .body(format!("user {id}"))
}

#[cors(origins = ["https://app.example.com"], expose_headers = ["etag"], credentials)]
#[get("/users/{id}")]
async fn get_user(id: web::Path<u32>, request: HttpRequest) -> impl Responder {
    let tag = ("etag", "\"1\"");
    match request.headers().get("if-none-match") {
        Some(known) if known == tag.1 => HttpResponse::NotModified().insert_header(tag).finish(),
        _ => HttpResponse::Ok()
            .insert_header(tag)
            .body(format!("user {id}")),
    }
}

#[cors(origins = ["https://app.example.com"])]
#[route("/files", method = "GET", method = "HEAD")]
async fn files() -> impl Responder {
    "files"
}

#[cors(origins = "*")]
#[get("/health")]
async fn health() -> impl Responder {
    "ok"
}

/// A server that stops when it is dropped.
pub(crate) struct Running {
    pub(crate) port: u16,
    handle: ServerHandle,
}

impl Running {
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.handle.stop(false));
    }
}

/// The annotated app over plain HTTP.
pub(crate) fn plain() -> Running {
    start(None)
}

/// The annotated app over TLS, with HTTP/2.
pub(crate) fn secure(config: rustls::ServerConfig) -> Running {
    start(Some(config))
}

fn start(tls: Option<rustls::ServerConfig>) -> Running {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (send, receive) = std::sync::mpsc::channel();
    thread::spawn(move || {
        System::new().block_on(async move {
            let server = HttpServer::new(|| {
                App::new()
                    .service(put_user)
                    .service(get_user)
                    .service(files)
                    .service(health)
            })
            .workers(1);
            let server = match tls {
                Some(config) => server.listen_rustls_0_23(listener, config),
                None => server.listen(listener),
            };
            let server = server.unwrap().run();
            send.send(server.handle()).unwrap();
            server.await.unwrap();
        });
    });
    Running {
        port,
        handle: receive.recv().unwrap(),
    }
}

/// What `routes()` of the app declares, as a file.
pub(crate) fn declared(name: &str) -> std::path::PathBuf {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.json"));
    std::fs::write(&file, cors_runtime::routes().to_json()).unwrap();
    file
}

/// A server that answers every connection with these bytes.
pub(crate) fn bytes(response: impl Into<Vec<u8>>) -> u16 {
    let (listener, response) = (TcpListener::bind("127.0.0.1:0").unwrap(), response.into());
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            answer(&mut stream.unwrap(), &response);
        }
    });
    port
}

/// A server that answers the first request of every connection with these bytes, and closes the connection when a
/// second one comes.
pub(crate) fn one_answer_per_connection(response: &'static str) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            thread::spawn(move || {
                let mut stream = stream.unwrap();
                answer(&mut stream, response.as_bytes());
                let _ = stream.read(&mut [0; 4096]);
            });
        }
    });
    port
}

fn answer(stream: &mut TcpStream, response: &[u8]) {
    // The request fits one read; a client that has gone away is not a fault of the server.
    let _ = stream.read(&mut [0; 4096]);
    let _ = stream.write_all(response);
}
