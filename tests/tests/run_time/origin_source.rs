//! `OriginSource`: what is asked, and how often.

use std::{
    collections::BTreeMap,
    sync::{
        LazyLock, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use actix_web::{App, dev::ServiceRequest, get, rt::task::yield_now, web};
use cors_runtime::{OriginSource, SourceError, cors};

use crate::{
    answers::is_granted,
    support::{APP, STRANGER, Server, serve},
};

/// How often each origin was asked for.
#[derive(Debug, Default)]
struct Asked(Mutex<BTreeMap<String, usize>>);

impl Asked {
    const fn new() -> Self {
        Self(Mutex::new(BTreeMap::new()))
    }

    fn count(&self, origin: &str) {
        let mut asked = self.0.lock().unwrap();
        *asked.entry(origin.to_string()).or_default() += 1;
    }

    fn times(&self, origin: &str) -> usize {
        self.0
            .lock()
            .unwrap()
            .get(origin)
            .copied()
            .unwrap_or_default()
    }

    fn all(&self) -> Vec<String> {
        self.0.lock().unwrap().keys().cloned().collect()
    }
}

/// Allows [`APP`] and remembers what it was asked.
struct Remembering(Asked);

impl OriginSource for Remembering {
    async fn allows(&self, origin: &str, _: &ServiceRequest) -> Result<bool, SourceError> {
        self.0.count(origin);
        Ok(origin == APP)
    }
}

#[test]
fn answers_of_both_kinds_are_cached() {
    static SOURCE: Remembering = Remembering(Asked::new());

    #[cors(origins = dynamic(SOURCE), allow_headers = ["x-a"])]
    #[get("/")]
    async fn asked() -> &'static str {
        "done"
    }

    let server = serve!(App::new().service(asked));
    for _ in 0..3 {
        let answer = server.preflight("/", "GET", APP);
        assert_eq!(answer.status, 204);
        assert_eq!(
            answer.cors(),
            [
                "access-control-allow-headers: x-a",
                "access-control-allow-methods: GET",
                "access-control-allow-origin: https://app.example.com",
                "vary: Origin",
            ]
        );
        assert!(is_granted(&server.get("/", APP), APP));
        assert_eq!(server.preflight("/", "GET", STRANGER).status, 403);
        assert!(!is_granted(&server.get("/", STRANGER), STRANGER));
    }
    assert_eq!((SOURCE.0.times(APP), SOURCE.0.times(STRANGER)), (1, 1));
}

#[test]
fn the_source_is_not_asked_for_malformed_or_refused_origins() {
    static SOURCE: Remembering = Remembering(Asked::new());

    #[cors(origins = dynamic(SOURCE), credentials)]
    #[get("/")]
    async fn asked() -> &'static str {
        "done"
    }

    let server = serve!(App::new().service(asked));
    let long_scheme = format!("{}://app.example.com", "a".repeat(600));
    for origin in [
        "null",
        "*",
        "https://*",
        "https://*.example.com",
        "https://app.example.com/",
        "https://app.example.com:443",
        "https://APP.example.com",
        "app.example.com",
        "https://app.example.com, https://app.example.com",
        "https://\u{e4}pp.example.com",
        "http://app.example.com",
        "javascript://app.example.com",
        "",
        &long_scheme,
    ] {
        assert_eq!(server.get("/", origin).cors(), ["vary: Origin"], "{origin}");
    }
    let origin = format!("Origin: {APP}");
    assert_eq!(
        server.send("GET /", &[&origin, &origin]).cors(),
        ["vary: Origin"]
    );
    assert_eq!(server.send("GET /", &[]).cors(), ["vary: Origin"]);
    assert_eq!(SOURCE.0.all(), Vec::<String>::new());
}

/// Answers when all requests wait.
struct Awaited {
    asked: Asked,
    waiting: AtomicUsize,
}

const CROWD: usize = 100;

impl OriginSource for Awaited {
    async fn allows(&self, origin: &str, _: &ServiceRequest) -> Result<bool, SourceError> {
        self.asked.count(origin);
        while self.waiting.load(Ordering::Relaxed) < CROWD {
            yield_now().await;
        }
        Ok(true)
    }

    fn cache_key(&self, origin: &str, _: &ServiceRequest) -> String {
        self.waiting.fetch_add(1, Ordering::Relaxed);
        origin.to_string()
    }

    fn time_limit(&self) -> Duration {
        Duration::from_secs(60)
    }
}

#[test]
fn a_crowd_asks_once() {
    static SOURCE: Awaited = Awaited {
        asked: Asked::new(),
        waiting: AtomicUsize::new(0),
    };

    #[cors(origins = dynamic(SOURCE))]
    #[get("/")]
    async fn asked() -> &'static str {
        "done"
    }

    let server = Server::with_workers(2, |app| {
        app.service(asked);
    });
    thread::scope(|scope| {
        for _ in 0..CROWD {
            scope.spawn(|| assert!(is_granted(&server.get("/", APP), APP)));
        }
    });
    assert_eq!(SOURCE.asked.times(APP), 1);
}

/// Changes its mind with every answer, and keeps each for a moment.
struct Fickle(AtomicUsize);

const MOMENT: Duration = Duration::from_millis(50);

impl OriginSource for Fickle {
    async fn allows(&self, _: &str, _: &ServiceRequest) -> Result<bool, SourceError> {
        Ok(self.0.fetch_add(1, Ordering::Relaxed).is_multiple_of(2))
    }

    fn time_to_live(&self) -> Duration {
        MOMENT
    }
}

#[test]
fn answers_of_both_kinds_expire_after_the_time_to_live() {
    static SOURCE: Fickle = Fickle(AtomicUsize::new(0));

    #[cors(origins = dynamic(SOURCE))]
    #[get("/")]
    async fn asked() -> &'static str {
        "done"
    }

    let server = serve!(App::new().service(asked));
    let first = Instant::now();
    let mut is_expected = true;
    for _ in 0..4 {
        let begin = Instant::now();
        while is_granted(&server.get("/", APP), APP) != is_expected {
            assert!(
                begin.elapsed() < Duration::from_secs(20),
                "the answer is kept for ever"
            );
        }
        is_expected = !is_expected;
    }
    // The fourth answer was given after three had lived.
    assert!(first.elapsed() >= 3 * MOMENT);
    assert_eq!(SOURCE.0.load(Ordering::Relaxed), 4);
}

/// Knows the answer, and returns it when the test allows it.
struct Held {
    answer: AtomicUsize,
    begun: AtomicUsize,
    let_go: AtomicUsize,
}

impl OriginSource for Held {
    async fn allows(&self, _: &str, _: &ServiceRequest) -> Result<bool, SourceError> {
        let answer = self.answer.load(Ordering::SeqCst);
        let number = self.begun.fetch_add(1, Ordering::SeqCst);
        while number == 0 && self.let_go.load(Ordering::SeqCst) == 0 {
            yield_now().await;
        }
        Ok(answer == 1)
    }

    fn time_limit(&self) -> Duration {
        Duration::from_secs(60)
    }
}

#[test]
fn after_forget_answers_the_source_is_asked_again_although_an_old_answer_is_under_way() {
    static SOURCE: Held = Held {
        answer: AtomicUsize::new(0),
        begun: AtomicUsize::new(0),
        let_go: AtomicUsize::new(0),
    };

    #[cors(origins = dynamic(SOURCE))]
    #[get("/")]
    async fn asked() -> &'static str {
        "done"
    }

    let server = serve!(App::new().service(asked));
    thread::scope(|scope| {
        let old = scope.spawn(|| is_granted(&server.get("/", APP), APP));
        while SOURCE.begun.load(Ordering::SeqCst) == 0 {
            thread::yield_now();
        }
        SOURCE.answer.store(1, Ordering::SeqCst);
        SOURCE.forget_answers();
        assert!(is_granted(&server.get("/", APP), APP));

        SOURCE.let_go.store(1, Ordering::SeqCst);
        assert!(!old.join().unwrap());
    });
    assert!(is_granted(&server.get("/", APP), APP));
    assert_eq!(SOURCE.begun.load(Ordering::SeqCst), 2);
}

/// Knows the customers of each tenant from the app's data.
struct Tenants(Asked);

type Customers = BTreeMap<&'static str, &'static str>;

fn tenant(request: &ServiceRequest) -> String {
    request
        .match_info()
        .get("tenant")
        .unwrap_or_default()
        .to_string()
}

impl OriginSource for Tenants {
    async fn allows(&self, origin: &str, request: &ServiceRequest) -> Result<bool, SourceError> {
        let tenant = tenant(request);
        self.0.count(&tenant);
        let customers = request
            .app_data::<web::Data<Customers>>()
            .ok_or("no customers")?;
        Ok(customers.get(tenant.as_str()) == Some(&origin))
    }

    fn cache_key(&self, origin: &str, request: &ServiceRequest) -> String {
        format!("{} {origin}", tenant(request))
    }
}

#[test]
fn answers_may_depend_on_more_than_the_origin() {
    static SOURCE: Tenants = Tenants(Asked::new());
    static CUSTOMERS: LazyLock<web::Data<Customers>> =
        LazyLock::new(|| web::Data::new(BTreeMap::from([("a", APP), ("b", STRANGER)])));

    #[cors(origins = dynamic(SOURCE), credentials)]
    #[get("/{tenant}/data")]
    async fn asked() -> &'static str {
        "done"
    }

    let server = serve!(App::new().app_data(CUSTOMERS.clone()).service(asked));
    for _ in 0..2 {
        for (tenant, origin) in [("a", APP), ("b", STRANGER)] {
            let path = format!("/{tenant}/data");
            let answer = server.get(&path, origin);
            assert_eq!(answer.values("access-control-allow-origin"), [origin]);
            assert_eq!(server.preflight(&path, "GET", origin).status, 204);
        }
        for (tenant, origin) in [("a", STRANGER), ("b", APP), ("c", APP)] {
            let path = format!("/{tenant}/data");
            assert_eq!(server.get(&path, origin).cors(), ["vary: Origin"]);
        }
    }
    let times = ["a", "b", "c"].map(|tenant| SOURCE.0.times(tenant));
    assert_eq!(times, [2, 2, 1]);
}
