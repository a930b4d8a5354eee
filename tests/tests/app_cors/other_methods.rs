//! A preflight for a method that no annotated handler has under the path.

use actix_web::{
    App, Error, HttpResponse, Responder,
    body::BoxBody,
    delete,
    dev::{ServiceRequest, ServiceResponse},
    get, guard,
    http::header,
    middleware::{Next, from_fn},
    put,
    web::{self, ServiceConfig},
};
use cors_runtime::{AppCors, cors, policy};

use crate::{
    gates::{behind_either_gate, behind_gate},
    support::{APP, STRANGER, Server, serve},
};

#[cors(origins = "*")]
#[get("/users/{id}")]
async fn get_user() -> impl Responder {
    HttpResponse::NoContent()
}

#[cors(origins = ["https://app.example.com"], allow_headers = ["x-a"], max_age = 9, credentials)]
#[put("/users/{id}")]
async fn put_user() -> impl Responder {
    HttpResponse::NoContent()
}

#[cors(origins = ["https://admin.example.com"])]
#[delete("/users/{id}")]
async fn delete_user() -> impl Responder {
    HttpResponse::NoContent()
}

#[cors(origins = ["https://app.example.com"])]
#[put("/private")]
async fn put_private() -> impl Responder {
    HttpResponse::NoContent()
}

/// To the application, about `/private`.
const PUT_ALONE: [&str; 4] = [
    "access-control-allow-methods: PUT",
    "access-control-allow-origin: https://app.example.com",
    "access-control-max-age: 0",
    "vary: Origin",
];

fn server() -> Server {
    behind_gate(|app| {
        app.service(
            web::scope("/api")
                .service(get_user)
                .service(put_user)
                .service(delete_user),
        )
        .service(put_private);
    })
}

#[test]
fn an_allowed_origin_gets_its_methods() {
    let answer = server().preflight("/api/users/7", "PATCH", APP);
    assert_eq!(answer.status, 204);
    assert_eq!(
        answer.cors(),
        [
            "access-control-allow-credentials: true",
            "access-control-allow-methods: GET, PUT",
            "access-control-allow-origin: https://app.example.com",
            "access-control-max-age: 0",
            "vary: Origin",
        ]
    );
    let answer = server().preflight("/private", "PATCH", APP);
    assert_eq!(answer.cors(), PUT_ALONE);
}

#[test]
fn another_origin_gets_only_the_methods_that_it_may_use() {
    let answer = server().preflight("/api/users/7", "PATCH", STRANGER);
    assert_eq!(answer.status, 204);
    assert_eq!(
        answer.cors(),
        [
            "access-control-allow-methods: GET",
            "access-control-allow-origin: *",
            "access-control-max-age: 0",
            "vary: Origin",
        ]
    );
    let answer = server().preflight("/private", "PATCH", STRANGER);
    assert_eq!((answer.status, answer.cors()), (403, vec!["vary: Origin"]));
}

#[test]
fn two_origins_are_no_origin() {
    let answer = server().send(
        "OPTIONS /private",
        &[
            "Origin: https://app.example.com",
            "Origin: https://app.example.com",
            "Access-Control-Request-Method: PATCH",
        ],
    );
    assert_eq!((answer.status, answer.cors()), (403, vec!["vary: Origin"]));
}

#[delete("/private")]
async fn delete_without_policy() -> impl Responder {
    HttpResponse::NoContent()
}

#[test]
fn a_handler_without_a_policy_counts_as_a_method_without_an_annotation() {
    let before = behind_gate(|app| {
        app.service((delete_without_policy, put_private));
    });
    let behind = behind_gate(|app| {
        app.service((put_private, delete_without_policy));
    });
    for server in [before, behind] {
        let answer = server.preflight("/private", "DELETE", APP);
        assert_eq!(answer.status, 204);
        assert_eq!(answer.cors(), PUT_ALONE);
    }
}

cors_runtime::policy! {
    static BY_HAND = {
        origins = ["https://app.example.com"],
        methods = [DELETE],
        allow_headers = ["x-by-hand"],
    };
}

/// `PUT` has a policy of its own, and `DELETE` one that was wrapped around it by hand.
fn annotated_and_by_hand(services: &mut ServiceConfig) {
    services.service(put_private).service(
        web::resource("/private")
            .wrap(BY_HAND.layer())
            .route(web::delete().to(HttpResponse::NoContent)),
    );
}

#[test]
fn a_layer_around_a_method_without_an_annotation_answers_its_preflights() {
    let server = serve!(
        App::new()
            .wrap(AppCors::new())
            .configure(annotated_and_by_hand)
    );
    assert_eq!(
        server.preflight("/private", "DELETE", APP).cors(),
        [
            "access-control-allow-headers: x-by-hand",
            "access-control-allow-methods: DELETE",
            "access-control-allow-origin: https://app.example.com",
            "vary: Origin",
        ]
    );
    // The layer grants nothing here, so the answer names the methods.
    let answer = server.preflight("/private", "PATCH", APP);
    assert_eq!(answer.values("access-control-allow-methods"), ["PUT"]);
    let answer = server.preflight("/private", "DELETE", "https://evil.example");
    assert_eq!((answer.status, answer.cors()), (403, vec!["vary: Origin"]));
}

#[test]
fn what_refuses_every_preflight_leaves_the_methods_to_be_named() {
    for server in behind_either_gate(annotated_and_by_hand) {
        let answer = server.preflight("/private", "DELETE", APP);
        assert_eq!(answer.status, 204);
        assert_eq!(answer.values("access-control-allow-methods"), ["PUT"]);
    }
}

#[cors(origins = ["https://app.example.com"])]
#[delete("/users/{id}/photo")]
async fn delete_photo() -> impl Responder {
    HttpResponse::NoContent()
}

#[test]
fn methods_of_other_paths_are_not_named() {
    let server = behind_gate(|app| {
        app.service((put_user, delete_photo));
    });
    let named = server.preflight("/users/7", "PATCH", APP);
    assert_eq!(named.values("access-control-allow-methods"), ["PUT"]);
    let named = server.preflight("/users/7/photo", "PATCH", APP);
    assert_eq!(named.values("access-control-allow-methods"), ["DELETE"]);
}

/// Takes preflights, and does not grant them.
fn answers_options(answer: fn() -> HttpResponse) -> Server {
    serve!(
        App::new().wrap(AppCors::new()).service(put_private).route(
            "/private",
            web::route()
                .guard(guard::Options())
                .to(move || async move { answer() })
        )
    )
}

#[test]
fn a_response_from_inside_that_browsers_do_not_take_for_a_grant_leaves_the_methods_to_be_named() {
    let without_origin = answers_options(|| HttpResponse::Ok().finish());
    let without_success = answers_options(|| {
        HttpResponse::Forbidden()
            .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
            .finish()
    });
    for server in [without_origin, without_success] {
        let answer = server.preflight("/private", "DELETE", APP);
        assert_eq!((answer.status, answer.cors()), (204, PUT_ALONE.to_vec()));
    }
    let granted = answers_options(|| {
        HttpResponse::Ok()
            .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
            .finish()
    });
    let answer = granted.preflight("/private", "DELETE", APP);
    assert_eq!(answer.cors(), ["access-control-allow-origin: *"]);
}

policy! {
    static OPEN = { origins = "*" };
    static STRICT = { origins = ["https://other.example"] };
}

async fn refuse(request: ServiceRequest, _: Next<BoxBody>) -> Result<ServiceResponse, Error> {
    Ok(request.into_response(HttpResponse::Unauthorized()))
}

#[test]
fn where_middleware_refuses_preflights_a_layer_around_does_not_answer_for_a_layer_behind_it() {
    let server = serve!(
        App::new()
            .wrap(STRICT.layer())
            .wrap(from_fn(refuse))
            .wrap(AppCors::new())
            .wrap(OPEN.layer())
            .service(web::resource("/private").route(web::post().to(HttpResponse::Ok)))
            .service(put_private)
    );
    let answer = server.preflight("/private", "POST", APP);
    assert_eq!((answer.status, &*answer.cors()), (204, &PUT_ALONE[..]));
}
