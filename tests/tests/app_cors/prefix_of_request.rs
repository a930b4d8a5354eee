//! Which prefix applies to a request, if middleware inside changes its path, and what is not a question for any.

use actix_web::{
    App, Error, HttpResponse, Responder,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    error::ErrorUnauthorized,
    http::Uri,
    middleware::{Next, NormalizePath, from_fn},
    put, web,
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

pub(crate) fn send(server: &Server, what: &str, origin: &str) -> Answer {
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
