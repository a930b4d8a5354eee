//! Refusals by a layer that may have nearer policies inside: by its own policy, each is one event; by a nearer one, the
//! layer reports nothing.

use actix_web::{
    App, Error, HttpResponse, Responder,
    body::BoxBody,
    dev::{Service as _, ServiceRequest, ServiceResponse},
    error::{ErrorBadGateway, ErrorUnauthorized},
    guard,
    http::Method,
    middleware::{Next, from_fn},
    put,
    test::{TestRequest, init_service},
    web,
};
use cors_runtime::{PublicOrigin, cors, policy};
use tracing::Level;

use crate::{APP, Listening, STRANGER, get, preflight};

policy! {
    static AROUND = { origins = ["https://app.example.com"] };
    static UNSEEN = { origins = ["https://app.example.com"], max_age = 0 };
    static NEARER = { origins = ["https://near.example"] };
}

#[cors(origins = ["https://app.example.com"])]
#[put("/own")]
async fn own() -> impl Responder {
    "own"
}

/// Who reports each refusal: `a layer`, or the handler.
macro_rules! reported {
    ($log:ident, $app:ident, $request:expr) => {{
        drop($app.call($request.to_request()).await);
        let lines = $log.lines();
        assert_eq!(lines.len(), 1, "{lines:?}");
        let (_, owner) = lines[0].split_once("handler=\"").unwrap();
        owner.split('"').next().unwrap().to_owned()
    }};
}

fn put(path: &str) -> TestRequest {
    get(path, STRANGER).method(Method::PUT)
}

#[actix_web::test]
async fn a_layer_around_others_reports_what_its_own_policy_denies() {
    let log = Listening::at(Level::DEBUG);
    let app = App::new()
        .wrap(AROUND.layer())
        .service(
            web::scope("/near")
                .wrap(NEARER.layer())
                .route("/plain", web::get().to(HttpResponse::Ok)),
        )
        .service(own)
        .route("/own/", web::put().to(HttpResponse::Ok))
        .route("/plain", web::get().to(HttpResponse::Ok));
    let app = init_service(app).await;
    assert_eq!(reported!(log, app, get("/plain", STRANGER)), "a layer");
    assert_eq!(reported!(log, app, get("/nowhere", STRANGER)), "a layer");
    assert_eq!(reported!(log, app, put("/own/")), "a layer");
    // Once, by the nearer policy.
    let nearer = get("/near/plain", "http://near.example");
    assert_eq!(reported!(log, app, nearer), "a layer");
    assert_eq!(
        reported!(log, app, put("/own")),
        "refusals::with_layers::own"
    );
    for allowed in [
        get("/plain", "https://app.example.com"),
        get("/near/plain", "https://near.example"),
        TestRequest::with_uri("/plain"),
    ] {
        drop(app.call(allowed.to_request()).await);
        assert_eq!(log.lines(), Vec::<String>::new());
    }
}

#[actix_web::test]
async fn a_layer_around_others_reports_no_page_of_the_public_origin() {
    let log = Listening::at(Level::DEBUG);
    let app = App::new()
        .app_data(PublicOrigin::new("https://public.example").unwrap())
        .wrap(AROUND.layer())
        .service(web::scope("/near").wrap(NEARER.layer()))
        .route("/plain", web::post().to(HttpResponse::Ok));
    let app = init_service(app).await;
    let post = |origin| {
        let request = get("/plain", origin).method(Method::POST);
        request.insert_header(("host", "10.0.0.1"))
    };
    let public = post("https://public.example");
    drop(app.call(public.to_request()).await);
    assert_eq!(log.lines(), Vec::<String>::new());
    // What the request names is not the public origin.
    assert_eq!(reported!(log, app, post("http://10.0.0.1")), "a layer");
}

#[actix_web::test]
async fn an_error_of_middleware_inside_a_layer_is_reported_with_the_policy_that_denies_it() {
    let log = Listening::at(Level::DEBUG);
    let fail = async |_: ServiceRequest, _: Next<BoxBody>| {
        Err::<ServiceResponse, Error>(ErrorBadGateway("upstream"))
    };
    let app = App::new()
        .wrap(from_fn(fail))
        .wrap(AROUND.layer())
        .service(own)
        .service(web::scope("/near").wrap(NEARER.layer()));
    let app = init_service(app).await;
    assert_eq!(reported!(log, app, get("/plain", STRANGER)), "a layer");
    assert_eq!(
        reported!(log, app, put("/own")),
        "refusals::with_layers::own"
    );
}

#[actix_web::test]
async fn a_preflight_that_middleware_inside_a_layer_refuses_with_an_error_is_reported() {
    let log = Listening::at(Level::DEBUG);
    let fail = async |_: ServiceRequest, _: Next<BoxBody>| {
        Err::<ServiceResponse, Error>(ErrorUnauthorized("no token"))
    };
    let app = App::new()
        .wrap(from_fn(fail))
        .wrap(AROUND.layer())
        .service(web::scope("/near").wrap(NEARER.layer()));
    let app = init_service(app).await;
    for (origin, reason) in [
        (STRANGER, "origin-not-allowed"),
        (APP, "policy-does-not-apply"),
    ] {
        let request = preflight("/plain", "GET", origin).to_request();
        drop(app.call(request).await);
        let lines = log.lines();
        assert_eq!(lines.len(), 1, "{lines:?}");
        let expected = format!("reason=\"{reason}\"");
        assert!(lines[0].contains(&expected), "{lines:?}");
    }
}

#[actix_web::test]
async fn a_path_does_not_begin_a_line_of_the_log() {
    let log = Listening::at(Level::WARN);
    let resource = web::resource("/{path:.*}").guard(guard::Post());
    let resource = resource.wrap(UNSEEN.layer()).to(HttpResponse::Ok);
    let app = init_service(App::new().service(resource)).await;
    let request = get("/a%0AERROR%20b", STRANGER)
        .method(Method::POST)
        .insert_header(("content-type", "application/json"));
    drop(app.call(request.to_request()).await);
    let text = String::from_utf8(log.log.0.lock().unwrap().clone()).unwrap();
    assert_eq!(text.lines().count(), 1, "{text}");
    // As it was sent: the router has the decoded path.
    assert!(text.contains("`/a%0AERROR%20b`"), "{text}");
}
