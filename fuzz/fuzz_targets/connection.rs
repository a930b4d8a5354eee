//! Any bytes on a connection to a server: it survives them, and no line of what it answers grants what no policy does.
//!
//! An input is what a client writes before it closes its half of the connection.

#![no_main]

#[path = "../../tests/tests/server/origin_oracle.rs"]
mod origin_oracle;

use std::{
    io::{Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::OnceLock,
    thread,
    time::Duration,
};

use actix_web::{App, HttpServer, Responder, get, put, rt::System, web};
use cors_runtime::{AppCors, cors};
use libfuzzer_sys::fuzz_target;

const NAMED: [&str; 2] = ["https://app.example.com", "https://*.partner.example"];

#[cors(origins = "*")]
#[get("/public")]
async fn public() -> impl Responder {
    "public"
}

#[cors(origins = ["https://app.example.com", "https://*.partner.example"], allow_headers = ["content-type"])]
#[put("/{name}")]
async fn named(_: web::Bytes) -> impl Responder {
    "named"
}

/// Starts the server in a thread of its own.
fn start() -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("there is a free port");
    let address = listener.local_addr().expect("it is bound");
    thread::spawn(move || {
        let app = || App::new().service((public, named)).wrap(AppCors::new());
        let server = HttpServer::new(app).workers(1).disable_signals();
        let server = server.listen(listener).expect("it listens");
        System::new().block_on(server.run())
    });
    address
}

/// All that the server answers.
fn exchange(input: &[u8]) -> Vec<u8> {
    static ADDRESS: OnceLock<SocketAddr> = OnceLock::new();
    let address = ADDRESS.get_or_init(start);
    let mut stream = TcpStream::connect(address).expect("the server takes connections");
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .expect("the limit is not zero");
    // A server that refuses a request may close before it has read all of it.
    let _ = stream.write_all(input);
    let _ = stream.shutdown(Shutdown::Write);
    let mut answer = Vec::new();
    if let Err(error) = stream.read_to_end(&mut answer) {
        assert!(
            !is_timeout(&error),
            "the server does not end the connection"
        );
    }
    answer
}

fn is_timeout(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{TimedOut, WouldBlock};
    matches!(error.kind(), TimedOut | WouldBlock)
}

fuzz_target!(|input: &[u8]| {
    for line in exchange(input).split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let Some(origin) = line.strip_prefix(b"access-control-allow-origin: ") else {
            continue;
        };
        let is_sent = input.windows(origin.len()).any(|part| part == origin);
        let is_named = NAMED
            .iter()
            .any(|pattern| origin_oracle::allows(pattern, origin));
        let is_public = origin == b"*" && input.windows(7).any(|part| part == b"/public");
        assert!(
            is_public || (is_sent && is_named),
            "{}",
            line.escape_ascii()
        );
    }
});
