//! Which prefix applies to a request, if middleware inside changes its path, and what is not a question for any.

use actix_files::Files;
use actix_web::{
    App, Error, HttpResponse, Responder,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    error::ErrorUnauthorized,
    http::Uri,
    middleware::{Next, NormalizePath, from_fn},
    post, put, web,
};
use cors_runtime::{AppCors, OriginSource, SourceError, cors, policy};

use crate::support::{APP, Answer, STRANGER, Server, serve};

policy! {
    static STRICT = { origins = ["https://app.example.com"], enforce };
    static OPEN = { origins = "*" };
    static PRIVATE = { origins = ["https://app.example.com"] };
    static ASKED = { origins = dynamic(SOURCE) };
    static ASKED_OTHERS = { origins = dynamic(OTHER_SOURCE) };
}

/// Allows the application.
struct Source;

static SOURCE: Source = Source;

impl OriginSource for Source {
    async fn allows(&self, origin: &str, _: &ServiceRequest) -> Result<bool, SourceError> {
        Ok(origin == APP)
    }
}

/// Allows another site.
struct OtherSource;

static OTHER_SOURCE: OtherSource = OtherSource;

impl OriginSource for OtherSource {
    async fn allows(&self, origin: &str, _: &ServiceRequest) -> Result<bool, SourceError> {
        Ok(origin == "https://other.example")
    }
}

fn send(server: &Server, what: &str, origin: &str) -> Answer {
    let origin = format!("Origin: {origin}");
    server.send(what, &[&origin, "Sec-Fetch-Site: cross-site"])
}

#[test]
fn options_that_is_not_a_preflight_passes_without_headers() {
    let server = serve!(
        App::new()
            .wrap(AppCors::new().prefix("/strict", &STRICT))
            .route("/strict", web::to(HttpResponse::Ok))
    );
    for (path, status) in [("/strict", 200), ("//strict", 404)] {
        let answer = send(&server, &format!("OPTIONS {path}"), STRANGER);
        assert_eq!((answer.status, answer.cors()), (status, vec![]), "{path}");
    }
}

#[test]
fn a_method_that_a_prefix_does_not_allow_is_not_a_question_for_its_source() {
    let server = serve!(App::new().wrap(AppCors::new().prefix("/asked", &ASKED)));
    let allowed = server.preflight("/asked", "PUT", APP);
    assert_eq!(allowed.values("access-control-allow-origin"), [APP]);
    let denied = server.preflight("/asked", "PROPFIND", APP);
    assert_eq!((denied.status, denied.cors()), (403, vec!["vary: Origin"]));
}

/// Sends requests for one path to another one.
async fn moves(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if request.path() == "/asked/old" {
        let moved = Uri::from_static("/others/new");
        request.match_info_mut().get_mut().update(&moved);
        request.head_mut().uri = moved;
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

#[test]
fn what_the_source_of_one_prefix_allows_is_not_granted_under_another() {
    let server = serve!(
        App::new()
            .wrap(from_fn(moves))
            .wrap(
                AppCors::new()
                    .prefix("/asked", &ASKED)
                    .prefix("/others", &ASKED_OTHERS)
            )
            .route("/asked/new", web::put().to(HttpResponse::Ok))
            .route("/others/new", web::put().to(|| async { "others" }))
    );
    let answer = send(&server, "PUT /asked/new", APP);
    assert_eq!(answer.values("access-control-allow-origin"), [APP]);
    let answer = send(&server, "PUT /asked/old", APP);
    assert_eq!(
        (&*answer.body, answer.cors()),
        ("others", vec!["vary: Origin"])
    );
}

#[cors(origins = "*")]
#[put("/{path:.*}")]
async fn put_anything() -> impl Responder {
    "put"
}

fn is_refused(server: &Server, what: &str) -> bool {
    assert_eq!(send(server, what, APP).status, 200, "{what}");
    send(server, what, STRANGER).status == 403
}

#[test]
fn a_prefix_is_enforced_for_a_path_that_is_normalized_inside_whatever_has_the_longer_form() {
    let strict = || AppCors::new().prefix("/strict", &STRICT);
    let behind_handler = serve!(
        App::new()
            .wrap(NormalizePath::trim())
            .wrap(strict())
            .route("/strict/a", web::post().to(HttpResponse::Ok))
            .service(put_anything)
    );
    let behind_route = serve!(
        App::new()
            .wrap(NormalizePath::trim())
            .wrap(strict())
            .route("/strict/a", web::post().to(HttpResponse::Ok))
            .route("/{path:.*}", web::get().to(HttpResponse::Ok))
    );
    let behind_files = serve!(
        App::new()
            .wrap(NormalizePath::trim())
            .wrap(strict())
            .route("/strict/a", web::post().to(HttpResponse::Ok))
            .service(Files::new("/", env!("CARGO_MANIFEST_DIR")))
    );
    let under_another = serve!(
        App::new()
            .wrap(NormalizePath::trim())
            .wrap(strict().prefix("/", &OPEN))
            .route("/strict/a", web::post().to(HttpResponse::Ok))
    );
    for (server, what) in [
        (behind_handler, "behind a handler"),
        (behind_route, "behind a route"),
        (behind_files, "behind files"),
        (under_another, "under another prefix"),
    ] {
        for path in ["/strict/a", "//strict/a", "/strict//a", "//strict//a/"] {
            assert!(
                is_refused(&server, &format!("POST {path}")),
                "{what}: {path}"
            );
        }
    }
}

#[cors(origins = "*")]
#[post("/strict/{name}")]
async fn post_behind() -> impl Responder {
    "behind"
}

#[test]
fn a_prefix_is_enforced_where_a_route_in_front_of_a_handler_may_take_the_request() {
    let server = serve!(
        App::new()
            .wrap(NormalizePath::trim())
            .wrap(AppCors::new().prefix("/strict", &STRICT))
            .route("/strict/a", web::post().to(HttpResponse::Ok))
            .service(post_behind)
    );
    for path in ["/strict/a", "//strict/a", "/strict//a"] {
        assert!(is_refused(&server, &format!("POST {path}")), "{path}");
    }
    let answer = send(&server, "POST /strict/b", STRANGER);
    assert_eq!(&*answer.body, "behind");
}

#[test]
fn a_layer_around_app_cors_is_enforced_unless_the_path_is_surely_under_a_prefix() {
    let server = serve!(
        App::new()
            .wrap(AppCors::new().prefix("/open", &OPEN))
            .wrap(STRICT.layer())
            .route("/{path:.*}", web::post().to(HttpResponse::Ok))
    );
    for path in ["/other", "//open", "//open/a"] {
        assert!(is_refused(&server, &format!("POST {path}")), "{path}");
    }
    let answer = send(&server, "POST /open/a", STRANGER);
    assert_eq!(answer.values("access-control-allow-origin"), ["*"]);
}

#[cors(origins = "*")]
#[post("//strict/a")]
async fn post_before_normalization() -> impl Responder {
    "not normalized"
}

#[test]
fn a_prefix_is_enforced_for_a_path_that_is_a_handlers_if_nothing_inside_changes_it() {
    let server = serve!(
        App::new()
            .wrap(AppCors::new().prefix("/strict", &STRICT))
            .service(post_before_normalization)
    );
    assert!(is_refused(&server, "POST //strict/a"));
}

#[test]
fn under_a_prefix_that_refuses_nothing_the_other_form_of_a_path_is_left_alone() {
    let server = serve!(
        App::new()
            .wrap(AppCors::new().prefix("/", &STRICT).prefix("/open", &OPEN))
            .default_service(web::to(HttpResponse::Ok))
    );
    assert!(is_refused(&server, "POST //open"));
    assert!(is_refused(&server, "POST //strict"));
    assert!(!is_refused(&server, "POST /open"));
}

/// Fails for a page that gives no token, as authentication may do.
async fn fails(_: ServiceRequest, _: Next<BoxBody>) -> Result<ServiceResponse<BoxBody>, Error> {
    Err(ErrorUnauthorized("who are you?"))
}

#[test]
fn an_error_for_a_path_that_is_perhaps_under_a_prefix_is_not_granted() {
    let server = serve!(
        App::new()
            .wrap(AppCors::new().prefix("/open", &OPEN))
            .service(
                web::scope("")
                    .wrap(from_fn(fails))
                    .default_service(web::to(HttpResponse::Ok))
            )
    );
    let answer = send(&server, "POST //open", STRANGER);
    assert_eq!((answer.status, answer.cors()), (401, vec!["vary: Origin"]));
    let answer = send(&server, "POST /open", STRANGER);
    assert_eq!(
        (answer.status, answer.cors()),
        (401, vec!["access-control-allow-origin: *"])
    );
    let answer = send(&server, "POST /other", STRANGER);
    assert_eq!((answer.status, answer.cors()), (401, vec![]));
}

#[cors(origins = ["https://app.example.com"])]
#[put("/handler")]
async fn put_handler() -> impl Responder {
    "handler"
}

#[cors(origins = ["https://app.example.com"])]
#[put("/handler/with/slash/")]
async fn put_handler_with_slash() -> impl Responder {
    "handler"
}

/// The gate fails, so it is not known what `NormalizePath` made of the path.
#[test]
fn an_error_for_a_path_that_is_perhaps_not_under_the_prefix_is_not_granted() {
    let server = serve!(
        App::new()
            .wrap(from_fn(fails))
            .wrap(
                AppCors::new()
                    .prefix("/", &OPEN)
                    .prefix("/private", &PRIVATE)
            )
            .service(put_handler)
            .service(put_handler_with_slash)
    );
    for path in ["//private", "//handler", "/handler/", "/handler/with/slash"] {
        let answer = send(&server, &format!("PUT {path}"), STRANGER);
        assert_eq!(
            (answer.status, answer.cors()),
            (401, vec!["vary: Origin"]),
            "{path}"
        );
    }
    for path in ["/", "//", "/other", "//other", "/other/", "/handlers"] {
        let answer = send(&server, &format!("PUT {path}"), STRANGER);
        assert_eq!(answer.cors(), ["access-control-allow-origin: *"], "{path}");
    }
}

#[test]
fn what_a_source_allows_is_granted_under_a_prefix_that_the_path_gets_inside() {
    let server = serve!(
        App::new()
            .wrap(NormalizePath::trim())
            .wrap(AppCors::new().prefix("/asked", &ASKED))
            .route("/asked", web::post().to(HttpResponse::Ok))
    );
    for path in ["/asked", "//asked", "/asked//"] {
        let answer = send(&server, &format!("POST {path}"), APP);
        assert_eq!(
            answer.values("access-control-allow-origin"),
            [APP],
            "{path}"
        );
        let answer = send(&server, &format!("POST {path}"), STRANGER);
        assert_eq!(answer.cors(), ["vary: Origin"], "{path}");
    }
}
