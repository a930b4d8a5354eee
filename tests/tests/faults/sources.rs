//! Sources of origins that hang, fail, panic, or are flooded: their origins are denied, other routes are answered.

use std::{
    io::Write,
    net::TcpStream,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    time::Duration,
};

use actix_web::{dev::ServiceRequest, get, web::ServiceConfig};
use cors_runtime::{OriginSource, SourceError, cors};
use tokio::sync::Notify;

use crate::{
    grants::{app, assert_serves},
    support::{APP, Server, read_head},
};

/// What a source does until it recovers.
#[derive(Clone, Copy)]
enum Behaviour {
    Hang,
    Fail,
    Panic,
    PanicAtOnce,
}

/// A source with a fault.
struct Faulty {
    behaviour: Behaviour,
    has_recovered: AtomicBool,
}

impl Faulty {
    const fn new(behaviour: Behaviour) -> Self {
        Self {
            behaviour,
            has_recovered: AtomicBool::new(false),
        }
    }

    fn has_recovered(&self) -> bool {
        self.has_recovered.load(Ordering::SeqCst)
    }
}

impl OriginSource for Faulty {
    fn allows(
        &self,
        _: &str,
        _: &ServiceRequest,
    ) -> impl Future<Output = Result<bool, SourceError>> {
        let panics_at_once = matches!(self.behaviour, Behaviour::PanicAtOnce);
        assert!(!panics_at_once || self.has_recovered(), "at once");
        async {
            if self.has_recovered() {
                return Ok(true);
            }
            match self.behaviour {
                Behaviour::Hang => std::future::pending().await,
                Behaviour::Fail => Err("no database".into()),
                Behaviour::Panic | Behaviour::PanicAtOnce => panic!("a source's mistake"),
            }
        }
    }

    fn time_limit(&self) -> Duration {
        match self.behaviour {
            Behaviour::Hang if !self.has_recovered() => Duration::from_millis(1),
            _ => Duration::from_secs(10),
        }
    }

    fn capacity(&self) -> u64 {
        0
    }
}

static HANGS: Faulty = Faulty::new(Behaviour::Hang);
static FAILS: Faulty = Faulty::new(Behaviour::Fail);
static PANICS: Faulty = Faulty::new(Behaviour::Panic);
static PANICS_AT_ONCE: Faulty = Faulty::new(Behaviour::PanicAtOnce);

macro_rules! handlers {
    ($($name:ident $path:literal $source:ident;)*) => {$(
        #[cors(origins = dynamic($source))]
        #[get($path)]
        async fn $name() -> &'static str {
            ""
        }
    )*};
}

handlers! {
    hangs "/hangs" HANGS;
    fails "/fails" FAILS;
    panics "/panics" PANICS;
    panics_early "/panics-at-once" PANICS_AT_ONCE;
    gated "/gated" GATE;
    flooded "/flooded" FLOODED;
}

fn services(config: &mut ServiceConfig) {
    config
        .configure(app)
        .service((hangs, fails, panics, panics_early, gated, flooded));
}

#[test]
fn a_source_with_a_fault_denies_and_nothing_else_is_disturbed() {
    let server = Server::of(services);
    let paths = ["/hangs", "/fails", "/panics", "/panics-at-once"];
    for _ in 0..25 {
        for path in paths {
            let answer = server.get(path, APP);
            assert_eq!((answer.status, answer.cors()), (200, vec!["vary: Origin"]));
            assert_eq!(server.preflight(path, "GET", APP).status, 403, "{path}");
        }
        assert_serves(&server);
    }
    for source in [&FAILS, &PANICS, &PANICS_AT_ONCE] {
        source.has_recovered.store(true, Ordering::SeqCst);
    }
    for path in &paths[1..] {
        assert_eq!(server.preflight(path, "GET", APP).status, 204, "{path}");
    }
}

/// Answers when the test lets it.
struct Gate(Notify, AtomicUsize);

impl OriginSource for Gate {
    async fn allows(&self, _: &str, _: &ServiceRequest) -> Result<bool, SourceError> {
        self.1.fetch_add(1, Ordering::SeqCst);
        self.0.notified().await;
        Ok(true)
    }

    fn time_limit(&self) -> Duration {
        Duration::from_secs(60)
    }
}

static GATE: Gate = Gate(Notify::const_new(), AtomicUsize::new(0));

/// One worker has all connections.
#[test]
fn while_a_source_hangs_its_worker_answers_everything_else() {
    let server = Server::of(services);
    let waiting: Vec<TcpStream> = (0..100)
        .map(|_| {
            let mut stream = server.connect();
            let head = format!("GET /gated HTTP/1.1\r\nHost: localhost\r\nOrigin: {APP}\r\n\r\n");
            stream.write_all(head.as_bytes()).unwrap();
            stream
        })
        .collect();
    for _ in 0..20 {
        assert_serves(&server);
    }
    GATE.0.notify_one();
    for mut stream in waiting {
        let granted = format!("access-control-allow-origin: {APP}");
        assert_eq!(read_head(&mut stream).cors(), [&granted, "vary: Origin"]);
    }
    assert_eq!(GATE.1.load(Ordering::SeqCst), 1, "the crowd asks once");
}

/// Allows no origin, and counts how often it is asked.
struct Flooded(AtomicUsize);

impl OriginSource for Flooded {
    async fn allows(&self, _: &str, _: &ServiceRequest) -> Result<bool, SourceError> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Ok(false)
    }

    fn capacity(&self) -> u64 {
        100
    }
}

static FLOODED: Flooded = Flooded(AtomicUsize::new(0));

#[test]
fn a_flood_of_origins_is_denied_and_malformed_ones_do_not_reach_the_source() {
    let server = Server::of(services);
    let mut stream = server.connect();
    for number in 0..3_000 {
        for origin in [
            format!("https://{number}.example"),
            format!("https://{number}.example/"),
            format!("https://{}.example", "a".repeat(64 + number)),
        ] {
            let head =
                format!("GET /flooded HTTP/1.1\r\nHost: localhost\r\nOrigin: {origin}\r\n\r\n");
            stream.write_all(head.as_bytes()).unwrap();
            assert_eq!(read_head(&mut stream).cors(), ["vary: Origin"]);
        }
    }
    assert_eq!(FLOODED.0.load(Ordering::SeqCst), 3_000);
    assert_serves(&server);
}
