//! Answers that are errors keep status and body, and get the policy's headers like any other: errors of
//! extractors, of handlers, of the route's own middleware, and of responses that turn out to be none.

use actix_web::{
    Error, HttpRequest, HttpResponse, Responder, ResponseError,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    error::{ErrorConflict, ErrorUnauthorized, InternalError, JsonPayloadError},
    get,
    http::StatusCode,
    middleware::{Next, from_fn},
    post, web,
    web::ServiceConfig,
};
use cors_runtime::cors;

use crate::support::{APP, Answer, STRANGER, Server, serve};

#[cors(origins = ["https://app.example.com"], expose_headers = ["x-reason"], credentials)]
#[get("/extractor/{number}")]
async fn extractor(number: web::Path<u32>) -> impl Responder {
    number.to_string()
}

#[cors(origins = ["https://app.example.com"], expose_headers = ["x-reason"], credentials)]
#[get("/missing-data")]
async fn missing_data(_data: web::Data<String>) -> impl Responder {
    HttpResponse::Ok()
}

#[cors(origins = ["https://app.example.com"], expose_headers = ["x-reason"], credentials)]
#[get("/handler-error")]
async fn handler_error() -> actix_web::Result<&'static str> {
    Err(ErrorConflict("handler"))
}

#[cors(origins = ["https://app.example.com"], expose_headers = ["x-reason"], credentials)]
#[get("/own-error")]
async fn own_error() -> Result<HttpResponse, Brewing> {
    Err(Brewing)
}

#[cors(origins = ["https://app.example.com"], expose_headers = ["x-reason"], credentials)]
#[get("/error-in-a-response")]
async fn error_in_a_response() -> HttpResponse {
    HttpResponse::from_error(ErrorConflict("response"))
}

#[cors(origins = ["https://app.example.com"], expose_headers = ["x-reason"], credentials)]
#[get("/error-with-response")]
async fn error_with_response() -> Result<HttpResponse, Error> {
    let response = HttpResponse::Gone()
        .insert_header(("access-control-allow-origin", "*"))
        .body("gone");
    Err(InternalError::from_response("gone", response).into())
}

#[cors(origins = ["https://app.example.com"], expose_headers = ["x-reason"], credentials)]
#[get("/middleware-error", wrap = "from_fn(refuse)")]
async fn middleware_error() -> impl Responder {
    "never"
}

#[cors(origins = ["https://app.example.com"], expose_headers = ["x-reason"], credentials)]
#[get("/late-middleware-error", wrap = "from_fn(refuse_late)")]
async fn late_middleware_error() -> impl Responder {
    "never seen"
}

#[cors(origins = ["https://app.example.com"], expose_headers = ["x-reason"], credentials)]
#[get("/middleware-response", wrap = "from_fn(answer_instead)")]
async fn middleware_response() -> impl Responder {
    "never"
}

#[cors(origins = ["https://app.example.com"], allow_headers = ["content-type"], expose_headers = ["x-reason"], credentials)]
#[post("/json")]
async fn json(_body: web::Json<u32>) -> impl Responder {
    HttpResponse::Ok()
}

#[cors(origins = "*")]
#[get("/public-middleware-error", wrap = "from_fn(refuse)")]
async fn public_middleware_error() -> impl Responder {
    "never"
}

/// An error with an answer of its own, which has a header to keep and one to lose.
#[derive(Debug)]
struct Brewing;

impl std::fmt::Display for Brewing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("brewing")
    }
}

impl ResponseError for Brewing {
    fn status_code(&self) -> StatusCode {
        StatusCode::IM_A_TEAPOT
    }

    fn error_response(&self) -> HttpResponse<BoxBody> {
        HttpResponse::build(self.status_code())
            .insert_header(("x-reason", "tea"))
            .insert_header(("vary", "Accept"))
            .insert_header(("access-control-allow-methods", "*"))
            .body("brewing")
    }
}

async fn refuse(
    _request: ServiceRequest,
    _next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    Err(ErrorUnauthorized("middleware"))
}

async fn refuse_late(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    next.call(request).await?;
    Err(ErrorUnauthorized("late"))
}

async fn answer_instead(
    request: ServiceRequest,
    _next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    Ok(request.into_response(HttpResponse::TooManyRequests().body("slow down")))
}

fn json_error(error: JsonPayloadError, _request: &HttpRequest) -> Error {
    InternalError::from_response(error, HttpResponse::UnprocessableEntity().body("json")).into()
}

fn app(app: &mut ServiceConfig) {
    app.app_data(web::JsonConfig::default().error_handler(json_error))
        .service((extractor, missing_data, handler_error, own_error))
        .service((error_in_a_response, error_with_response, json))
        .service((middleware_error, late_middleware_error))
        .service((middleware_response, public_middleware_error));
}

/// What goes wrong, how, and in which words.
const FAILURES: [(&str, u16, &str); 8] = [
    ("/extractor/word", 404, "can not parse \"word\" to a u32"),
    (
        "/missing-data",
        500,
        "Requested application data is not configured correctly. View/enable debug logs for more details.",
    ),
    ("/handler-error", 409, "handler"),
    ("/error-in-a-response", 409, "response"),
    ("/error-with-response", 410, "gone"),
    ("/middleware-error", 401, "middleware"),
    ("/late-middleware-error", 401, "late"),
    ("/middleware-response", 429, "slow down"),
];

#[test]
fn every_error_keeps_status_and_body_and_is_shown_to_an_allowed_origin() {
    let server = Server::of(app);
    for (path, status, body) in FAILURES {
        let answer = server.get(path, APP);
        assert_eq!((answer.status, &*answer.body), (status, body), "{path}");
        assert_shown_to_app(&answer);
    }
}

#[test]
fn no_error_is_shown_to_another_origin() {
    let server = Server::of(app);
    for (path, status, body) in FAILURES {
        for lines in [&[][..], &[&*format!("Origin: {STRANGER}")]] {
            let answer = server.send(&format!("GET {path}"), lines);
            assert_eq!((answer.status, &*answer.body), (status, body), "{path}");
            assert_eq!(answer.cors(), ["vary: Origin"], "{path}");
        }
    }
}

#[test]
fn an_errors_own_headers_are_merged_as_those_of_any_answer() {
    let answer = Server::of(app).get("/own-error", APP);
    assert_eq!((answer.status, &*answer.body), (418, "brewing"));
    assert_eq!(answer.values("x-reason"), ["tea"]);
    let expected = [
        "access-control-allow-credentials: true",
        "access-control-allow-origin: https://app.example.com",
        "access-control-expose-headers: x-reason",
        "vary: Accept",
        "vary: Origin",
    ];
    assert_eq!(answer.cors(), expected);
}

#[test]
fn an_error_of_an_extractors_own_configuration_is_shown_too() {
    let body = "Content-Type: application/json\r\nContent-Length: 5";
    let mut request = crate::support::request("POST /json", &[&format!("Origin: {APP}"), body]);
    request.extend(b"oops!");
    let answer = Server::of(app).send_bytes(&request);
    assert_eq!((answer.status, &*answer.body), (422, "json"));
    assert_shown_to_app(&answer);
}

#[test]
fn an_error_of_a_public_resource_is_public() {
    let server = Server::of(app);
    let answers = [
        server.get("/public-middleware-error", STRANGER),
        server.send("GET /public-middleware-error", &[]),
    ];
    for answer in answers {
        assert_eq!((answer.status, &*answer.body), (401, "middleware"));
        assert_eq!(answer.cors(), ["access-control-allow-origin: *"]);
    }
}

#[test]
fn a_middleware_that_refuses_does_not_refuse_preflights() {
    let server = Server::of(app);
    assert_eq!(
        server.preflight("/middleware-error", "GET", APP).status,
        204
    );
}

#[test]
fn an_error_that_travels_through_the_app_keeps_its_headers() {
    let server = serve!(
        actix_web::App::new().wrap(from_fn(pass_through)).service(
            web::scope("/inner")
                .wrap(from_fn(pass_through))
                .configure(app)
        )
    );
    let answer = server.get("/inner/middleware-error", APP);
    assert_eq!((answer.status, &*answer.body), (401, "middleware"));
    assert_shown_to_app(&answer);
}

async fn pass_through(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    next.call(request).await
}

fn assert_shown_to_app(answer: &Answer) {
    let expected = [
        "access-control-allow-credentials: true",
        "access-control-allow-origin: https://app.example.com",
        "access-control-expose-headers: x-reason",
        "vary: Origin",
    ];
    assert_eq!(answer.cors(), expected, "{answer:?}");
}
