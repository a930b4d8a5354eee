//! The reason of a refusal is the cause: in the event, and in the body of a refused preflight in debug builds.

use std::time::Duration;

use actix_web::{
    App, Error, HttpResponse, Responder,
    body::{BoxBody, to_bytes},
    dev::{Service as _, ServiceRequest},
    guard,
    middleware::{Next, from_fn},
    put, route,
    test::{TestRequest, call_service, init_service},
    web,
};
use cors_runtime::{AppCors, OriginSource, SharedOrigins, SourceError, cors, policy};
use tracing::Level;

use crate::{APP, Listening, STRANGER, get, preflight};

static NEVER_SET: SharedOrigins = SharedOrigins::new();
static OUTDATED: SharedOrigins = SharedOrigins::new().fail_closed_after(Duration::from_nanos(1));

/// Cannot be asked.
struct Broken;

static BROKEN: Broken = Broken;

impl OriginSource for Broken {
    async fn allows(&self, _: &str, _: &ServiceRequest) -> Result<bool, SourceError> {
        Err("no connection".into())
    }
}

/// Allows the application.
struct OneSite;

static ONE_SITE: OneSite = OneSite;

impl OriginSource for OneSite {
    async fn allows(&self, origin: &str, _: &ServiceRequest) -> Result<bool, SourceError> {
        Ok(origin == APP)
    }
}

policy! {
    static CLOSED = { origins = ["https://app.example.com"], enforce };
    static AROUND = { origins = ["https://app.example.com"] };
    static ASKED_AROUND = { origins = dynamic(ONE_SITE) };
}

#[cors(disabled)]
#[put("/internal")]
async fn internal() -> impl Responder {
    ""
}

#[cors(origins = dynamic(NEVER_SET))]
#[put("/never-set")]
async fn never_set() -> impl Responder {
    ""
}

#[cors(origins = dynamic(OUTDATED))]
#[put("/outdated")]
async fn outdated() -> impl Responder {
    ""
}

#[cors(origins = dynamic(BROKEN))]
#[put("/broken")]
async fn broken() -> impl Responder {
    ""
}

#[cors(policy = CLOSED)]
#[route("/closed", method = "GET", method = "PUT")]
async fn closed() -> impl Responder {
    ""
}

/// What a refused preflight says, and the last event.
macro_rules! refused {
    ($log:ident, $app:ident, $request:expr) => {{
        let response = call_service(&$app, $request.to_request()).await;
        let body = to_bytes(response.into_body()).await.unwrap();
        let event = $log.lines().pop().unwrap_or_default();
        (String::from_utf8(body.to_vec()).unwrap(), event)
    }};
}

#[actix_web::test]
async fn a_set_without_an_entry_is_the_reason_and_not_the_origin() {
    OUTDATED.replace([APP]).unwrap();
    let log = Listening::at(Level::DEBUG);
    let app = init_service(App::new().service(never_set).service(outdated)).await;
    for path in ["/never-set", "/outdated"] {
        let (body, event) = refused!(log, app, preflight(path, "PUT", APP));
        assert!(body.starts_with("no-origin-allowed: "), "{body}");
        assert!(event.contains("reason=\"no-origin-allowed\""), "{event}");
    }
}

#[actix_web::test]
async fn a_source_may_have_failed() {
    let log = Listening::at(Level::DEBUG);
    let app = init_service(App::new().service(broken)).await;
    let (body, _) = refused!(log, app, preflight("/broken", "PUT", APP));
    assert!(
        body.starts_with("origin-not-allowed: the source "),
        "{body}"
    );
    assert!(body.contains("log"), "{body}");
}

/// The layer allows the origin, and its policy does not apply to the handler.
#[actix_web::test]
async fn an_origin_that_the_layer_allows_is_not_the_reason() {
    let log = Listening::at(Level::DEBUG);
    let app = App::new()
        .wrap(AROUND.layer())
        .service(internal)
        .service(web::scope("/guarded").guard(guard::Put()).service(closed));
    let app = init_service(app).await;
    for path in ["/internal", "/guarded/closed"] {
        let (body, event) = refused!(log, app, preflight(path, "PUT", APP));
        assert!(body.starts_with("policy-does-not-apply: "), "{body}");
        assert!(!body.contains(APP), "{body}");
        assert!(
            event.ends_with("reason=\"policy-does-not-apply\""),
            "{event}"
        );
    }
    let (body, _) = refused!(log, app, preflight("/internal", "PUT", STRANGER));
    assert!(body.starts_with("origin-not-allowed: "), "{body}");
}

/// Of these preflights, the first two are denied without a question to the source.
#[actix_web::test]
async fn the_source_of_a_layer_is_the_reason_only_if_it_denies_the_origin() {
    let log = Listening::at(Level::DEBUG);
    let refuse_preflights = |request: ServiceRequest, next: Next<BoxBody>| async move {
        let is_refused = request.path() == "/refused";
        let response = next.call(request).await?;
        Ok::<_, Error>(if is_refused {
            response.into_response(HttpResponse::Unauthorized().finish())
        } else {
            response
        })
    };
    let app = App::new()
        .wrap(from_fn(refuse_preflights))
        .wrap(ASKED_AROUND.layer())
        .service(internal)
        .service(web::scope("/guarded").guard(guard::Put()).service(closed))
        .service(web::scope("/near").wrap(AROUND.layer()));
    let app = init_service(app).await;
    for path in ["/internal", "/guarded/closed", "/refused"] {
        let (body, event) = refused!(log, app, preflight(path, "PUT", APP));
        assert!(
            body.starts_with("policy-does-not-apply: "),
            "{path}: {body}"
        );
        assert!(
            event.ends_with("reason=\"policy-does-not-apply\""),
            "{event}"
        );
    }
    let (body, _) = refused!(log, app, preflight("/refused", "PUT", STRANGER));
    assert!(
        body.starts_with("origin-not-allowed: the source "),
        "{body}"
    );
}

#[actix_web::test]
async fn an_origin_with_a_slash_at_its_end_is_near() {
    let log = Listening::at(Level::DEBUG);
    let app = init_service(App::new().service(closed)).await;
    let slash = preflight("/closed", "PUT", &format!("{APP}/"));
    let (_, event) = refused!(log, app, slash);
    assert!(event.ends_with(&format!("nearest=\"{APP}\"")), "{event}");
}

#[actix_web::test]
async fn a_request_that_is_refused_without_an_origin_is_an_event() {
    let log = Listening::at(Level::DEBUG);
    let with_app_cors = AppCors::new().prefix("/prefix", &CLOSED);
    let app = App::new()
        .wrap(with_app_cors)
        .service(closed)
        .service(web::scope("/layer").wrap(CLOSED.layer()));
    let app = init_service(app).await;
    // An image of a page on another site.
    let image = |path| {
        TestRequest::with_uri(path)
            .insert_header(("sec-fetch-site", "cross-site"))
            .insert_header(("sec-fetch-mode", "no-cors"))
    };
    for (path, owner) in [
        ("/closed", "refusals::reasons::closed"),
        ("/prefix/a", "a prefix of `AppCors`"),
        ("/layer/a", "a layer"),
    ] {
        let response = app.call(image(path).to_request()).await;
        drop(response);
        let lines = log.lines();
        let [event] = &*lines else {
            panic!("{path}: {lines:?}")
        };
        assert!(event.contains(&format!("handler=\"{owner}\"")), "{event}");
        assert!(event.contains("reason=\"no-origin\""), "{event}");
    }
    drop(call_service(&app, TestRequest::with_uri("/closed").to_request()).await);
    assert_eq!(log.lines(), Vec::<String>::new());
}

#[actix_web::test]
async fn a_route_in_front_that_closes_a_preflight_is_an_event() {
    let log = Listening::at(Level::DEBUG);
    let plain = web::resource("/closed").guard(guard::Put()).to(async || "");
    let app = init_service(App::new().service(plain).service(closed)).await;
    for request in [preflight("/closed", "PUT", APP), get("/closed", APP)] {
        drop(call_service(&app, request.to_request()).await);
    }
    let lines = log.lines();
    let [event] = &*lines else {
        panic!("{lines:?}")
    };
    assert!(
        event.contains("a route without `#[cors(..)]` in front") && event.contains("`/closed`"),
        "{event}"
    );
}
