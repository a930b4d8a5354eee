//! Any paths in an app's router, with `AppCors` in front and without: a preflight is granted to the origin of the
//! annotated handler that the actual request reaches, or to none. What the router shows of itself is read back whole.
//!
//! The first line of an input is the path that is asked for; every other one is an entry: `+N` is the annotated handler
//! `N`, `>prefix` begins a scope, `<` ends it, and anything else is the path of a plain resource. In paths, `@` is a
//! parameter, and `#` is one of digits.

#![no_main]

#[allow(dead_code)]
#[path = "../../cors-runtime/src/actix/app_cors/router/debug_text.rs"]
mod debug_text;

use std::str::Lines;

use actix_web::{
    App, HttpResponse,
    dev::{HttpServiceFactory, Service, ServiceResponse},
    http::{Method, Uri, header},
    put, rt,
    test::{TestRequest, init_service},
    web::{self, ServiceConfig},
};
use cors_runtime::{AppCors, cors};
use libfuzzer_sys::fuzz_target;

const ORIGINS: [&str; 4] = [
    "https://0.example",
    "https://1.example",
    "https://2.example",
    "https://3.example",
];
const MOST_ENTRIES: usize = 24;
const DEEPEST: usize = 4;

fn reached(handler: usize) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(("x-reached", ORIGINS[handler]))
        .finish()
}

#[cors(origins = ["https://0.example"])]
#[put("/a")]
async fn exact() -> HttpResponse {
    reached(0)
}

#[cors(origins = ["https://1.example"])]
#[put("/{x}")]
async fn parameter() -> HttpResponse {
    reached(1)
}

#[cors(origins = ["https://2.example"])]
#[put("/a/{tail:.*}")]
async fn tail() -> HttpResponse {
    reached(2)
}

#[cors(origins = ["https://3.example"])]
#[put("")]
async fn empty() -> HttpResponse {
    reached(3)
}

/// What is registered in an app, or in a scope.
enum Entry {
    Annotated(u8),
    Plain(String),
    Scope(String, Vec<Entry>),
}

impl Entry {
    /// The entries up to the end of the scope.
    fn read(lines: &mut Lines<'_>, depth: usize) -> Vec<Self> {
        let mut entries = Vec::new();
        while let Some(line) = lines.next() {
            entries.push(match line.split_at_checked(1) {
                Some(("+", number)) => Self::Annotated(number.bytes().next().unwrap_or_default()),
                Some(("<", _)) => return entries,
                Some((">", prefix)) if depth < DEEPEST => {
                    Self::Scope(pattern(prefix), Self::read(lines, depth + 1))
                }
                _ => Self::Plain(pattern(line)),
            });
        }
        entries
    }

    fn register(&self, config: &mut ServiceConfig) {
        match self {
            Self::Annotated(b'0') => add(config, exact),
            Self::Annotated(b'1') => add(config, parameter),
            Self::Annotated(b'2') => add(config, tail),
            Self::Annotated(_) => add(config, empty),
            Self::Plain(path) => add(
                config,
                web::resource(path.as_str()).to(HttpResponse::NoContent),
            ),
            Self::Scope(prefix, entries) => {
                let scope = web::scope(prefix).configure(|config| register(entries, config));
                add(config, scope);
            }
        }
    }
}

fn add(config: &mut ServiceConfig, service: impl HttpServiceFactory + 'static) {
    config.service(service);
}

fn register(entries: &[Entry], config: &mut ServiceConfig) {
    for entry in entries {
        entry.register(config);
    }
}

/// A pattern that actix-web takes: it panics on braces that do not fit, on a parameter that has the name of another, and
/// on a tail in a prefix.
fn pattern(text: &str) -> String {
    let mut parameters = 0;
    let mut pattern = String::new();
    for character in text.chars() {
        match character {
            '{' | '}' | '*' => {}
            '@' | '#' if parameters == 4 => {}
            '@' | '#' => {
                let form = if character == '@' { "" } else { ":\\d+" };
                pattern = format!("{pattern}{{p{parameters}{form}}}");
                parameters += 1;
            }
            other => pattern.push(other),
        }
    }
    pattern
}

/// What the app answers to the actual request, and to a preflight from each origin.
async fn judge<S, B, E>(app: &S, path: &str)
where
    S: Service<actix_http::Request, Response = ServiceResponse<B>, Error = E>,
    E: std::fmt::Debug,
{
    let answer = app.call(TestRequest::put().uri(path).to_request()).await;
    let reached = answer.map(|answer| value(&answer, "x-reached"));
    let reached = reached.expect("no middleware fails");
    for origin in ORIGINS {
        let preflight = TestRequest::default()
            .method(Method::OPTIONS)
            .uri(path)
            .insert_header((header::ORIGIN, origin))
            .insert_header((header::ACCESS_CONTROL_REQUEST_METHOD, "PUT"));
        let answer = app.call(preflight.to_request()).await;
        let answer = answer.expect("no middleware fails");
        let is_granted = value(&answer, "access-control-allow-origin").is_some()
            && value(&answer, "access-control-allow-methods").is_some();
        assert!(
            !is_granted || reached.as_deref() == Some(origin),
            "{origin} {reached:?}"
        );
    }
}

fn value<B>(answer: &ServiceResponse<B>, name: &str) -> Option<String> {
    let value = answer.headers().get(name)?.to_str().ok()?;
    Some(value.to_string())
}

fuzz_target!(|text: &str| {
    let quoted = format!("{text:?}");
    let read = debug_text::Value::read(&quoted).expect("a string is read back");
    assert_eq!(read.text(), Some(text));
    let _ = debug_text::Value::read(text);

    let mut lines = text.lines();
    let Some(path) = lines
        .next()
        .filter(|path| path.starts_with('/') && path.parse::<Uri>().is_ok())
    else {
        return;
    };
    if text.lines().count() > MOST_ENTRIES {
        return;
    }
    let entries = Entry::read(&mut lines, 0);
    rt::System::new().block_on(async {
        let app = || App::new().configure(|config| register(&entries, config));
        judge(&init_service(app()).await, path).await;
        judge(&init_service(app().wrap(AppCors::new())).await, path).await;
    });
});
