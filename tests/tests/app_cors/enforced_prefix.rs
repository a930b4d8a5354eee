//! Requests that a prefix with `enforce` refuses, if middleware inside changes their path or their handler is uncertain.

use actix_files::Files;
use actix_web::{
    App, HttpResponse, Responder, dev::ServiceRequest, middleware::NormalizePath, post, put, web,
};
use cors_runtime::{AppCors, OriginSource, SourceError, cors, policy};

use crate::{
    prefix_of_request::send,
    support::{APP, STRANGER, Server, serve},
};

policy! {
    static STRICT = { origins = ["https://app.example.com"], enforce };
    static OPEN = { origins = "*" };
    static ASKED = { origins = dynamic(SOURCE), enforce };
}

/// Allows the application.
struct Source;

static SOURCE: Source = Source;

impl OriginSource for Source {
    async fn allows(&self, origin: &str, _: &ServiceRequest) -> Result<bool, SourceError> {
        Ok(origin == APP)
    }
}

#[cors(origins = "*")]
#[put("/{path:.*}")]
async fn put_anything() -> impl Responder {
    "put"
}

/// Without a policy in a module that has one.
#[cors(origins = "*")]
mod disabled {
    use super::{Responder, cors, put};

    #[cors(disabled)]
    #[put("/{path:.*}")]
    pub(super) async fn put_anything() -> impl Responder {
        "put"
    }
}

fn is_refused(server: &Server, what: &str) -> bool {
    assert_eq!(send(server, what, APP).status, 200, "{what}");
    send(server, what, STRANGER).status == 403
}

#[test]
fn a_prefix_is_enforced_for_normalized_paths_even_if_another_route_matches_the_unnormalized_path() {
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

#[test]
fn the_source_of_a_prefix_is_asked_where_the_handler_or_the_prefix_is_uncertain() {
    let uncertain_handler = serve!(
        App::new()
            .wrap(AppCors::new().prefix("/strict", &ASKED))
            .route("/strict/a", web::post().to(HttpResponse::Ok))
            .service(post_behind)
    );
    assert!(is_refused(&uncertain_handler, "POST /strict/a"));
    let uncertain_prefix = serve!(
        App::new()
            .wrap(
                AppCors::new()
                    .prefix("/", &ASKED)
                    .prefix("/strict", &STRICT)
            )
            .default_service(web::to(HttpResponse::Ok))
    );
    assert!(is_refused(&uncertain_prefix, "POST //strict"));
}

#[cors(origins = ["https://own.example"])]
#[post("/strict/users/")]
async fn post_user() -> impl Responder {
    "user"
}

#[cors(origins = ["https://own.example"])]
#[post("/")]
async fn post_note() -> impl Responder {
    "note"
}

#[test]
fn a_prefix_leaves_handlers_alone_whose_path_ends_with_a_slash() {
    let server = serve!(
        App::new()
            .wrap(AppCors::new().prefix("/strict", &STRICT))
            .service(post_user)
            .service(web::scope("/strict/notes").service(post_note))
    );
    for (path, body) in [("/strict/users/", "user"), ("/strict/notes/", "note")] {
        let answer = send(&server, &format!("POST {path}"), "https://own.example");
        assert_eq!((answer.status, &*answer.body), (200, body), "{path}");
        let refused = send(&server, &format!("POST {path}/"), STRANGER);
        assert_eq!(refused.status, 403, "{path}");
    }
}

#[test]
fn a_prefix_is_enforced_for_a_route_in_front_of_a_disabled_handler() {
    let server = serve!(
        App::new()
            .wrap(AppCors::new().prefix("/strict", &STRICT))
            .service(web::resource("/strict/a").route(web::put().to(HttpResponse::Ok)))
            .service(disabled::put_anything)
    );
    assert!(is_refused(&server, "PUT /strict/a"));
    assert!(!is_refused(&server, "PUT /strict/b"));
    assert!(!is_refused(&server, "PUT /other"));
}

#[test]
fn a_prefix_is_enforced_for_a_default_service_of_a_scope_in_front_of_a_disabled_handler() {
    let server = serve!(
        App::new()
            .wrap(AppCors::new().prefix("/strict", &STRICT))
            .service(web::scope("/strict/a").route("/b", web::get().to(HttpResponse::Ok)))
            .service(disabled::put_anything)
            .default_service(web::to(HttpResponse::Ok))
    );
    assert!(is_refused(&server, "PUT /strict/a/c"));
    assert!(!is_refused(&server, "PUT /strict/c"));
}
