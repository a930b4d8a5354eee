//! Where another route may take the request, `AppCors` answers nothing, and the router answers if a preflight
//! comes that far.

use actix_web::{App, HttpResponse, Responder, get, guard::Host, middleware::from_fn, put, web};
use cors_runtime::{AppCors, cors};

use crate::{
    gates::{answers_401, behind_gate, policy, preflight_at},
    support::{APP, serve},
};

#[cors(origins = ["https://app.example.com"], allow_headers = ["x-a"], max_age = 1)]
#[get("/users/{id}")]
async fn get_user() -> impl Responder {
    HttpResponse::NoContent()
}

#[cors(origins = ["https://app.example.com"], max_age = 2)]
#[put("/users/{id}")]
async fn put_user() -> impl Responder {
    HttpResponse::NoContent()
}

async fn plain() -> impl Responder {
    HttpResponse::Ok()
}

#[test]
fn a_plain_route_in_front_may_take_the_request() {
    let server = behind_gate(|app| {
        app.route("/users/{id}", web::put().to(plain))
            .service(put_user);
    });
    assert_eq!(policy(&server.preflight("/users/7", "PUT", APP)), None);
}

#[test]
fn a_plain_route_between_may_take_the_request() {
    let server = behind_gate(|app| {
        app.service(get_user)
            .route("/users/me", web::put().to(plain))
            .service(put_user);
    });
    assert_eq!(policy(&server.preflight("/users/me", "PUT", APP)), None);
    assert_eq!(policy(&server.preflight("/users/7", "PUT", APP)), Some("2"));
    assert_eq!(
        policy(&server.preflight("/users/me", "GET", APP)),
        Some("1")
    );
}

#[test]
fn a_plain_route_after_the_handler_does_not_close_its_preflight() {
    let server = behind_gate(|app| {
        app.service(put_user)
            .route("/users/{id}", web::get().to(plain))
            .route("/{rest:.*}", web::to(plain));
    });
    assert_eq!(policy(&server.preflight("/users/7", "PUT", APP)), Some("2"));
    // A route has it, and is not annotated, so no header of the request is allowed.
    assert_eq!(
        server.preflight("/users/7", "GET", APP).cors(),
        [
            "access-control-allow-methods: PUT",
            "access-control-allow-origin: https://app.example.com",
            "access-control-max-age: 0",
            "vary: Origin",
        ]
    );
}

#[test]
fn a_plain_route_with_the_same_name_is_not_mistaken() {
    let server = behind_gate(|app| {
        app.service(
            web::scope("/plain").service(
                web::resource("/users/{id}")
                    .name("put_user")
                    .route(web::put().to(plain)),
            ),
        )
        .service(web::scope("/cors").service(put_user));
    });
    assert_eq!(
        policy(&server.preflight("/plain/users/7", "PUT", APP)),
        None
    );
}

#[test]
fn what_a_guarded_scope_lets_go_is_not_answered_for() {
    let server = behind_gate(|app| {
        app.service(
            web::scope("/api")
                .guard(Host("a.example"))
                .service(put_user),
        )
        .route("/api/users/{id}", web::put().to(plain));
    });
    for host in ["a.example", "b.example"] {
        let answer = preflight_at(&server, host, "/api/users/7", "PUT", APP);
        assert_eq!(policy(&answer), None, "{host}");
    }
}

#[test]
fn a_scope_without_the_handler_may_take_the_request() {
    let server = behind_gate(|app| {
        app.service(web::scope("/users").route("/me", web::get().to(plain)))
            .service(put_user);
    });
    assert_eq!(policy(&server.preflight("/users/7", "PUT", APP)), None);
}

#[test]
fn scopes_without_guards_can_be_promised() {
    let server = serve!(
        App::new()
            .wrap(from_fn(answers_401))
            .wrap(AppCors::new().assume_scopes_have_no_guards())
            .service(
                web::scope("/api")
                    .service(put_user)
                    .route("/plain", web::put().to(plain))
            )
            .service(web::scope("/{tenant}").service(get_user))
            .route("/{rest:.*}", web::to(plain))
    );
    assert_eq!(
        policy(&server.preflight("/api/users/7", "PUT", APP)),
        Some("2")
    );
    assert_eq!(
        policy(&server.preflight("/acme/users/7", "GET", APP)),
        Some("1")
    );
    assert_eq!(policy(&server.preflight("/api/plain", "PUT", APP)), None);
    assert_eq!(policy(&server.preflight("/other", "PUT", APP)), None);
}

#[test]
fn what_passes_is_answered_by_its_route() {
    let server = serve!(
        App::new()
            .wrap(AppCors::new())
            .route("/users/{id}", web::get().guard(Host("a.example")).to(plain))
            .service(
                web::scope("/api")
                    .guard(Host("a.example"))
                    .service(put_user)
            )
            .service(
                web::scope("/api")
                    .guard(Host("b.example"))
                    .service(get_user)
            )
    );
    let answer = preflight_at(&server, "a.example", "/api/users/7", "PUT", APP);
    assert_eq!(policy(&answer), Some("2"));
    let answer = preflight_at(&server, "b.example", "/api/users/7", "GET", APP);
    assert_eq!(policy(&answer), Some("1"));
    let answer = preflight_at(&server, "b.example", "/api/users/7", "PUT", APP);
    assert_eq!((answer.status, answer.cors()), (404, vec![]));
}
