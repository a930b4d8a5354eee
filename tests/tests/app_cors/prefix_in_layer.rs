//! Handlers and prefixes of an app with `AppCors`, and layers on the same routes: the policy of the handler or the prefix
//! applies, to preflights and to requests.

use actix_web::{App, HttpResponse, middleware::NormalizePath, put, web};
use cors_runtime::{AppCors, cors, policy};

use crate::{
    gates::policy as max_age,
    support::{APP, STRANGER, Server, serve},
};

policy! {
    static AROUND = { origins = "*", max_age = 401 };
    static FILES = { origins = ["https://app.example.com"], methods = [PUT], max_age = 402 };
}

fn server() -> Server {
    serve!(
        App::new()
            .wrap(AppCors::new().prefix("/files", &FILES))
            .wrap(AROUND.layer())
            .route("/files/a", web::put().to(HttpResponse::Ok))
            .service(
                web::resource("/files/layered")
                    .wrap(AROUND.layer())
                    .route(web::put().to(HttpResponse::Ok)),
            )
            .route("/open", web::put().to(HttpResponse::Ok))
    )
}

#[test]
fn a_preflight_under_a_prefix_is_answered_by_the_prefix_and_not_by_a_layer_around_it() {
    let server = server();
    let allowed = server.preflight("/files/a", "PUT", APP);
    assert_eq!(max_age(&allowed), Some("402"));
    let denied = server.preflight("/files/a", "PUT", STRANGER);
    assert_eq!((denied.status, denied.cors()), (403, vec!["vary: Origin"]));
    let outside = server.preflight("/open", "PUT", STRANGER);
    assert_eq!(max_age(&outside), Some("401"));
}

#[test]
fn a_layer_around_a_prefix_grants_nothing_that_the_prefix_denies() {
    let server = server();
    let denied = server.send("PUT /files/a", &[&format!("Origin: {STRANGER}")]);
    assert_eq!((denied.status, denied.cors()), (200, vec!["vary: Origin"]));
}

#[test]
fn a_layer_under_a_prefix_grants_nothing_that_the_prefix_denies() {
    let server = server();
    let allowed = server.preflight("/files/layered", "PUT", APP);
    assert_eq!(max_age(&allowed), Some("402"));
    let denied = server.preflight("/files/layered", "PUT", STRANGER);
    assert_eq!((denied.status, denied.cors()), (403, vec!["vary: Origin"]));
    let denied = server.send("PUT /files/layered", &[&format!("Origin: {STRANGER}")]);
    assert_eq!((denied.status, denied.cors()), (200, vec!["vary: Origin"]));
}

#[cors(origins = ["https://app.example.com"], max_age = 403)]
#[put("/own")]
async fn put_own() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[test]
fn a_layer_around_app_cors_grants_no_preflight_that_a_handler_denies() {
    let server = serve!(
        App::new()
            .wrap(AppCors::new())
            .wrap(NormalizePath::trim())
            .wrap(AROUND.layer())
            .service(put_own)
    );
    for path in ["/own", "/own/", "//own"] {
        let allowed = server.preflight(path, "PUT", APP);
        assert_eq!(max_age(&allowed), Some("403"), "{path}");
        let denied = server.preflight(path, "PUT", STRANGER);
        assert_eq!((denied.status, denied.cors()), (403, vec!["vary: Origin"]));
    }
}

#[test]
fn a_prefix_is_nearer_than_the_only_layer_of_an_app() {
    let server = serve!(
        App::new()
            .wrap(AppCors::new().prefix("/files", &FILES))
            .wrap(AROUND.layer())
            .route("/files/a", web::put().to(HttpResponse::Ok))
            .route("/open", web::put().to(HttpResponse::Ok))
    );
    let allowed = server.preflight("/files/a", "PUT", APP);
    assert_eq!(max_age(&allowed), Some("402"));
    let denied = server.preflight("/files/a", "PUT", STRANGER);
    assert_eq!((denied.status, denied.cors()), (403, vec!["vary: Origin"]));
    let outside = server.preflight("/open", "PUT", STRANGER);
    assert_eq!(max_age(&outside), Some("401"));
}
