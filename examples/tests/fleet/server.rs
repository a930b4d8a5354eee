//! One server of the fleet, as a process; and what an administrator and pages ask it.

use std::{
    fs,
    io::{self, BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::support::Client;

/// Nothing here takes this long; a test that waits so long has failed.
const DEADLINE: Duration = Duration::from_secs(60);

/// A process that runs until it is dropped.
pub(crate) struct Server {
    process: Child,
    client: Client,
}

/// A connection that stays open.
pub(crate) struct Connection {
    stream: BufReader<TcpStream>,
}

impl Server {
    pub(crate) fn start(database: &str) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_fleet"))
            .env("DATABASE_URL", database)
            .env("PORT", "0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        output.read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://").unwrap();
        let client = Client::of(address.parse().unwrap());
        Self { process, client }
    }

    /// Whether a load balancer would send requests to it, and the version that it has.
    pub(crate) fn readiness(&self) -> (bool, u64) {
        let answer = self.client.send("GET /ready", &[]);
        (answer.status == 200, version(&answer.body))
    }

    /// How long ago the database confirmed its set.
    pub(crate) fn age_in_milliseconds(&self) -> u64 {
        let answer = self.client.send("GET /ready", &[]);
        let json: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        json["age_in_milliseconds"].as_u64().unwrap()
    }

    /// Waits until it is ready and has this version; returns how long that took.
    pub(crate) fn wait_until_ready(&self, version: u64) -> Duration {
        let begin = Instant::now();
        loop {
            let (is_ready, current) = self.readiness();
            if is_ready && current >= version {
                return begin.elapsed();
            }
            assert!(begin.elapsed() < DEADLINE, "it is not ready");
        }
    }

    pub(crate) fn connect(&self) -> Connection {
        self.try_connect().unwrap()
    }

    pub(crate) fn try_connect(&self) -> io::Result<Connection> {
        let stream = TcpStream::connect(self.client.address())?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(DEADLINE))?;
        let stream = BufReader::new(stream);
        Ok(Connection { stream })
    }

    /// A line of what the system knows about its memory, in megabytes: `VmRSS` for now, `VmHWM` for the most
    /// until now.
    pub(crate) fn memory(&self, what: &str) -> u64 {
        let path = format!("/proc/{}/status", self.process.id());
        let status = fs::read_to_string(path).unwrap();
        let mut lines = status.lines();
        let line = lines.find_map(|line| line.strip_prefix(what)).unwrap();
        let kilobytes = line.trim_matches([':', '\t', ' ', 'k', 'B']);
        kilobytes.parse::<u64>().unwrap() / 1024
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Connection {
    /// Whether a page of the origin may place an order at the tenant, by its preflight.
    pub(crate) fn is_allowed(&mut self, tenant: &str, origin: &str) -> io::Result<bool> {
        let head = format!(
            "OPTIONS /api/{tenant}/orders HTTP/1.1\r\nHost: localhost\r\nOrigin: {origin}\r\n\
             Access-Control-Request-Method: POST\r\n\r\n"
        );
        match self.send(&head)?.0 {
            204 => Ok(true),
            403 => Ok(false),
            status => panic!("the preflight is answered with {status}"),
        }
    }

    /// Makes a change; returns its version, if it is acknowledged.
    pub(crate) fn change(&mut self, change: &str) -> io::Result<Option<u64>> {
        let length = change.len();
        let request = format!(
            "POST /admin/changes HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer let-me-in\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{change}"
        );
        match self.send(&request)? {
            (200, body) => Ok(Some(version(&body))),
            (202 | 503, _) => Ok(None),
            (status, body) => panic!("the change is answered with {status}: {body}"),
        }
    }

    fn send(&mut self, request: &str) -> io::Result<(u16, String)> {
        self.stream.get_mut().write_all(request.as_bytes())?;
        let status = self.line()?;
        let status = status
            .split(' ')
            .nth(1)
            .ok_or(io::ErrorKind::UnexpectedEof)?;
        let status = status.parse().unwrap();
        let mut length = 0;
        loop {
            let line = self.line()?.to_ascii_lowercase();
            if let Some(text) = line.strip_prefix("content-length:") {
                length = text.trim().parse().unwrap();
            }
            if line.is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok((status, String::from_utf8(body).unwrap()))
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        if line.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim_end().into())
    }
}

/// The version in an answer of the administrator's API or of `/ready`.
fn version(body: &str) -> u64 {
    let json: serde_json::Value = serde_json::from_str(body).unwrap();
    json["version"].as_u64().unwrap()
}
