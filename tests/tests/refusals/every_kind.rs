//! Every kind of refusal is one event with route, handler, origin, method, reason and nearest allowed thing: preflights
//! and requests, of handlers, of layers, of `AppCors` and its prefixes, with origins of every kind.

use actix_web::{
    App, Error, HttpResponse, Responder,
    body::BoxBody,
    delete,
    dev::{Service as _, ServiceRequest, ServiceResponse},
    error::ErrorUnauthorized,
    get,
    http::{Method, StatusCode},
    middleware::{Next, from_fn},
    post,
    test::{TestRequest, init_service},
    web,
};
use cors_runtime::{AppCors, SharedOrigins, cors, policy};
use tracing::Level;

use crate::Listening;

const NEAR: &str = "https://app.example.com:8443";

static TENANTS: SharedOrigins = SharedOrigins::new();

policy! {
    static LAYER = { origins = ["https://app.example.com"] };
    static ENFORCED_LAYER = { origins = ["https://app.example.com"], enforce };
    static PREFIX = { origins = ["https://app.example.com"], methods = [GET] };
    static ENFORCED_PREFIX = { origins = ["https://app.example.com"], methods = [GET], enforce };
}

#[cors(origins = ["https://app.example.com"])]
#[post("/notes/{id}")]
async fn add_note() -> impl Responder {
    "added"
}

#[cors(origins = ["https://app.example.com"])]
#[get("/notes/{id}")]
async fn read_note() -> impl Responder {
    "note"
}

#[cors(origins = ["https://*.example.com"], enforce)]
#[delete("/notes/{id}")]
async fn delete_note() -> impl Responder {
    "deleted"
}

#[cors(origins = dynamic(TENANTS))]
#[post("/tenants/{id}")]
async fn add_tenant() -> impl Responder {
    "added"
}

/// A request, and the event that it makes: path, whether it is a preflight, method, origin; route, handler, reason and
/// nearest.
type Case = (
    &'static str,
    bool,
    &'static str,
    &'static str,
    [&'static str; 4],
);

const NOT_ALLOWED: &str = "origin-not-allowed";
const APP: &str = "https://app.example.com";
const PREFIX_OWNER: &str = "a prefix of `AppCors`";
const NOTES: &str = "/notes/{id}";

#[rustfmt::skip]
const OF_HANDLERS: [Case; 8] = [
    ("/notes/7", true, "POST", NEAR, [NOTES, "add_note", NOT_ALLOWED, APP]),
    ("/notes/7", false, "POST", NEAR, [NOTES, "add_note", NOT_ALLOWED, APP]),
    ("/notes/7", true, "POST", "https://evil.example", [NOTES, "add_note", NOT_ALLOWED, ""]),
    ("/notes/7", true, "POST", "null", [NOTES, "add_note", NOT_ALLOWED, ""]),
    ("/notes/7", true, "DELETE", NEAR, [NOTES, "delete_note", NOT_ALLOWED, "https://*.example.com"]),
    ("/notes/7", false, "DELETE", NEAR, [NOTES, "delete_note", NOT_ALLOWED, "https://*.example.com"]),
    ("/tenants/7", true, "POST", NEAR, ["/tenants/{id}", "add_tenant", NOT_ALLOWED, APP]),
    ("/tenants/7", false, "POST", "http://app.example.com", ["/tenants/{id}", "add_tenant", NOT_ALLOWED, APP]),
];

#[rustfmt::skip]
const OF_LAYERS: [Case; 4] = [
    ("/layer/a", true, "GET", NEAR, ["/layer/a", "a layer", NOT_ALLOWED, APP]),
    ("/layer/a", false, "GET", NEAR, ["/layer/a", "a layer", NOT_ALLOWED, APP]),
    ("/enforced/a", true, "GET", NEAR, ["/enforced/a", "a layer", NOT_ALLOWED, APP]),
    ("/enforced/a", false, "GET", NEAR, ["/enforced/a", "a layer", NOT_ALLOWED, APP]),
];

#[rustfmt::skip]
const OF_PREFIXES: [Case; 5] = [
    ("/prefix/a", true, "GET", NEAR, ["/prefix/a", PREFIX_OWNER, NOT_ALLOWED, APP]),
    ("/prefix/a", false, "GET", NEAR, ["/prefix/a", PREFIX_OWNER, NOT_ALLOWED, APP]),
    ("/closed/a", true, "GET", NEAR, ["/closed/a", PREFIX_OWNER, NOT_ALLOWED, APP]),
    ("/closed/a", false, "GET", NEAR, ["/closed/a", PREFIX_OWNER, NOT_ALLOWED, APP]),
    ("/prefix/a", true, "PUT", APP, ["/prefix/a", PREFIX_OWNER, "method-not-allowed", "GET"]),
];

/// Beside those of handlers: a method that no handler of the path has.
#[rustfmt::skip]
const OF_APP_CORS: [Case; 1] = [
    ("/notes/7", true, "PUT", APP, [NOTES, "read_note", "method-not-allowed", "GET"]),
];

fn request((path, is_preflight, method, origin, _): &Case) -> TestRequest {
    let request = TestRequest::with_uri(path).insert_header(("origin", *origin));
    if *is_preflight {
        let requested = ("access-control-request-method", *method);
        return request.method(Method::OPTIONS).insert_header(requested);
    }
    request.method(Method::from_bytes(method.as_bytes()).unwrap())
}

/// The event of the case, as it is logged.
fn event((_, is_preflight, method, origin, [route, handler, reason, nearest]): &Case) -> String {
    let handler = match *handler {
        "a layer" | PREFIX_OWNER => (*handler).to_owned(),
        handler => format!("refusals::every_kind::{handler}"),
    };
    let nearest = match *nearest {
        "" => String::new(),
        nearest => format!(" nearest=\"{nearest}\""),
    };
    format!(
        "DEBUG cors_runtime: refused by its CORS policy route=\"{route}\" handler=\"{handler}\" origin={origin} \
         method=\"{method}\" is_preflight={is_preflight} reason=\"{reason}\"{nearest}"
    )
}

/// Each case makes its event, and no other.
macro_rules! check {
    ($log:ident, $app:ident, $cases:expr) => {
        for case in &$cases {
            // A layer that enforces its policy returns an error.
            drop($app.call(request(case).to_request()).await);
            assert_eq!($log.lines(), [event(case)], "{case:?}");
        }
    };
}

fn handlers(config: &mut web::ServiceConfig) {
    config
        .service(read_note)
        .service(add_note)
        .service(delete_note)
        .service(add_tenant);
    config.route("/prefix/a", web::get().to(HttpResponse::Ok));
    config.route("/closed/a", web::get().to(HttpResponse::Ok));
}

#[actix_web::test]
async fn each_refusal_of_a_handler_is_one_event() {
    TENANTS.replace([APP]).unwrap();
    let log = Listening::at(Level::DEBUG);
    let app = init_service(App::new().configure(handlers)).await;
    check!(log, app, OF_HANDLERS);
}

#[actix_web::test]
async fn each_refusal_of_a_layer_is_one_event() {
    let log = Listening::at(Level::DEBUG);
    let scope = |path| web::scope(path).route("/a", web::to(HttpResponse::Ok));
    let app = App::new()
        .service(scope("/layer").wrap(LAYER.layer()))
        .service(scope("/enforced").wrap(ENFORCED_LAYER.layer()));
    let app = init_service(app).await;
    check!(log, app, OF_LAYERS);
}

#[actix_web::test]
async fn each_refusal_of_app_cors_is_one_event() {
    TENANTS.replace([APP]).unwrap();
    let log = Listening::at(Level::DEBUG);
    let app_cors = AppCors::new()
        .prefix("/prefix", &PREFIX)
        .prefix("/closed", &ENFORCED_PREFIX);
    let app = init_service(App::new().wrap(app_cors).configure(handlers)).await;
    check!(log, app, OF_HANDLERS);
    check!(log, app, OF_PREFIXES);
    check!(log, app, OF_APP_CORS);
}

/// An authentication that lets nothing through.
async fn refuse(request: ServiceRequest, _: Next<BoxBody>) -> Result<ServiceResponse, Error> {
    Ok(request.into_response(HttpResponse::Unauthorized().finish()))
}

#[actix_web::test]
async fn a_refusal_before_an_authentication_is_one_event() {
    let log = Listening::at(Level::DEBUG);
    let app = App::new()
        .wrap(from_fn(refuse))
        .wrap(AppCors::new())
        .configure(handlers);
    let app = init_service(app).await;
    for case in &OF_HANDLERS[..6] {
        drop(app.call(request(case).to_request()).await);
        assert_eq!(log.lines(), [event(case)], "{case:?}");
    }
}

#[actix_web::test]
async fn a_refusal_that_travels_as_an_error_is_one_event() {
    let log = Listening::at(Level::DEBUG);
    let refuse =
        async |_, _: Next<BoxBody>| Err::<ServiceResponse, _>(ErrorUnauthorized("no token"));
    let app = App::new()
        .wrap(from_fn(refuse))
        .wrap(AppCors::new())
        .configure(handlers);
    let app = init_service(app).await;
    let case = (
        "/notes/7",
        false,
        "GET",
        NEAR,
        ["/notes/7", "read_note", NOT_ALLOWED, APP],
    );
    drop(app.call(request(&case).to_request()).await);
    assert_eq!(log.lines(), [event(&case)]);
}

/// Answers with the status that the request asks for.
async fn answer(request: ServiceRequest, _: Next<BoxBody>) -> Result<ServiceResponse, Error> {
    let status = request.headers().get("x-answer").unwrap();
    let status = StatusCode::from_bytes(status.as_bytes()).unwrap();
    Ok(request.into_response(HttpResponse::new(status)))
}

#[actix_web::test]
async fn a_response_in_front_is_an_event_only_if_the_policy_would_grant_it_to_another_origin() {
    let log = Listening::at(Level::DEBUG);
    let app = App::new()
        .wrap(from_fn(answer))
        .wrap(AppCors::new().prefix("/prefix", &PREFIX))
        .configure(handlers);
    let app = init_service(app).await;
    let is_event = async |path, origin, status: &'static str| {
        let request = TestRequest::with_uri(path)
            .insert_header(("origin", origin))
            .insert_header(("x-answer", status));
        drop(app.call(request.to_request()).await);
        !log.lines().is_empty()
    };
    assert!(is_event("/notes/7", NEAR, "401").await);
    assert!(!is_event("/notes/7", APP, "401").await);
    for status in ["200", "404", "405"] {
        assert!(!is_event("/notes/7", NEAR, status).await, "{status}");
    }
    for status in ["200", "401", "404"] {
        assert!(is_event("/prefix/a", NEAR, status).await, "{status}");
        assert!(!is_event("/prefix/a", APP, status).await, "{status}");
    }
}
