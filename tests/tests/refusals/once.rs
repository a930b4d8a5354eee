//! Each refusal is one event, of the policy that applies: also where middleware replaces the response or fails, in front of
//! what is inside or after it.

use actix_web::{
    App, Error, HttpResponse, Responder,
    body::{BoxBody, MessageBody},
    dev::{Service as _, ServiceRequest, ServiceResponse},
    error::ErrorBadGateway,
    http::Method,
    middleware::{Next, NormalizePath, from_fn},
    post,
    test::{TestRequest, init_service},
    web,
};
use cors_runtime::{AppCors, OriginSource, SourceError, cors, policy};
use tracing::Level;

use crate::{Listening, STRANGER, get};

policy! {
    static FILES = { origins = ["https://app.example.com"] };
    static PUBLIC = { origins = "*" };
    static ENFORCED = { origins = ["https://app.example.com"], enforce };
}

/// Allows no origin.
struct Closed;

static CLOSED: Closed = Closed;

impl OriginSource for Closed {
    async fn allows(&self, _: &str, _: &ServiceRequest) -> Result<bool, SourceError> {
        Ok(false)
    }
}

#[cors(origins = ["https://app.example.com"])]
#[actix_web::get("/note")]
async fn note() -> impl Responder {
    "note"
}

#[cors(origins = dynamic(CLOSED))]
#[post("/asked")]
async fn asked() -> impl Responder {
    "asked"
}

/// Fails in front of what is inside if the request says so, and after it otherwise.
async fn fail(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if !request.headers().contains_key("x-in-front") {
        drop(next.call(request).await?);
    }
    Err(ErrorBadGateway("upstream"))
}

async fn replace(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let (request, _) = next.call(request).await?.into_parts();
    let replaced = HttpResponse::BadGateway().finish();
    Ok(ServiceResponse::new(request, replaced))
}

fn services(app: &mut web::ServiceConfig) {
    app.service(note).service(
        web::resource("/files/a")
            .wrap(FILES.layer())
            .to(HttpResponse::Ok),
    );
}

/// Who reports the request: one event, or none.
macro_rules! reporter {
    ($log:ident, $app:ident, $request:expr) => {{
        drop($app.call($request.to_request()).await);
        let lines = $log.lines();
        assert!(lines.len() < 2, "{lines:?}");
        let line = lines.first().map_or("", String::as_str);
        let owner = line.split_once("handler=\"").map_or("", |(_, rest)| rest);
        owner.split('"').next().unwrap_or_default().to_owned()
    }};
}

fn in_front(path: &str) -> TestRequest {
    get(path, STRANGER).insert_header(("x-in-front", "1"))
}

const NOTE: &str = "refusals::once::note";
const PREFIX: &str = "a prefix of `AppCors`";

#[actix_web::test]
async fn a_refusal_by_a_handler_is_one_event_if_middleware_fails_or_replaces_its_response() {
    let log = Listening::at(Level::DEBUG);
    let failing = App::new().wrap(from_fn(fail)).wrap(AppCors::new());
    let failing = init_service(failing.configure(services)).await;
    assert_eq!(reporter!(log, failing, in_front("/note")), NOTE);
    assert_eq!(reporter!(log, failing, get("/note", STRANGER)), NOTE);
    let replacing = App::new().wrap(from_fn(replace)).wrap(AppCors::new());
    let replacing = init_service(replacing.configure(services)).await;
    assert_eq!(reporter!(log, replacing, get("/note", STRANGER)), NOTE);
}

#[actix_web::test]
async fn a_refusal_is_one_event_where_requests_are_looked_up_first() {
    let log = Listening::at(Level::DEBUG);
    let app = App::new().wrap(from_fn(fail)).wrap(AppCors::new());
    let app = init_service(app.configure(services).service(asked)).await;
    assert_eq!(reporter!(log, app, in_front("/note")), NOTE);
    assert_eq!(reporter!(log, app, get("/note", STRANGER)), NOTE);
    let to_source = in_front("/asked").method(Method::POST);
    assert_eq!(reporter!(log, app, to_source), "refusals::once::asked");
}

#[actix_web::test]
async fn a_refusal_by_a_prefix_is_one_event_of_the_prefix_and_not_of_a_layer_under_it() {
    let log = Listening::at(Level::DEBUG);
    let app_cors = || AppCors::new().prefix("/files", &FILES);
    let failing = App::new().wrap(from_fn(fail)).wrap(app_cors());
    let failing = init_service(failing.configure(services)).await;
    assert_eq!(reporter!(log, failing, in_front("/files/a")), PREFIX);
    assert_eq!(reporter!(log, failing, get("/files/a", STRANGER)), PREFIX);
    let replacing = App::new().wrap(from_fn(replace)).wrap(app_cors());
    let replacing = init_service(replacing.configure(services)).await;
    assert_eq!(reporter!(log, replacing, get("/files/a", STRANGER)), PREFIX);
    assert_eq!(reporter!(log, replacing, get("/note", STRANGER)), NOTE);
}

#[actix_web::test]
async fn a_layer_under_a_prefix_that_allows_the_request_reports_only_what_it_refuses_itself() {
    let log = Listening::at(Level::DEBUG);
    let app = App::new()
        .wrap(AppCors::new().prefix("/files", &PUBLIC))
        .configure(services)
        .service(
            web::scope("/files/closed")
                .wrap(ENFORCED.layer())
                .route("", web::get().to(HttpResponse::Ok)),
        )
        .service(
            web::scope("/files")
                .wrap(FILES.layer())
                .service(web::scope("/near").wrap(FILES.layer())),
        );
    let app = init_service(app).await;
    for path in ["/files/a", "/files/b", "/files/near/b"] {
        assert_eq!(reporter!(log, app, get(path, STRANGER)), "", "{path}");
    }
    let refused = get("/files/closed", STRANGER);
    assert_eq!(reporter!(log, app, refused), "a layer");
}

/// The path comes under the prefix when `NormalizePath` has merged its slashes.
#[actix_web::test]
async fn a_refusal_by_the_prefix_of_the_normalized_path_is_one_event() {
    let log = Listening::at(Level::DEBUG);
    let app = App::new()
        .wrap(NormalizePath::trim())
        .wrap(AppCors::new().prefix("/files", &FILES))
        .route("/files/b", web::get().to(HttpResponse::Ok));
    let app = init_service(app).await;
    assert_eq!(reporter!(log, app, get("//files/b", STRANGER)), PREFIX);
    let allowed = get("//files/b", "https://app.example.com");
    assert_eq!(reporter!(log, app, allowed), "");
}

/// The handshake is a `GET` with `Origin`, whatever the origin.
#[actix_web::test]
async fn the_websocket_of_a_page_of_the_own_origin_is_not_an_event_if_middleware_fails() {
    let log = Listening::at(Level::DEBUG);
    let app = App::new().wrap(from_fn(fail)).wrap(AppCors::new());
    let app = init_service(app.configure(services)).await;
    let handshake = || in_front("/note").insert_header(("upgrade", "websocket"));
    let own = handshake().insert_header(("sec-fetch-site", "same-origin"));
    assert_eq!(reporter!(log, app, own), "");
    let host = handshake().insert_header(("origin", "http://api.example"));
    let host = host.insert_header(("host", "api.example"));
    assert_eq!(reporter!(log, app, host), "");
    assert_eq!(reporter!(log, app, handshake()), NOTE);
}
