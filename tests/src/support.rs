//! A server on a port of its own, and a client that hides nothing: requests are bytes, and answers keep
//! every header line as it was sent.

#![expect(
    clippy::unwrap_used,
    clippy::must_use_candidate,
    reason = "a test whose server does not start fails loudly, and some requests are sent for what they leave behind"
)]

use std::{
    io::{self, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    ops::Deref,
    sync::mpsc,
    thread,
    time::Duration,
};

use actix_web::{App, HttpServer, dev, rt::System, web::ServiceConfig};

/// The origin that policies in these tests name.
pub const APP: &str = "https://app.example.com";
/// An origin that no policy in these tests names.
pub const STRANGER: &str = "https://evil.example";

/// No answer takes this long; a test that waits so long has failed.
const DEADLINE: Duration = Duration::from_secs(20);

/// A server for whole apps, with `wrap`s and all: `serve!(App::new().wrap(..).service(..))`.
#[macro_export]
macro_rules! serve {
    ($app:expr) => {
        $crate::support::Server::run(move |listener| {
            let server = ::actix_web::HttpServer::new(move || $app);
            Ok(server.workers(1).disable_signals().listen(listener)?.run())
        })
    };
}
pub use crate::serve;

/// A server that runs until the test ends.
#[derive(Debug)]
pub struct Server {
    client: Client,
    handle: dev::ServerHandle,
}

impl Server {
    /// A server of an app that has these services and nothing else.
    pub fn of(services: fn(&mut ServiceConfig)) -> Self {
        Self::with_workers(1, services)
    }

    /// The same, with so many workers.
    pub fn with_workers(workers: usize, services: fn(&mut ServiceConfig)) -> Self {
        Self::run(move |listener| {
            let server = HttpServer::new(move || App::new().configure(services));
            Ok(server
                .workers(workers)
                .disable_signals()
                .listen(listener)?
                .run())
        })
    }

    /// Runs a server in a thread of its own. Its port is open before it starts, so clients may connect at
    /// once.
    pub fn run(
        start: impl FnOnce(TcpListener) -> io::Result<dev::Server> + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            System::new().block_on(async move {
                let server = start(listener).unwrap();
                sender.send(server.handle()).unwrap();
                server.await.unwrap();
            });
        });
        let handle = receiver.recv_timeout(DEADLINE).unwrap();
        Self {
            client: Client::of(address),
            handle,
        }
    }
}

impl Deref for Server {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The command is sent when this returns; the test need not wait for the server to stop.
        drop(self.handle.stop(false));
    }
}

/// A client of a server.
#[derive(Debug, Clone, Copy)]
pub struct Client {
    address: SocketAddr,
}

impl Client {
    /// A client of the server that listens there.
    pub fn of(address: SocketAddr) -> Self {
        Self { address }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// A connection to write on and read from by hand.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address()).unwrap();
        stream.set_read_timeout(Some(DEADLINE)).unwrap();
        stream
    }

    /// Sends the bytes, and reads until the server closes the connection.
    pub fn send_bytes(&self, request: &[u8]) -> Answer {
        let mut stream = self.connect();
        // A server that refuses a request may close before it has read all of it.
        let _ = stream.write_all(request);
        Self::read_to_end(stream)
    }

    /// Reads an answer until the server closes the connection.
    pub fn read_to_end(mut stream: TcpStream) -> Answer {
        let mut answer = Vec::new();
        let end = stream.read_to_end(&mut answer);
        assert!(end.is_ok() || !answer.is_empty(), "no answer: {end:?}");
        Answer::read(&answer)
    }

    /// Sends `"GET /path"` with header lines, `Host` and `Connection: close` among them.
    pub fn send(&self, what: &str, headers: &[&str]) -> Answer {
        self.send_bytes(&request(what, headers))
    }

    /// A `GET` from a page of the origin.
    pub fn get(&self, path: &str, origin: &str) -> Answer {
        self.send(&format!("GET {path}"), &[&format!("Origin: {origin}")])
    }

    /// The preflight that a browser sends before a page of the origin may use the method.
    pub fn preflight(&self, path: &str, method: &str, origin: &str) -> Answer {
        self.send(
            &format!("OPTIONS {path}"),
            &[
                &format!("Origin: {origin}"),
                &format!("Access-Control-Request-Method: {method}"),
            ],
        )
    }
}

/// The bytes of a request without a body.
pub fn request(what: &str, headers: &[&str]) -> Vec<u8> {
    let lines: String = headers.iter().flat_map(|line| [*line, "\r\n"]).collect();
    format!("{what} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{lines}\r\n").into_bytes()
}

/// Reads the head of an answer, up to the empty line, from a connection that stays open.
pub fn read_head(stream: &mut TcpStream) -> Answer {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        head.extend(byte);
    }
    Answer::read(&head)
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// Header lines, in their order.
    pub lines: Vec<String>,
    /// The body, freed from chunks.
    pub body: String,
}

impl Answer {
    fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let end = end.unwrap_or_else(|| panic!("no head: {}", String::from_utf8_lossy(bytes)));
        let head = String::from_utf8_lossy(&bytes[..end]);
        let mut lines = head.split("\r\n").map(str::to_owned);
        let status = lines.next().unwrap();
        let status = status.split(' ').nth(1).unwrap().parse().unwrap();
        let mut answer = Self {
            status,
            lines: lines.collect(),
            body: String::new(),
        };
        let body = &bytes[end + 4..];
        let body = match answer.values("transfer-encoding")[..] {
            ["chunked"] => without_chunks(body),
            _ => body.to_vec(),
        };
        answer.body = String::from_utf8_lossy(&body).into_owned();
        answer
    }

    /// The values of all lines with this name.
    pub fn values(&self, name: &str) -> Vec<&str> {
        self.lines
            .iter()
            .filter_map(|line| line.split_once(": "))
            .filter(|(line_name, _)| line_name.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
            .collect()
    }

    /// All lines that are about CORS, sorted, each as often as it is there.
    pub fn cors(&self) -> Vec<&str> {
        self.sorted_lines(|name| name.starts_with("access-control-") || name == "vary")
    }

    /// All other lines but `Date`, sorted.
    pub fn not_cors(&self) -> Vec<&str> {
        self.sorted_lines(|name| {
            !name.starts_with("access-control-") && name != "vary" && name != "date"
        })
    }

    fn sorted_lines(&self, keep: impl Fn(&str) -> bool) -> Vec<&str> {
        let name = |line: &str| line.split(':').next().unwrap().to_ascii_lowercase();
        let mut lines: Vec<_> = self
            .lines
            .iter()
            .map(String::as_str)
            .filter(|line| keep(&name(line)))
            .collect();
        lines.sort_unstable();
        lines
    }
}

/// Asserts that a preflight is refused for this reason, which is in the body of debug builds alone.
#[track_caller]
pub fn assert_refused(answer: &Answer, reason: &str) {
    let expected = if cfg!(debug_assertions) { reason } else { "" };
    let shown = answer.body.split(':').next().unwrap();
    assert_eq!((answer.status, shown), (403, expected));
    assert_eq!(answer.cors(), ["vary: Origin"]);
}

fn without_chunks(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = rest.windows(2).position(|two| two == b"\r\n") {
        let size = std::str::from_utf8(&rest[..end]).unwrap();
        let size = usize::from_str_radix(size, 16).unwrap();
        if size == 0 {
            break;
        }
        let chunk = end + 2;
        body.extend(&rest[chunk..chunk + size]);
        rest = &rest[chunk + size + 2..];
    }
    body
}
