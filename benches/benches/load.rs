//! Full load over loopback: the same handler plain and with `#[cors]`, half of the requests preflights.
//! Fails on any error, if memory grows, and, when it runs for a minute, if throughput suffers.
//!
//! `cargo bench -p cors-benches --bench load` takes seconds; with `-- minute` it takes four. It needs `wrk`.

#![allow(clippy::print_stdout)]

use std::{
    env, fs, io,
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::Command,
    thread,
};

use actix_web::{App, HttpResponse, HttpServer, Responder, get, options};
use cors_runtime::cors;

/// The least share of the plain handler's throughput.
const LEAST: f64 = 0.98;
/// The most by which memory may grow once the server is warm.
const GROWTH: f64 = 1.1;

#[get("/plain")]
async fn plain() -> &'static str {
    "ok"
}

/// Without CORS, another service has to answer `OPTIONS`.
#[options("/plain")]
async fn plain_options() -> impl Responder {
    HttpResponse::NoContent()
}

#[cors(origins = ["https://app.example.com"], allow_headers = ["content-type"], max_age = 600, credentials)]
#[get("/annotated")]
async fn annotated() -> &'static str {
    "ok"
}

fn main() -> io::Result<()> {
    let is_long = env::args().any(|argument| argument == "minute");
    let (rounds, seconds) = if is_long { (4, 30) } else { (1, 1) };
    let load = Load {
        address: serve()?,
        script: script()?,
    };
    load.put_on("plain", 1)?;
    load.put_on("annotated", 1)?;

    let before = resident_memory()?;
    let (mut without, mut with) = (0.0_f64, 0.0_f64);
    for _ in 0..rounds {
        without = without.max(load.put_on("plain", seconds)?);
        with = with.max(load.put_on("annotated", seconds)?);
    }
    let growth = resident_memory()? / before;
    let share = with / without;
    println!("| | requests per second |\n|---|--:|");
    println!("| plain | {without:.0} |\n| annotated | {with:.0} ({share:.3} ×) |");
    println!("| memory, after / before | {growth:.3} |");
    // The run is too short to compare the two; it still finds errors.
    if is_long && growth > GROWTH {
        return Err(io::Error::other("memory grows"));
    }
    if is_long && share < LEAST {
        return Err(io::Error::other("throughput suffers"));
    }
    Ok(())
}

/// A server with one worker, on a port of its own.
fn serve() -> io::Result<SocketAddr> {
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    let address = listener.local_addr()?;
    let app = || {
        App::new()
            .service(plain)
            .service(plain_options)
            .service(annotated)
    };
    let server = move || HttpServer::new(app).workers(1).listen(listener);
    thread::spawn(move || {
        actix_web::rt::System::new().block_on(async { server()?.disable_signals().run().await })
    });
    Ok(address)
}

/// Requests in turn: an actual one, a preflight.
fn script() -> io::Result<PathBuf> {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("load.lua");
    let lua = "
        local origin = 'https://app.example.com'
        local get, preflight
        function init()
            get = wrk.format('GET', nil, { Origin = origin })
            preflight = wrk.format('OPTIONS', nil, {
                Origin = origin,
                ['Access-Control-Request-Method'] = 'GET',
                ['Access-Control-Request-Headers'] = 'content-type',
            })
        end
        local turn = 0
        function request()
            turn = 1 - turn
            return turn == 1 and get or preflight
        end
    ";
    fs::write(&path, lua)?;
    Ok(path)
}

struct Load {
    address: SocketAddr,
    script: PathBuf,
}

impl Load {
    /// Requests per second; an error if a single request failed.
    fn put_on(&self, path: &str, seconds: u32) -> io::Result<f64> {
        let output = Command::new("wrk")
            .args(["--threads", "1", "--connections", "32"])
            .args(["--duration", &format!("{seconds}s"), "--script"])
            .arg(&self.script)
            .arg(format!("http://{}/{path}", self.address))
            .output()
            .map_err(|error| io::Error::new(error.kind(), format!("wrk: {error}")))?;
        let said = String::from_utf8_lossy(&output.stdout);
        let has_errors = said.contains("Non-2xx") || said.contains("Socket errors");
        let rate = said
            .lines()
            .find_map(|line| line.strip_prefix("Requests/sec:"));
        match rate.map(|rate| rate.trim().parse()) {
            Some(Ok(rate)) if !has_errors && output.status.success() => Ok(rate),
            _ => Err(io::Error::other(said.into_owned())),
        }
    }
}

/// In KiB.
fn resident_memory() -> io::Result<f64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    number.ok_or_else(|| io::Error::other("no figure for the memory"))
}
