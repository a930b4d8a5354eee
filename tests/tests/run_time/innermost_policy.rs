//! The innermost policy applies: an annotated handler's before every layer around it, `disabled` included, and a
//! nearer layer's before a farther one's. Preflight and response never come from two policies.

use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::{
    App, Error, HttpRequest, HttpResponse, Responder,
    body::SizedStream,
    dev::{ServiceRequest, ServiceResponse},
    error::{ErrorImATeapot, ErrorUnauthorized},
    get, guard,
    http::header::ContentType,
    middleware::{ErrorHandlers, Next, NormalizePath, from_fn},
    post, put, web,
};
use cors_runtime::{AppCors, cors, policy};
use futures_util::stream;

use crate::support::{APP, Answer, STRANGER, Server, serve};

policy! {
    /// Every site.
    static PUBLIC = { origins = "*" };

    /// Another site than the handlers name.
    static OTHER = { origins = ["https://other.example"], credentials };

    /// Only the other site, and requests of every other page are refused.
    static ENFORCED = { origins = ["https://other.example"], enforce };
}

const OTHER_SITE: &str = "https://other.example";

#[cors(origins = ["https://app.example.com"], credentials)]
#[get("/own")]
async fn own() -> impl Responder {
    "own"
}

#[cors(origins = ["https://app.example.com"], credentials)]
#[put("/own")]
async fn put_own() -> impl Responder {
    "put"
}

#[cors(origins = ["https://app.example.com"])]
#[get("/teapot")]
async fn teapot() -> Result<&'static str, Error> {
    Err(ErrorImATeapot("short and stout"))
}

#[cors(origins = ["https://app.example.com"])]
#[get("/stream")]
async fn streaming() -> impl Responder {
    let chunks = stream::iter([Ok::<_, Error>(web::Bytes::from_static(b"chunk"))]);
    HttpResponse::Ok()
        .content_type(ContentType::plaintext())
        .body(SizedStream::new(5, chunks))
}

#[cors(origins = ["https://app.example.com"])]
#[post("/shared")]
async fn post_shared() -> impl Responder {
    "post"
}

#[cors(origins = ["https://app.example.com"])]
mod closed {
    use actix_web::{Responder, put};
    use cors_runtime::cors;

    #[cors(disabled)]
    #[put("/closed")]
    pub(super) async fn closed() -> impl Responder {
        "closed"
    }
}

fn in_public_app() -> Server {
    serve!(
        App::new()
            .wrap(PUBLIC.layer())
            .service(own)
            .service(put_own)
            .service(teapot)
            .service(streaming)
            .service(closed::closed)
            .route("/news", web::get().to(HttpResponse::Ok))
    )
}

fn in_public_scope() -> Server {
    serve!(
        App::new().service(
            web::scope("")
                .wrap(PUBLIC.layer())
                .service(own)
                .service(put_own)
                .service(teapot)
                .service(streaming)
                .service(closed::closed)
                .route("/news", web::get().to(HttpResponse::Ok))
        )
    )
}

fn behind_app_cors() -> Server {
    serve!(
        App::new()
            .wrap(PUBLIC.layer())
            .wrap(AppCors::new())
            .service(own)
            .service(put_own)
            .service(teapot)
            .service(streaming)
            .service(closed::closed)
            .route("/news", web::get().to(HttpResponse::Ok))
    )
}

/// What the answer says about CORS: the origin that it names, and whether it differs by origin.
fn access(answer: &Answer) -> (u16, Vec<&str>, Vec<&str>) {
    (
        answer.status,
        answer.values("access-control-allow-origin"),
        answer.values("vary"),
    )
}

#[test]
fn a_handler_wins_over_the_layer_around_it() {
    for server in [in_public_app(), in_public_scope(), behind_app_cors()] {
        let allowed = server.get("/own", APP);
        assert_eq!(access(&allowed), (200, vec![APP], vec!["Origin"]));
        assert_eq!(allowed.values("access-control-allow-credentials"), ["true"]);
        let denied = server.get("/own", STRANGER);
        assert_eq!(access(&denied), (200, vec![], vec!["Origin"]));
        let without_origin = server.send("GET /own", &[]);
        assert_eq!(access(&without_origin), (200, vec![], vec!["Origin"]));

        let granted = server.preflight("/own", "PUT", APP);
        assert_eq!(access(&granted), (204, vec![APP], vec!["Origin"]));
        assert_eq!(granted.values("access-control-allow-methods"), ["PUT"]);
        let refused = server.preflight("/own", "PUT", STRANGER);
        assert_eq!(access(&refused), (403, vec![], vec!["Origin"]));
    }
}

#[test]
fn a_disabled_handler_stays_closed_inside_a_layer() {
    for server in [in_public_app(), in_public_scope(), behind_app_cors()] {
        let response = server.send("PUT /closed", &[&format!("Origin: {APP}")]);
        assert_eq!((response.status, response.body.as_str()), (200, "closed"));
        assert_eq!(response.cors(), Vec::<&str>::new());
        let preflight = server.preflight("/closed", "PUT", APP);
        assert!(preflight.status >= 400, "{preflight:?}");
        assert_eq!(
            preflight.values("access-control-allow-origin"),
            Vec::<&str>::new()
        );
    }
}

#[test]
fn a_layer_applies_to_routes_without_a_policy_of_their_own() {
    for server in [in_public_app(), in_public_scope(), behind_app_cors()] {
        let news = server.get("/news", STRANGER);
        assert_eq!(access(&news), (200, vec!["*"], vec![]));
        let preflight = server.preflight("/news", "GET", STRANGER);
        assert_eq!(access(&preflight), (204, vec!["*"], vec![]));
    }
    let missing = in_public_app().get("/missing", STRANGER);
    assert_eq!(access(&missing), (404, vec!["*"], vec![]));
}

#[test]
fn errors_and_streams_of_a_handler_have_its_headers() {
    for server in [in_public_app(), in_public_scope(), behind_app_cors()] {
        let error = server.get("/teapot", STRANGER);
        assert_eq!(access(&error), (418, vec![], vec!["Origin"]));
        let stream = server.get("/stream", APP);
        assert_eq!(access(&stream), (200, vec![APP], vec!["Origin"]));
        assert_eq!(stream.body, "chunk");
    }
}

#[test]
fn a_nearer_layer_wins_over_a_farther_one() {
    let nested = serve!(
        App::new().wrap(PUBLIC.layer()).service(
            web::scope("/inner")
                .wrap(OTHER.layer())
                .service(own)
                .service(put_own)
                .route("/plain", web::get().to(HttpResponse::Ok))
        )
    );
    let plain = nested.get("/inner/plain", STRANGER);
    assert_eq!(access(&plain), (200, vec![], vec!["Origin"]));
    let plain = nested.get("/inner/plain", OTHER_SITE);
    assert_eq!(access(&plain), (200, vec![OTHER_SITE], vec!["Origin"]));
    let preflight = nested.preflight("/inner/plain", "GET", STRANGER);
    assert_eq!(access(&preflight), (403, vec![], vec!["Origin"]));
    let preflight = nested.preflight("/inner/plain", "GET", OTHER_SITE);
    assert_eq!(access(&preflight), (204, vec![OTHER_SITE], vec!["Origin"]));

    let handler = nested.get("/inner/own", OTHER_SITE);
    assert_eq!(access(&handler), (200, vec![], vec!["Origin"]));
    let handler = nested.preflight("/inner/own", "PUT", APP);
    assert_eq!(access(&handler), (204, vec![APP], vec!["Origin"]));

    let missing = nested.get("/inner/missing", STRANGER);
    assert_eq!(access(&missing), (404, vec![], vec!["Origin"]));
    let missing = nested.get("/missing", STRANGER);
    assert_eq!(access(&missing), (404, vec!["*"], vec![]));
}

#[test]
fn a_layer_around_a_resource_wins_over_one_around_the_app() {
    let server = serve!(
        App::new()
            .wrap(PUBLIC.layer())
            .service(
                web::resource("/it")
                    .wrap(OTHER.layer())
                    .route(web::get().to(HttpResponse::Ok))
            )
            .route("/news", web::get().to(HttpResponse::Ok))
    );
    let preflight = server.preflight("/it", "GET", STRANGER);
    assert_eq!(access(&preflight), (403, vec![], vec!["Origin"]));
    let response = server.get("/it", STRANGER);
    assert_eq!(access(&response), (200, vec![], vec!["Origin"]));
    let preflight = server.preflight("/news", "GET", STRANGER);
    assert_eq!(access(&preflight), (204, vec!["*"], vec![]));
}

#[test]
fn a_handler_for_one_method_and_a_plain_route_for_another_share_a_path() {
    let server = serve!(
        App::new()
            .wrap(OTHER.layer())
            .route("/shared", web::get().to(HttpResponse::Ok))
            .service(post_shared)
    );
    let preflight = server.preflight("/shared", "POST", APP);
    assert_eq!(access(&preflight), (204, vec![APP], vec!["Origin"]));
    let preflight = server.preflight("/shared", "POST", OTHER_SITE);
    assert_eq!(access(&preflight), (403, vec![], vec!["Origin"]));
    let preflight = server.preflight("/shared", "GET", OTHER_SITE);
    assert_eq!(access(&preflight), (204, vec![OTHER_SITE], vec!["Origin"]));
    let response = server.send("POST /shared", &[&format!("Origin: {APP}")]);
    assert_eq!(access(&response), (200, vec![APP], vec!["Origin"]));
    let response = server.get("/shared", OTHER_SITE);
    assert_eq!(access(&response), (200, vec![OTHER_SITE], vec!["Origin"]));
}

#[test]
fn no_handler_runs_for_a_preflight_that_the_layer_answers() {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    async fn count() -> impl Responder {
        RUNS.fetch_add(1, Ordering::SeqCst);
        "ran"
    }
    let server = serve!(
        App::new()
            .wrap(PUBLIC.layer())
            .service(own)
            .service(closed::closed)
            .route("/any", web::to(count))
            .default_service(web::to(count))
    );
    for path in ["/any", "/missing", "/own", "/closed"] {
        for method in ["GET", "PUT"] {
            server.preflight(path, method, STRANGER);
        }
    }
    assert_eq!(RUNS.load(Ordering::SeqCst), 0);
    server.get("/any", STRANGER);
    assert_eq!(RUNS.load(Ordering::SeqCst), 1);
}

async fn refuse(
    _: ServiceRequest,
    _: Next<impl actix_web::body::MessageBody>,
) -> Result<ServiceResponse, Error> {
    Err(ErrorUnauthorized("who are you"))
}

#[test]
fn a_response_in_front_of_a_handler_has_the_headers_of_the_handler() {
    let as_error = serve!(
        App::new()
            .wrap(from_fn(refuse))
            .wrap(PUBLIC.layer())
            .service(own)
            .service(put_own)
            .service(closed::closed)
            .route("/news", web::get().to(HttpResponse::Ok))
    );
    let as_response = serve!(
        App::new()
            .wrap(from_fn(
                |request: ServiceRequest, _: Next<actix_web::body::BoxBody>| async move {
                    Ok::<_, Error>(request.into_response(HttpResponse::Unauthorized().finish()))
                }
            ))
            .wrap(PUBLIC.layer())
            .service(own)
            .service(put_own)
            .service(closed::closed)
            .route("/news", web::get().to(HttpResponse::Ok))
    );
    for server in [as_error, as_response] {
        let allowed = server.get("/own", APP);
        assert_eq!(access(&allowed), (401, vec![APP], vec!["Origin"]));
        let denied = server.get("/own", STRANGER);
        assert_eq!(access(&denied), (401, vec![], vec!["Origin"]));
        let closed = server.send("PUT /closed", &[&format!("Origin: {APP}")]);
        assert_eq!(access(&closed), (401, vec![], vec![]));
        let news = server.get("/news", STRANGER);
        assert_eq!(access(&news), (401, vec!["*"], vec![]));
        let preflight = server.preflight("/own", "PUT", APP);
        assert_eq!(access(&preflight), (204, vec![APP], vec!["Origin"]));
    }
}

#[test]
fn a_success_in_front_of_a_handler_grants_nothing() {
    let server = serve!(
        App::new()
            .wrap(from_fn(
                |request: ServiceRequest, _: Next<actix_web::body::BoxBody>| async move {
                    Ok::<_, Error>(request.into_response(HttpResponse::Ok().body("from a cache")))
                }
            ))
            .wrap(PUBLIC.layer())
            .service(own)
    );
    let cached = server.get("/own", APP);
    assert_eq!(access(&cached), (200, vec![], vec!["Origin"]));
}

#[test]
fn an_error_that_middleware_inside_the_layer_rebuilds_has_the_headers_of_the_handler() {
    let server = serve!(
        App::new()
            .wrap(ErrorHandlers::new().default_handler(|response| {
                let (request, _) = response.into_parts();
                let response = HttpResponse::BadGateway().finish();
                let response = ServiceResponse::new(request, response).map_into_right_body();
                Ok(actix_web::middleware::ErrorHandlerResponse::Response(
                    response,
                ))
            }))
            .wrap(PUBLIC.layer())
            .service(teapot)
    );
    let rebuilt = server.get("/teapot", STRANGER);
    assert_eq!(access(&rebuilt), (502, vec![], vec!["Origin"]));
    let rebuilt = server.get("/teapot", APP);
    assert_eq!(access(&rebuilt), (502, vec![APP], vec!["Origin"]));
}

#[test]
fn a_layer_that_enforces_refuses_nothing_that_a_handler_allows() {
    let server = serve!(
        App::new()
            .wrap(ENFORCED.layer())
            .service(own)
            .route("/shared", web::get().to(HttpResponse::Ok))
            .service(post_shared)
            .service(
                web::scope("/public")
                    .wrap(PUBLIC.layer())
                    .route("/it", web::get().to(HttpResponse::Ok))
            )
            .route("/plain", web::get().to(HttpResponse::Ok))
    );
    let allowed = server.get("/own", APP);
    assert_eq!(access(&allowed), (200, vec![APP], vec!["Origin"]));
    let shared = server.send("POST /shared", &[&format!("Origin: {APP}")]);
    assert_eq!(access(&shared), (200, vec![APP], vec!["Origin"]));
    let public = server.get("/public/it", STRANGER);
    assert_eq!(access(&public), (200, vec!["*"], vec![]));
    let refused = server.get("/plain", STRANGER);
    assert_eq!(access(&refused), (403, vec![], vec!["Origin"]));
    let refused = server.get("/shared", STRANGER);
    assert_eq!(access(&refused), (403, vec![], vec!["Origin"]));
}

#[test]
fn normalized_paths_reach_the_policy_of_their_handler() {
    let server = serve!(
        App::new()
            .wrap(NormalizePath::trim())
            .wrap(PUBLIC.layer())
            .service(put_own)
            .route("/news", web::get().to(HttpResponse::Ok))
    );
    let preflight = server.preflight("/own/", "PUT", APP);
    assert_eq!(access(&preflight), (204, vec![APP], vec!["Origin"]));
    let preflight = server.preflight("//own", "PUT", STRANGER);
    assert_eq!(access(&preflight), (403, vec![], vec!["Origin"]));
    let response = server.send("PUT /own/", &[&format!("Origin: {STRANGER}")]);
    assert_eq!(access(&response), (200, vec![], vec!["Origin"]));
}

#[test]
fn a_guarded_scope_is_not_opened_by_the_layer_around_it() {
    let host_of_handler =
        |request: &guard::GuardContext<'_>| request.head().headers.get("x-version").is_some();
    let server = serve!(
        App::new()
            .wrap(PUBLIC.layer())
            .service(
                web::scope("/api")
                    .guard(guard::fn_guard(host_of_handler))
                    .service(put_own)
            )
            .default_service(web::to(|_: HttpRequest| async { "somewhere else" }))
    );
    let preflight = server.preflight("/api/own", "PUT", STRANGER);
    assert_eq!(
        preflight.values("access-control-allow-origin"),
        Vec::<&str>::new()
    );
    let reached = server.send(
        "PUT /api/own",
        &[&format!("Origin: {STRANGER}"), "x-version: 2"],
    );
    assert_eq!(access(&reached), (200, vec![], vec!["Origin"]));
}

#[test]
fn a_route_in_front_of_a_layer_closes_its_preflights_under_every_form_of_the_path() {
    let server = serve!(
        App::new()
            .route("/{path:.*}", web::put().to(HttpResponse::Ok))
            .service(
                web::scope("/inner")
                    .wrap(PUBLIC.layer())
                    .service(put_own)
                    .route("/plain", web::get().to(HttpResponse::Ok)),
            )
    );
    for path in ["/inner/own", "/inner/own/", "/inner/plain"] {
        let answer = server.preflight(path, "PUT", OTHER_SITE);
        assert_eq!(
            answer.values("access-control-allow-origin"),
            [""; 0],
            "{path}"
        );
    }
    let answer = server.preflight("/inner/plain", "GET", OTHER_SITE);
    assert_eq!(answer.values("access-control-allow-origin"), ["*"]);
}
