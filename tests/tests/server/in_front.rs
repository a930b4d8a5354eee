//! A preflight is answered by the policy of the handler that the actual request reaches: what is in front of an
//! annotated handler, and would take that request, closes its preflight.

use actix_web::{
    Responder,
    guard::{self, Any, Header, Host, Not},
    http::Method,
    put, route,
    web::{self, ServiceConfig},
};
use cors_runtime::cors;

use crate::support::{APP, Answer, Server};

/// What the handler that is always registered last has.
#[cors(origins = ["https://app.example.com"], credentials)]
#[put("/data/{id}")]
async fn put_data() -> impl Responder {
    "annotated"
}

#[put("/data/{id}")]
async fn plain() -> impl Responder {
    "in front"
}

async fn in_front() -> impl Responder {
    "in front"
}

/// Whether the preflight for `PUT` is granted, when `PUT` itself is taken by what is in front.
fn closes(services: fn(&mut ServiceConfig)) -> bool {
    let server = server(services);
    assert_eq!(server.send("PUT /data/7", &[]).body, "in front");
    !is_granted(&server.preflight("/data/7", "PUT", APP))
}

/// Whether the preflight for `PUT` is granted, when `PUT` itself reaches the annotated handler.
fn leaves_open(services: fn(&mut ServiceConfig)) -> bool {
    let server = server(services);
    assert_eq!(server.send("PUT /data/7", &[]).body, "annotated");
    is_granted(&server.preflight("/data/7", "PUT", APP))
}

fn server(services: fn(&mut ServiceConfig)) -> Server {
    Server::run(move |listener| {
        let app = move || actix_web::App::new().configure(services).service(put_data);
        let server = actix_web::HttpServer::new(app).workers(1).disable_signals();
        Ok(server.listen(listener)?.run())
    })
}

fn is_granted(answer: &Answer) -> bool {
    !answer.values("access-control-allow-origin").is_empty()
}

#[test]
fn a_plain_route_in_front_closes_the_preflight() {
    assert!(closes(|app| {
        app.service(plain);
    }));
    assert!(closes(|app| {
        app.route("/data/{id}", web::put().to(in_front));
    }));
    assert!(closes(|app| {
        app.route("/{all:.*}", web::put().to(in_front));
    }));
}

#[test]
fn a_plain_route_for_another_method_or_path_leaves_the_preflight_open() {
    #[actix_web::get("/data/{id}")]
    async fn plain_get() -> impl Responder {
        "plain"
    }
    #[put("/data/{id}/more")]
    async fn plain_below() -> impl Responder {
        "plain"
    }
    assert!(leaves_open(|app| {
        app.service((plain_get, plain_below));
    }));
    assert!(leaves_open(|app| {
        let purge = Method::from_bytes(b"PURGE").unwrap();
        app.route("/data/{id}", web::method(purge).to(in_front));
    }));
}

#[test]
fn a_resource_in_front_closes_the_preflight() {
    assert!(closes(|app| {
        app.service(web::resource("/data/{id}").to(in_front));
    }));
    assert!(closes(|app| {
        app.service(
            web::resource(["/x", "/data/{id}"])
                .guard(guard::Put())
                .to(in_front),
        );
    }));
    assert!(closes(|app| {
        let methods = Any(guard::Post()).or(guard::Put());
        app.service(web::resource("/data/{id}").guard(methods).to(in_front));
    }));
}

#[test]
fn a_resource_that_takes_everything_but_preflights_closes_them() {
    assert!(closes(|app| {
        app.service(
            web::resource("/data/{id}")
                .guard(Not(guard::Options()))
                .to(in_front),
        );
    }));
}

#[test]
fn a_scope_that_is_guarded_by_method_closes_the_preflight() {
    assert!(closes(|app| {
        app.service(
            web::scope("/data")
                .guard(guard::Put())
                .route("/{id}", web::put().to(in_front)),
        );
    }));
}

#[test]
fn a_scope_for_another_host_leaves_the_preflight_open() {
    assert!(leaves_open(|app| {
        app.service(
            web::scope("/data")
                .guard(Host("elsewhere.example"))
                .route("/{id}", web::put().to(in_front)),
        );
    }));
}

#[test]
fn a_guard_of_an_enclosing_scope_closes_what_it_keeps_out() {
    let server = Server::of(|app| {
        app.service(
            web::scope("/api")
                .guard(Not(guard::Put()))
                .service(put_data),
        )
        .service(
            web::scope("/open")
                .guard(Header("host", "localhost"))
                .service(put_data),
        );
    });
    assert_eq!(server.send("PUT /api/data/7", &[]).status, 404);
    assert!(!is_granted(&server.preflight("/api/data/7", "PUT", APP)));
    assert_eq!(server.send("PUT /open/data/7", &[]).status, 200);
    assert!(is_granted(&server.preflight("/open/data/7", "PUT", APP)));
}

#[test]
fn handlers_of_ours_in_front_are_no_reason_to_refuse() {
    #[cors(origins = ["https://other.example.com"])]
    #[route("/data/{id}", method = "POST", method = "DELETE", method = "OPTIONS")]
    async fn other_methods() -> impl Responder {
        "other"
    }
    assert!(leaves_open(|app| {
        app.service(other_methods);
    }));
}

#[cors(origins = ["https://app.example.com"])]
#[put("/other")]
async fn put_other() -> impl Responder {
    "other"
}

/// A handler that answers a preflight shows the router to all others.
#[test]
fn the_answer_is_the_same_when_the_router_is_known() {
    let services_in_front: [fn(&mut ServiceConfig); 5] = [
        |app| {
            app.service(plain);
        },
        |app| {
            app.route("/{all:.*}", web::put().to(in_front));
        },
        |app| {
            app.service(web::resource(["/x", "/data/{id}"]).to(in_front));
        },
        |app| {
            app.service(web::scope("/data").guard(guard::Put()));
        },
        |app| {
            app.service(web::scope("").guard(guard::Put()));
        },
    ];
    for services in services_in_front {
        let server = Server::run(move |listener| {
            let app = move || {
                let app = actix_web::App::new().service(put_other);
                app.configure(services).service(put_data)
            };
            let server = actix_web::HttpServer::new(app).workers(1).disable_signals();
            Ok(server.listen(listener)?.run())
        });
        for _ in 0..2 {
            assert!(!is_granted(&server.preflight("/data/7", "PUT", APP)));
            assert!(is_granted(&server.preflight("/other", "PUT", APP)));
        }
    }
    assert!(leaves_open(|app| {
        app.service(put_other)
            .route("/data/{id}/x", web::put().to(in_front));
    }));
}
