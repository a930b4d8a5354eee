//! The handlers that are measured. All answer the same.

#![allow(
    missing_docs,
    unreachable_pub,
    reason = "actix-web's macros give their structs the handlers' visibility and no documentation"
)]

use std::{borrow::Cow, sync::Once};

use actix_web::{HttpResponse, Responder, dev::RequestHead, get, http::header, web};
use cors_runtime::{KeyedOrigins, SharedOrigins, cors};

include!(concat!(env!("OUT_DIR"), "/handlers.rs"));

/// Nothing but actix-web.
#[get("/resource")]
pub async fn plain() -> &'static str {
    "ok"
}

/// The same for every site.
#[cors(
    origins = "*",
    allow_headers = ["authorization", "content-type"],
    max_age = 600
)]
#[get("/resource")]
async fn any() -> &'static str {
    "ok"
}

/// Where [`environment`] reads its origins.
pub(crate) const VARIABLE: &str = "CORS_BENCHES_ORIGINS";

/// For the sites that the environment names.
#[cors(
    origins = env("CORS_BENCHES_ORIGINS"),
    allow_headers = ["authorization", "content-type"],
    max_age = 600,
    credentials
)]
#[get("/resource")]
async fn environment() -> &'static str {
    "ok"
}

static SHARED: SharedOrigins = SharedOrigins::new();

/// Puts a hundred thousand sites into the set of [`shared`], unless they are there.
pub(crate) fn fill_shared() {
    static FILLED: Once = Once::new();
    FILLED.call_once(|| {
        let origins = (0..100_000).map(|index| format!("https://site-{index}.example.com"));
        SHARED.replace(origins).expect("legal origins");
    });
}

/// For the sites that the program names while it serves.
#[cors(
    origins = dynamic(SHARED),
    allow_headers = ["authorization", "content-type"],
    max_age = 600,
    credentials
)]
#[get("/resource")]
async fn shared() -> &'static str {
    "ok"
}

static KEYED: KeyedOrigins = KeyedOrigins::new(first_segment);

fn first_segment(request: &RequestHead) -> Option<Cow<'_, str>> {
    request.uri.path().split('/').nth(1).map(Cow::Borrowed)
}

/// Gives a hundred sites to the tenant that [`keyed`] is asked for, and to 999 others, unless they have them.
pub(crate) fn fill_keyed() {
    static FILLED: Once = Once::new();
    FILLED.call_once(|| {
        let origins = || (0..100).map(|index| format!("https://site-{index}.tenant.example"));
        let filled = KEYED.update(|draft| {
            draft.replace("resource", origins())?;
            (1..1_000).try_for_each(|index| draft.replace(&format!("tenant-{index}"), origins()))
        });
        filled.expect("legal origins");
    });
}

/// For the sites of the tenant that the path names.
#[cors(
    origins = dynamic(KEYED),
    allow_headers = ["authorization", "content-type"],
    max_age = 600,
    credentials
)]
#[get("/resource")]
async fn keyed() -> &'static str {
    "ok"
}

/// For one site, which may read a response header: with credentials, the response gets four headers.
#[cors(
    origins = ["https://site-0.example.com"],
    allow_headers = ["authorization", "content-type"],
    expose_headers = ["etag"],
    max_age = 600,
    credentials
)]
#[get("/resource")]
async fn exposing() -> &'static str {
    "ok"
}

/// Says itself what its answer varies by.
#[get("/resource")]
pub async fn plain_with_vary() -> impl Responder {
    with_vary()
}

/// Says itself what its answer varies by, and the policy has to add to it.
#[cors(
    origins = ["https://site-0.example.com"],
    allow_headers = ["authorization", "content-type"],
    max_age = 600,
    credentials
)]
#[get("/resource")]
async fn cors_with_vary() -> impl Responder {
    with_vary()
}

/// For one site, under a path with a number in it.
#[cors(
    origins = ["https://site-0.example.com"],
    allow_headers = ["authorization", "content-type"],
    max_age = 600,
    credentials
)]
#[get("/resource/{id}")]
async fn with_parameter(_: web::Path<u32>) -> &'static str {
    "ok"
}

/// The same without CORS.
#[get("/resource/{id}")]
pub async fn plain_with_parameter(_: web::Path<u32>) -> &'static str {
    "ok"
}

/// What the attributed handlers answer.
pub(crate) async fn ok() -> &'static str {
    "ok"
}

/// The same under a path with a number in it.
pub(crate) async fn ok_with_id(_: web::Path<u32>) -> &'static str {
    "ok"
}

pub(crate) async fn ok_with_vary() -> impl Responder {
    with_vary()
}

fn with_vary() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::VARY, "Accept-Encoding"))
        .body("ok")
}
