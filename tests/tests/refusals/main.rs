//! Refusals are events of `tracing`, at the level `debug` of the target `cors_runtime`; a layer that preflights do not
//! reach logs a warning. A program of its own: `tracing` caches for the whole process who listens.
// Handlers have to be `async`, whether they wait for something or not.
#![allow(clippy::unwrap_used, clippy::unused_async)]

mod every_kind;
mod once;
mod reasons;
mod with_layers;

use std::{
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use actix_web::{
    App, HttpResponse, Responder,
    body::MessageBody,
    dev::ServiceResponse,
    get, guard,
    http::Method,
    put,
    test::{TestRequest, call_service, init_service},
    web,
};
use cors_runtime::{AppCors, cors, policy};
use tracing::{
    Level,
    subscriber::{DefaultGuard, set_default},
};
use tracing_subscriber::fmt::MakeWriter;

const APP: &str = "https://app.example.com";
const STRANGER: &str = "https://evil.example";

policy! {
    /// The application.
    static GUARDED = { origins = ["https://app.example.com"], max_age = 0 };

    /// The application.
    static UNGUARDED = { origins = ["https://app.example.com"], max_age = 0 };

    /// The application.
    static AROUND = { origins = ["https://app.example.com"] };
}

#[cors(origins = ["https://app.example.com", "https://*.partner.example"])]
#[get("/users/{id}")]
async fn user() -> impl Responder {
    "user"
}

#[cors(origins = ["https://app.example.com"])]
#[put("/users/{id}")]
async fn put_user() -> impl Responder {
    "put"
}

/// What the current thread logs.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend(text);
        Ok(text.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// A thread that listens; one at a time.
struct Listening {
    log: Log,
    _subscriber: DefaultGuard,
    _turn: MutexGuard<'static, ()>,
}

impl Listening {
    fn at(level: Level) -> Self {
        static TURN: Mutex<()> = Mutex::new(());

        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let log = Log::default();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(level)
            .with_ansi(false)
            .without_time()
            .with_writer(log.clone())
            .finish();
        Self {
            log,
            _subscriber: set_default(subscriber),
            _turn: turn,
        }
    }

    /// The lines of the library since the last call.
    fn lines(&self) -> Vec<String> {
        let text = std::mem::take(&mut *self.log.0.lock().unwrap());
        let text = String::from_utf8(text).unwrap();
        let lines = text.lines().filter(|line| line.contains(" cors_runtime"));
        lines.map(|line| line.trim().to_owned()).collect()
    }
}

fn get(path: &str, origin: &str) -> TestRequest {
    TestRequest::with_uri(path).insert_header(("origin", origin))
}

fn preflight(path: &str, method: &str, origin: &str) -> TestRequest {
    get(path, origin)
        .method(Method::OPTIONS)
        .insert_header(("access-control-request-method", method))
}

/// The lines that are logged while the app gets the request.
macro_rules! logged {
    ($log:ident, $app:ident, $request:expr) => {{
        let response: ServiceResponse<_> = call_service(&$app, $request.to_request()).await;
        drop(response.map_body(|_, body| MessageBody::boxed(body)));
        $log.lines()
    }};
}

#[actix_web::test]
async fn a_refused_preflight_is_an_event_with_its_facts() {
    let log = Listening::at(Level::DEBUG);
    let app = init_service(App::new().service(user).service(put_user)).await;
    let lines = logged!(
        log,
        app,
        preflight("/users/7", "PUT", "http://app.example.com")
    );
    assert_eq!(
        lines,
        [
            "DEBUG cors_runtime: refused by its CORS policy route=\"/users/{id}\" \
             handler=\"refusals::put_user\" origin=http://app.example.com method=\"PUT\" \
             is_preflight=true reason=\"origin-not-allowed\" nearest=\"https://app.example.com\""
        ]
    );
}

#[actix_web::test]
async fn a_response_that_browsers_withhold_is_an_event() {
    let log = Listening::at(Level::DEBUG);
    let app = init_service(App::new().service(user)).await;
    let lines = logged!(log, app, get("/users/7", STRANGER));
    assert_eq!(
        lines,
        [
            "DEBUG cors_runtime: refused by its CORS policy route=\"/users/{id}\" \
             handler=\"refusals::user\" origin=https://evil.example method=\"GET\" \
             is_preflight=false reason=\"origin-not-allowed\""
        ]
    );
    let lines = logged!(log, app, get("/users/7", "https://partner.example"));
    assert!(
        lines[0].ends_with("nearest=\"https://*.partner.example\""),
        "{lines:?}"
    );
}

#[actix_web::test]
async fn requests_that_are_allowed_or_same_origin_are_not_events() {
    let log = Listening::at(Level::DEBUG);
    let app = init_service(App::new().service(user)).await;
    let requests = [
        get("/users/7", APP),
        preflight("/users/7", "GET", APP),
        TestRequest::with_uri("/users/7"),
        get("/users/7", STRANGER).insert_header(("sec-fetch-site", "same-origin")),
        get("/users/7", "http://localhost:8080").insert_header(("host", "localhost:8080")),
    ];
    for request in requests {
        assert_eq!(logged!(log, app, request), Vec::<String>::new());
    }
}

#[actix_web::test]
async fn refusals_are_not_logged_above_the_level_debug() {
    let log = Listening::at(Level::INFO);
    let app = init_service(App::new().service(user)).await;
    let lines = logged!(log, app, preflight("/users/7", "GET", STRANGER));
    assert_eq!(lines, Vec::<String>::new());
}

#[actix_web::test]
async fn app_cors_and_layers_report_refusals_once() {
    let log = Listening::at(Level::DEBUG);
    let app = App::new().wrap(AppCors::new()).service(put_user);
    let app = init_service(app).await;
    let lines = logged!(log, app, preflight("/users/7", "PUT", STRANGER));
    assert_eq!(lines.len(), 1, "{lines:?}");
    let lines = logged!(log, app, preflight("/users/7", "DELETE", APP));
    assert!(
        lines[0].contains("reason=\"method-not-allowed\" nearest=\"PUT\""),
        "{lines:?}"
    );

    let app = App::new()
        .wrap(AROUND.layer())
        .service(put_user)
        .route("/plain", web::get().to(HttpResponse::Ok));
    let app = init_service(app).await;
    for request in [
        preflight("/users/7", "PUT", STRANGER),
        preflight("/plain", "GET", STRANGER),
        get("/plain", STRANGER),
        preflight("/users/7", "PUT", STRANGER),
    ] {
        let lines = logged!(log, app, request);
        assert_eq!(lines.len(), 1, "{lines:?}");
    }
}

#[actix_web::test]
async fn a_layer_that_no_preflight_reaches_logs_one_warning() {
    let log = Listening::at(Level::WARN);
    let resource = web::resource("/graphql")
        .guard(guard::Post())
        .wrap(GUARDED.layer())
        .to(HttpResponse::Ok);
    let app = init_service(App::new().service(resource)).await;
    let post = || {
        get("/graphql", APP)
            .method(Method::POST)
            .insert_header(("content-type", "application/json"))
    };
    let form = post().insert_header(("content-type", "text/plain; charset=utf-8"));
    for harmless in [form, preflight("/graphql", "POST", APP)] {
        assert_eq!(logged!(log, app, harmless), Vec::<String>::new());
    }
    let lines = logged!(log, app, post());
    assert!(
        lines[0]
            .contains("a layer serves POST `/graphql` to another origin and has seen no preflight"),
        "{lines:?}"
    );
    assert_eq!(logged!(log, app, post()), Vec::<String>::new());
}

#[actix_web::test]
async fn a_layer_that_has_seen_a_preflight_does_not_warn() {
    let log = Listening::at(Level::WARN);
    let resource = web::resource("/graphql")
        .wrap(UNGUARDED.layer())
        .route(web::post().to(HttpResponse::Ok));
    let app = init_service(App::new().service(resource)).await;
    let post = get("/graphql", APP)
        .method(Method::POST)
        .insert_header(("content-type", "application/json"));
    for request in [preflight("/graphql", "POST", APP), post] {
        assert_eq!(logged!(log, app, request), Vec::<String>::new());
    }
}
