//! `POLICY.layer()` around services that have no attribute: the same responses as a handler with the attribute.

use actix_files::Files;
use actix_web::{
    App, Error, HttpResponse, dev::ServiceResponse, error::ErrorUnauthorized, http::header, web,
};
use cors_runtime::policy;

use crate::support::{APP, Answer, STRANGER, Server, serve};

policy! {
    /// The application.
    static APPLICATION = {
        origins = ["https://app.example.com"],
        methods = [GET, PUT],
        allow_headers = ["content-type"],
        expose_headers = ["etag"],
        max_age = 600,
        credentials,
    };

    /// Every site, by the usual methods.
    static EVERYONE = { origins = "*" };

    /// A method that few servers have.
    static LISTING = { origins = ["https://app.example.com"], methods = ["PROPFIND", OPTIONS] };

    /// Only the application, and requests of every other page are refused.
    static ENFORCED = { origins = ["https://app.example.com"], enforce };
}

/// A hand-built resource.
fn resource() -> Server {
    serve!(
        App::new().service(
            web::resource("/it")
                .wrap(APPLICATION.layer())
                .route(web::get().to(HttpResponse::Ok))
                .route(web::put().to(HttpResponse::Ok))
                .route(web::delete().to(HttpResponse::Ok))
        )
    )
}

fn scope() -> Server {
    serve!(
        App::new().service(
            web::scope("")
                .wrap(APPLICATION.layer())
                .route("/it", web::get().to(HttpResponse::Ok))
                .route("/it", web::put().to(HttpResponse::Ok))
                .route("/it", web::delete().to(HttpResponse::Ok))
        )
    )
}

fn whole_app() -> Server {
    serve!(
        App::new()
            .wrap(APPLICATION.layer())
            .route("/it", web::get().to(HttpResponse::Ok))
            .route("/it", web::put().to(HttpResponse::Ok))
            .route("/it", web::delete().to(HttpResponse::Ok))
    )
}

#[test]
fn resources_scopes_and_apps_answer_alike() {
    for server in [resource(), scope(), whole_app()] {
        let granted = server.preflight("/it", "PUT", APP);
        assert_eq!((granted.status, granted.body.as_str()), (204, ""));
        assert_eq!(
            granted.cors(),
            [
                "access-control-allow-credentials: true",
                "access-control-allow-headers: content-type",
                "access-control-allow-methods: GET, PUT",
                "access-control-allow-origin: https://app.example.com",
                "access-control-max-age: 600",
                "vary: Origin",
            ]
        );
        for (method, origin) in [("PUT", STRANGER), ("DELETE", APP)] {
            let refused = server.preflight("/it", method, origin);
            assert_eq!(
                (refused.status, refused.cors()),
                (403, vec!["vary: Origin"])
            );
        }

        let allowed = server.get("/it", APP);
        assert_eq!(
            allowed.cors(),
            [
                "access-control-allow-credentials: true",
                "access-control-allow-origin: https://app.example.com",
                "access-control-expose-headers: etag",
                "vary: Origin",
            ]
        );
        let others: [Answer; 4] = [
            server.get("/it", STRANGER),
            server.send("GET /it", &[]),
            server.send(
                "GET /it",
                &[&format!("Origin: {APP}"), &format!("Origin: {APP}")],
            ),
            server.send("DELETE /it", &[&format!("Origin: {APP}")]),
        ];
        for answer in others {
            assert_eq!((answer.status, answer.cors()), (200, vec!["vary: Origin"]));
        }
    }
}

#[test]
fn options_that_is_not_a_preflight_passes_without_headers() {
    let server = serve!(
        App::new().service(
            web::resource("/it")
                .wrap(ENFORCED.layer())
                .route(web::route().to(|| async {
                    HttpResponse::Ok()
                        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "the handler's"))
                        .finish()
                }))
        )
    );
    let answer = server.send("OPTIONS /it", &[&format!("Origin: {STRANGER}")]);
    assert_eq!(
        (answer.status, answer.cors()),
        (200, vec!["access-control-allow-origin: the handler's"])
    );
}

#[test]
fn a_layer_opens_the_methods_that_its_policy_names() {
    let server = serve!(
        App::new().service(
            web::resource("/it")
                .wrap(LISTING.layer())
                .route(web::route().to(HttpResponse::Ok))
        )
    );
    for method in ["PROPFIND", "OPTIONS"] {
        let answer = server.preflight("/it", method, APP);
        assert_eq!(
            answer.values("access-control-allow-methods"),
            ["PROPFIND, OPTIONS"]
        );
        let answer = server.send(&format!("{method} /it"), &[&format!("Origin: {APP}")]);
        assert_eq!(answer.values("access-control-allow-origin"), [APP]);
    }
    assert_eq!(server.preflight("/it", "GET", APP).status, 403);
}

#[test]
fn static_files_have_a_policy() {
    let server = serve!(
        App::new().service(
            web::scope("/files")
                .wrap(EVERYONE.layer())
                .service(Files::new("", env!("CARGO_MANIFEST_DIR")))
        )
    );
    let answer = server.get("/files/Cargo.toml", STRANGER);
    assert_eq!(answer.status, 200);
    assert!(answer.body.starts_with("[package]"));
    assert_eq!(answer.cors(), ["access-control-allow-origin: *"]);

    let missing = server.get("/files/no-such-file", STRANGER);
    assert_eq!(missing.status, 404);
    assert_eq!(missing.cors(), ["access-control-allow-origin: *"]);

    let preflight = server.preflight("/files/Cargo.toml", "GET", STRANGER);
    assert_eq!(preflight.status, 204);
    assert_eq!(
        preflight.cors(),
        [
            "access-control-allow-methods: GET, HEAD, POST, PUT, PATCH, DELETE, QUERY",
            "access-control-allow-origin: *",
        ]
    );
}

/// The response of a middleware that refuses every request.
fn refused() -> Result<ServiceResponse, Error> {
    Err(ErrorUnauthorized("who are you"))
}

#[test]
fn errors_of_what_is_inside_have_the_headers() {
    let server = serve!(
        App::new()
            .wrap(APPLICATION.layer())
            .wrap_fn(|_, _| async { refused() })
            .route("/it", web::get().to(HttpResponse::Ok))
    );
    // Middleware in front of the layer responds without it.
    assert_eq!(server.get("/it", APP).cors(), Vec::<&str>::new());

    let server = serve!(
        App::new()
            .wrap_fn(|_, _| async { refused() })
            .wrap(APPLICATION.layer())
            .route("/it", web::get().to(HttpResponse::Ok))
    );
    let answer = server.get("/it", APP);
    assert_eq!(answer.status, 401);
    assert_eq!(answer.values("access-control-allow-origin"), [APP]);
    assert_eq!(server.preflight("/it", "PUT", APP).status, 204);
    assert_eq!(server.get("/no-such-path", APP).values("vary"), ["Origin"]);
}

#[test]
fn a_layer_enforces() {
    let server = serve!(
        App::new()
            .wrap(ENFORCED.layer())
            .route("/it", web::post().to(HttpResponse::Ok))
    );
    let refused = server.send("POST /it", &[&format!("Origin: {STRANGER}")]);
    assert_eq!(
        (refused.status, refused.cors()),
        (403, vec!["vary: Origin"])
    );
    assert_eq!(
        server.send("POST /it", &[&format!("Origin: {APP}")]).status,
        200
    );
    assert_eq!(
        server
            .send("POST /it", &["Origin: http://localhost"])
            .status,
        200
    );
}
