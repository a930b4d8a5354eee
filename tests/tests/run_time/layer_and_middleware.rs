//! Middleware and guards between a layer and what is inside it: whose headers a response gets that the handler inside did
//! not make.

use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::{
    App, Error, HttpResponse, Responder,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    error::{ErrorImATeapot, ErrorUnauthorized},
    get, guard,
    http::header,
    middleware::{ErrorHandlerResponse, ErrorHandlers, Next, NormalizePath, from_fn},
    web,
};
use cors_runtime::{OriginSource, SourceError, cors, policy};

use crate::support::{APP, Answer, STRANGER, Server, serve};

const LAYER_SITE: &str = "https://layer.example";

policy! {
    /// Every site.
    static PUBLIC = { origins = "*" };

    /// Another site than the handlers name.
    static OTHER = { origins = ["https://layer.example"] };

    /// Only the other site, and requests of every other page are refused.
    static ENFORCED = { origins = ["https://layer.example"], enforce };

    /// The sites that the source allows.
    static ASKED = { origins = dynamic(COUNTED) };
}

/// Allows every origin, and counts the questions.
struct Counted(AtomicUsize);

static COUNTED: Counted = Counted(AtomicUsize::new(0));

impl OriginSource for Counted {
    async fn allows(&self, _: &str, _: &ServiceRequest) -> Result<bool, SourceError> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Ok(true)
    }
}

#[cors(origins = ["https://app.example.com"])]
#[get("/own")]
async fn own() -> impl Responder {
    "own"
}

#[cors(origins = ["https://app.example.com"])]
#[get("/teapot")]
async fn teapot() -> Result<&'static str, Error> {
    Err(ErrorImATeapot("short and stout"))
}

/// Its policy decides before it runs.
#[cors(origins = ["https://app.example.com"], enforce)]
#[get("/enforced-teapot")]
async fn enforced_teapot() -> Result<&'static str, Error> {
    Err(ErrorImATeapot("short and stout"))
}

/// Its policy is around its own middleware.
#[cors(origins = ["https://app.example.com"])]
#[get("/wrapped-teapot", wrap = "NormalizePath::trim()")]
async fn wrapped_teapot() -> Result<&'static str, Error> {
    Err(ErrorImATeapot("short and stout"))
}

/// Refuses every request with an error.
async fn fail(_: ServiceRequest, _: Next<impl MessageBody>) -> Result<ServiceResponse, Error> {
    Err(ErrorUnauthorized("who are you"))
}

/// Refuses every request with a response.
async fn answer(request: ServiceRequest, _: Next<BoxBody>) -> Result<ServiceResponse, Error> {
    Ok(request.into_response(HttpResponse::Unauthorized().finish()))
}

/// What the answer says about CORS: the origin that it names, and whether it differs by origin.
fn access(answer: &Answer) -> (u16, Vec<&str>, Vec<&str>) {
    (
        answer.status,
        answer.values("access-control-allow-origin"),
        answer.values("vary"),
    )
}

fn inner(app: &mut web::ServiceConfig) {
    app.service(
        web::scope("/inner")
            .wrap(OTHER.layer())
            .route("/it", web::get().to(HttpResponse::Ok)),
    );
}

#[test]
fn a_preflight_that_middleware_refuses_in_front_of_a_nearer_layer_is_denied() {
    for server in [
        serve!(
            App::new()
                .wrap(from_fn(fail))
                .wrap(ENFORCED.layer())
                .configure(inner)
        ),
        serve!(
            App::new()
                .wrap(from_fn(answer))
                .wrap(ENFORCED.layer())
                .configure(inner)
        ),
    ] {
        for origin in [LAYER_SITE, STRANGER] {
            let preflight = server.preflight("/inner/it", "GET", origin);
            assert_eq!(access(&preflight), (403, vec![], vec!["Origin"]));
        }
    }
    let open = serve!(App::new().wrap(ENFORCED.layer()).configure(inner));
    let preflight = open.preflight("/inner/it", "GET", LAYER_SITE);
    assert_eq!(access(&preflight), (204, vec![LAYER_SITE], vec!["Origin"]));
    // No route has this path, so the nearer layer is not reached.
    let preflight = open.preflight("/nowhere", "GET", LAYER_SITE);
    assert_eq!(access(&preflight), (204, vec![LAYER_SITE], vec!["Origin"]));
}

/// `NormalizePath` inside the layer may turn the path into the handler's.
#[test]
fn under_another_form_of_a_handlers_path_a_layer_adds_its_headers_to_what_the_router_answers() {
    let plain = serve!(App::new().wrap(PUBLIC.layer()).service(own));
    let missing = plain.get("/own/", STRANGER);
    assert_eq!(access(&missing), (404, vec!["*"], vec![]));

    let normalized = serve!(
        App::new()
            .wrap(NormalizePath::trim())
            .wrap(PUBLIC.layer())
            .service(own)
    );
    let reached = normalized.get("/own/", STRANGER);
    assert_eq!(access(&reached), (200, vec![], vec!["Origin"]));

    for refusing in [
        serve!(
            App::new()
                .wrap(from_fn(fail))
                .wrap(PUBLIC.layer())
                .service(own)
        ),
        serve!(
            App::new()
                .wrap(from_fn(answer))
                .wrap(PUBLIC.layer())
                .service(own)
        ),
    ] {
        let refused = refusing.get("/own/", STRANGER);
        assert_eq!(access(&refused), (401, vec![], vec!["Origin"]));
    }
}

#[test]
fn an_error_that_middleware_rebuilds_has_the_headers_of_its_handler_unless_it_has_its_own() {
    let rebuilt_with = |name: header::HeaderName, value: &'static str| -> Server {
        serve!({
            let name = name.clone();
            let rebuild = move |response: ServiceResponse<BoxBody>| {
                let (request, _) = response.into_parts();
                let mut response = HttpResponse::BadGateway();
                response.insert_header((name.clone(), value));
                let response = ServiceResponse::new(request, response.finish());
                Ok(ErrorHandlerResponse::Response(
                    response.map_into_right_body(),
                ))
            };
            App::new()
                .wrap(ErrorHandlers::new().default_handler(rebuild))
                .wrap(PUBLIC.layer())
                .service((teapot, enforced_teapot, wrapped_teapot))
        })
    };
    let named = rebuilt_with(header::ACCESS_CONTROL_ALLOW_ORIGIN, LAYER_SITE);
    assert_eq!(
        access(&named.get("/teapot", APP)),
        (502, vec![LAYER_SITE], vec![])
    );
    let varied = rebuilt_with(header::VARY, "Accept, Origin");
    assert_eq!(
        access(&varied.get("/teapot", APP)),
        (502, vec![], vec!["Accept, Origin"])
    );
    let other = rebuilt_with(header::VARY, "Accept");
    for path in ["/teapot", "/enforced-teapot", "/wrapped-teapot"] {
        assert_eq!(
            access(&other.get(path, APP)),
            (502, vec![APP], vec!["Accept", "Origin"]),
            "{path}"
        );
    }
}

/// A handler that only some requests reach, and a plain route for all others.
fn guarded(app: &mut web::ServiceConfig) {
    let has_version =
        |request: &guard::GuardContext<'_>| request.head().headers.contains_key("x-version");
    app.service(
        web::scope("/api")
            .guard(guard::fn_guard(has_version))
            .service(own),
    )
    .route("/api/own", web::get().to(HttpResponse::Ok));
}

#[test]
fn where_guards_decide_a_layer_that_enforces_lets_its_own_site_pass_and_no_other() {
    let server = serve!(App::new().wrap(ENFORCED.layer()).configure(guarded));
    let allowed = server.get("/api/own", LAYER_SITE);
    assert_eq!(access(&allowed), (200, vec![], vec!["Origin"]));
    let refused = server.get("/api/own", STRANGER);
    assert_eq!(access(&refused), (403, vec![], vec!["Origin"]));
    let reached = server.send("GET /api/own", &[&format!("Origin: {APP}"), "x-version: 2"]);
    assert_eq!(access(&reached), (200, vec![APP], vec!["Origin"]));
}

#[test]
fn where_guards_decide_a_layer_does_not_ask_its_source() {
    let server = serve!(
        App::new()
            .wrap(ASKED.layer())
            .configure(guarded)
            .route("/plain", web::get().to(HttpResponse::Ok))
    );
    let uncertain = server.get("/api/own", STRANGER);
    assert_eq!(access(&uncertain), (200, vec![], vec!["Origin"]));
    assert_eq!(COUNTED.0.load(Ordering::SeqCst), 0);
    let plain = server.get("/plain", STRANGER);
    assert_eq!(access(&plain), (200, vec![STRANGER], vec!["Origin"]));
    assert_eq!(COUNTED.0.load(Ordering::SeqCst), 1);
}
