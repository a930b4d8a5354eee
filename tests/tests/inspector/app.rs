//! An app with something of everything, and the inspector.

use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::{
    App, HttpResponse, Responder,
    body::MessageBody,
    delete,
    dev::{ServiceRequest, ServiceResponse},
    error::ErrorUnauthorized,
    get, guard,
    middleware::Next,
    middleware::from_fn,
    post, put, web,
};
use cors_inspector::inspector;
use cors_runtime::{SharedOrigins, cors, policy};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use crate::support::{Answer, Client, Server, request, serve};

policy! {
    /// Every site may read.
    static PUBLIC = { origins = "*", methods = [GET] };
}

policy! {
    static FORMS = { origins = ["https://app.example.com"], methods = [POST] };
}

static CUSTOMERS: SharedOrigins = SharedOrigins::new();

/// How often a handler ran that changes something.
pub(crate) static CHANGES: AtomicUsize = AtomicUsize::new(0);

#[cors(origins = ["https://app.example.com"], expose_headers = ["etag"])]
#[get("/users/{id}")]
pub(crate) async fn read_user() -> impl Responder {
    "a user"
}

#[cors(origins = ["https://app.example.com"], allow_headers = ["content-type"], credentials)]
#[put("/users/{id}")]
pub(crate) async fn put_user() -> impl Responder {
    CHANGES.fetch_add(1, Ordering::Relaxed);
    "saved"
}

/// A form could send this, so browsers send no preflight.
#[cors(origins = ["https://app.example.com"])]
#[post("/messages")]
async fn send_message() -> impl Responder {
    CHANGES.fetch_add(1, Ordering::Relaxed);
    "sent"
}

#[cors(origins = dynamic(CUSTOMERS))]
#[get("/customers")]
async fn customers() -> impl Responder {
    "[]"
}

#[cors(origins = ["https://app.example.com"])]
#[delete("/closed")]
async fn behind_authentication() -> impl Responder {
    "deleted"
}

#[cors(policy = PUBLIC, max_age = 60)]
#[get("/named")]
async fn named() -> impl Responder {
    "named"
}

#[cors(origins = ["https://app.example.com"])]
mod inside {
    use super::*;

    /// As the module says.
    #[get("/inherited")]
    pub(super) async fn inherited() -> impl Responder {
        "inherited"
    }

    #[cors(disabled)]
    #[get("/internal")]
    pub(super) async fn internal() -> impl Responder {
        "internal"
    }
}

#[cors(policy = PUBLIC)]
mod named_outside {
    use super::*;

    #[get("/named-outside")]
    pub(super) async fn read() -> impl Responder {
        "as the module's policy"
    }
}

/// Behind a guard for another host.
#[cors(origins = ["https://app.example.com"])]
#[get("/reports")]
async fn reports() -> impl Responder {
    "[]"
}

/// An authentication that refuses everything, preflights among it.
pub(crate) async fn refuse(
    _: ServiceRequest,
    _: Next<impl MessageBody>,
) -> Result<ServiceResponse<actix_web::body::BoxBody>, actix_web::Error> {
    Err(ErrorUnauthorized("a token, please"))
}

/// The app, running.
pub(crate) fn serve_app() -> Server {
    CUSTOMERS.replace(["https://customer.example"]).unwrap();
    serve!(
        App::new()
            .service(web::scope("/api").service(read_user).service(put_user))
            .service(send_message)
            .service(customers)
            .service(inside::inherited)
            .service(inside::internal)
            .service(named)
            .service(named_outside::read)
            .route("/closed", web::get().to(HttpResponse::Ok))
            .service(
                web::scope("/closed")
                    .wrap(from_fn(refuse))
                    .service(behind_authentication)
            )
            .service(
                web::resource("/layered")
                    .wrap(PUBLIC.layer())
                    .route(web::get().to(HttpResponse::Ok))
            )
            .service(
                web::resource("/form")
                    .wrap(FORMS.layer())
                    .route(web::post().to(HttpResponse::Ok))
            )
            .service(
                web::scope("/admin")
                    .guard(guard::Host("admin.example"))
                    .service(reports)
            )
            .service(inspector("/__cors"))
    )
}

/// A request of the inspector's own page.
pub(crate) fn ask(client: &Client, what: &str, body: &str) -> Answer {
    let length = format!("Content-Length: {}", body.len());
    let headers = [
        "Content-Type: application/json",
        "Sec-Fetch-Site: same-origin",
        length.as_str(),
    ];
    client.send_bytes(&[&request(what, &headers)[..], body.as_bytes()].concat())
}

pub(crate) fn ask_json<T: DeserializeOwned>(client: &Client, what: &str, body: &Value) -> T {
    let answer = ask(client, what, &body.to_string());
    assert_eq!(answer.status, 200, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

/// A route as the inspector lists it.
#[derive(Debug, Deserialize)]
pub(crate) struct ListedRoute {
    pub(crate) path: String,
    pub(crate) kind: String,
    pub(crate) handler: Option<String>,
    pub(crate) provenance: Option<String>,
    pub(crate) methods: Vec<String>,
    pub(crate) warnings: Vec<String>,
    pub(crate) in_front: Vec<String>,
    pub(crate) answered_in_front: Option<u16>,
    #[serde(default)]
    pub(crate) allows: Option<bool>,
    #[serde(default)]
    pub(crate) policy: Option<Value>,
}
