//! Messages of HTTP/1.1 as text, and a proxy that changes responses.

use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    thread,
};

/// A request or a response: its first line, its header lines, and its body.
#[derive(Debug, Clone)]
pub(crate) struct Message {
    pub(crate) start: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// Changes the response to a request, or answers instead of the server.
pub(crate) type Fault = fn(&Message, Message) -> Message;

/// Passes every request on, and changes the response.
pub(crate) fn proxy(server: u16, fault: Fault) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let Some(request) = Message::read(&mut stream) else {
                continue;
            };
            let mut upstream = TcpStream::connect(("127.0.0.1", server)).unwrap();
            upstream
                .write_all(&request.clone().with("connection", "close").bytes())
                .unwrap();
            let mut bytes = Vec::new();
            upstream.read_to_end(&mut bytes).unwrap();
            let response = fault(&request, Message::parse(&bytes).unwrap());
            // A client that has gone away is not a fault of the proxy.
            let _ = stream.write_all(&response.with("connection", "close").bytes());
        }
    });
    port
}

impl Message {
    pub(crate) fn new(status: &str, headers: &[(&str, &str)], body: &str) -> Self {
        let message = Self {
            start: format!("HTTP/1.1 {status}"),
            headers: Vec::new(),
            body: Vec::new(),
        };
        headers
            .iter()
            .fold(message, |message, (name, value)| message.with(name, value))
            .body(body)
    }

    /// A request without a body.
    fn read(stream: &mut TcpStream) -> Option<Self> {
        let mut bytes = Vec::new();
        let mut buffer = [0; 4096];
        while !bytes.ends_with(b"\r\n\r\n") {
            let length = stream.read(&mut buffer).ok().filter(|length| *length > 0)?;
            bytes.extend(&buffer[..length]);
        }
        let mut request = Self::parse(&bytes)?;
        request.headers.retain(|header| header.0 != "connection");
        Some(request)
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = String::from_utf8(bytes[..end].to_vec()).ok()?;
        let mut lines = head.split("\r\n");
        let start = lines.next()?.to_owned();
        let header = |line: &str| {
            let (name, value) = line.split_once(':')?;
            Some((name.to_ascii_lowercase(), value.trim().to_owned()))
        };
        Some(Self {
            start,
            headers: lines.filter_map(header).collect(),
            body: bytes[end + 4..].to_vec(),
        })
    }

    fn bytes(self) -> Vec<u8> {
        let lines = self
            .headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}\r\n"));
        let head = format!("{}\r\n{}\r\n", self.start, lines.collect::<String>());
        [head.into_bytes(), self.body].concat()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|header| header.0 == name)
            .map(|header| header.1.as_str())
    }

    pub(crate) fn is_options(&self) -> bool {
        self.start.starts_with("OPTIONS ")
    }

    pub(crate) fn status(mut self, status: &str) -> Self {
        self.start = format!("HTTP/1.1 {status}");
        self
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|header| header.0 != name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|header| header.0 != name);
        self
    }

    /// The message, changed where the condition holds.
    pub(crate) fn when(self, condition: bool, change: impl FnOnce(Self) -> Self) -> Self {
        if condition { change(self) } else { self }
    }

    pub(crate) fn map(mut self, name: &str, change: impl Fn(&str) -> String) -> Self {
        let named = self.headers.iter_mut().filter(|header| header.0 == name);
        named.for_each(|header| header.1 = change(&header.1));
        self
    }

    pub(crate) fn body(mut self, body: &str) -> Self {
        self.body = body.as_bytes().to_vec();
        let has_length = self.header("transfer-encoding").is_none()
            && !self.start.contains("204")
            && !self.start.contains("304");
        if has_length {
            let length = self.body.len().to_string();
            self = self.with("content-length", &length);
        }
        self
    }
}
