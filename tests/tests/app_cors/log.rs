//! What `AppCors` logs: which handlers it cannot answer for, once each.

use std::{
    sync::{Mutex, Once, PoisonError},
    thread::{self, ThreadId},
};

use actix_service::{IntoServiceFactory as _, ServiceFactory as _};
use actix_web::{
    App, HttpResponse, Responder,
    dev::AppConfig,
    get, put,
    test::{TestRequest, call_service, init_service},
    web,
};
use cors_runtime::{AppCors, cors};
use log::{LevelFilter, Log, Metadata, Record};

use crate::support::{APP, serve};

#[cors(origins = ["https://app.example.com"])]
#[put("/logged/{id}")]
async fn put_logged() -> impl Responder {
    HttpResponse::NoContent()
}

#[get("/without-cors")]
async fn without_cors() -> impl Responder {
    "plain"
}

static MESSAGES: Mutex<Vec<(ThreadId, String)>> = Mutex::new(Vec::new());

/// Stores the messages.
struct Recorder;

impl Log for Recorder {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        let mut messages = MESSAGES.lock().unwrap_or_else(PoisonError::into_inner);
        messages.push((thread::current().id(), record.args().to_string()));
    }

    fn flush(&self) {}
}

pub(crate) fn start() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        log::set_logger(&Recorder).unwrap();
        log::set_max_level(LevelFilter::Warn);
    });
}

/// The messages that contain the words, and their threads.
pub(crate) fn messages(words: &str) -> Vec<(ThreadId, String)> {
    let messages = MESSAGES.lock().unwrap_or_else(PoisonError::into_inner);
    let logged = messages.iter().filter(|(_, text)| text.contains(words));
    logged.cloned().collect()
}

#[test]
fn a_preflight_that_passes_is_logged_once_for_its_handler() {
    start();
    let server = serve!(
        App::new()
            .wrap(AppCors::new())
            .route("/logged/{id}", web::post().to(HttpResponse::Ok))
            .service(put_logged)
    );
    for id in 0..3 {
        server.preflight(&format!("/logged/{id}"), "PUT", APP);
        server.preflight(&format!("/logged/{id}"), "DELETE", APP);
        server.preflight("/nowhere", "PUT", APP);
    }
    let logged = messages("/logged/");
    assert_eq!(logged.len(), 1, "{logged:?}");
    assert!(
        logged[0].1.contains("PUT `/logged/{id}` (`put_logged`)"),
        "{logged:?}"
    );
}

/// The message comes from the thread of this test: other tests have such apps too.
#[actix_web::test]
async fn an_app_without_annotated_handlers_is_logged() {
    start();
    let app = App::new().wrap(AppCors::new()).service(without_cors);
    let app = init_service(app).await;
    let request = TestRequest::with_uri("/without-cors").insert_header(("origin", APP));
    call_service(&app, request.to_request()).await;
    let logged = messages("`AppCors` has nothing to do");
    let here = thread::current().id();
    assert!(
        logged.iter().any(|(thread, _)| *thread == here),
        "{logged:?}"
    );
}

#[cors(origins = env("TEST_VARIABLE_THAT_IS_MISSING"))]
#[get("/of-a-variable")]
async fn of_a_variable() -> impl Responder {
    "configured"
}

/// A program may have `log` without `tracing`.
#[actix_web::test]
async fn why_a_server_does_not_start_is_logged() {
    start();
    let app = App::new().service(of_a_variable).into_factory();
    assert!(app.new_service(AppConfig::default()).await.is_err());
    let logged = messages("CORS policies cannot be used");
    assert_eq!(logged.len(), 1, "{logged:?}");
    let variable = "environment variable `TEST_VARIABLE_THAT_IS_MISSING` is not set";
    assert!(logged[0].1.contains(variable), "{logged:?}");
}
