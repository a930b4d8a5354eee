//! `NormalizePath` inside a layer: which policy applies to paths that it changes.

use actix_web::{App, HttpResponse, Responder, middleware::NormalizePath, post, web};
use cors_runtime::{cors, policy};

use crate::support::{APP, STRANGER, Server, serve};

const HOOKS: &str = "https://hooks.example";

policy! {
    static STRICT = { origins = ["https://app.example.com"], enforce };
}

#[cors(origins = ["https://hooks.example"])]
#[post("/hooks/{tail:.*}")]
async fn hook() -> impl Responder {
    "hook"
}

#[cors(origins = ["https://hooks.example"])]
#[post("/slash/")]
async fn slash() -> impl Responder {
    "slash"
}

#[cors(origins = ["https://hooks.example"])]
mod disabled {
    use super::{Responder, cors, post};

    #[cors(disabled)]
    #[post("/disabled")]
    pub(crate) async fn not_ours() -> impl Responder {
        "disabled"
    }
}

fn services(app: &mut web::ServiceConfig) {
    app.service(hook)
        .service(slash)
        .service(disabled::not_ours)
        .route("/hooks", web::post().to(HttpResponse::Ok));
}

fn server() -> Server {
    serve!(
        App::new()
            .wrap(NormalizePath::trim())
            .wrap(STRICT.layer())
            .configure(services)
    )
}

fn post_status(server: &Server, path: &str, origin: &str) -> u16 {
    let origin = format!("Origin: {origin}");
    server.send(&format!("POST {path}"), &[&origin]).status
}

#[test]
fn a_layer_is_enforced_where_only_the_path_as_it_came_is_a_handlers() {
    let server = server();
    for path in ["/hooks", "/hooks/", "/hooks//"] {
        assert_eq!(post_status(&server, path, STRANGER), 403, "{path}");
        assert_eq!(post_status(&server, path, APP), 200, "{path}");
    }
    for path in ["/hooks/a", "/hooks/a/", "/hooks//a"] {
        assert_eq!(post_status(&server, path, STRANGER), 200, "{path}");
    }
}

#[test]
fn the_preflight_for_such_a_path_is_not_answered_by_the_handler() {
    let server = server();
    assert_eq!(server.preflight("/hooks/", "POST", HOOKS).status, 403);
    assert_eq!(server.preflight("/hooks/a/", "POST", HOOKS).status, 204);
}

#[test]
fn a_handler_whose_path_ends_with_a_slash_is_certain() {
    let server = serve!(App::new().wrap(STRICT.layer()).configure(services));
    assert_eq!(server.preflight("/slash/", "POST", HOOKS).status, 204);
    assert_eq!(post_status(&server, "/slash/", HOOKS), 200);
}

#[test]
fn the_preflight_for_a_path_that_becomes_that_of_a_disabled_handler_is_denied() {
    let server = server();
    for path in ["/disabled", "/disabled/", "//disabled"] {
        let preflight = server.preflight(path, "POST", APP);
        assert_eq!(
            (preflight.status, preflight.cors()),
            (403, vec!["vary: Origin"]),
            "{path}"
        );
    }
}
