//! `#[cors(..)] mod`: every handler inside inherits, replaces field by field, or opts out.

use actix_web::web::ServiceConfig;
use cors_runtime::{cors, policy};

use crate::support::{APP, STRANGER, Server};

policy! {
    /// What the module below names by a path that has another meaning inside it.
    static APPLICATION = { origins = ["https://app.example.com"], max_age = 600, credentials };
}

#[cors(origins = ["https://app.example.com"], methods = [GET, PUT], allow_headers = ["content-type"], max_age = 600)]
mod written {
    use actix_web::{delete, get, put, route};
    use cors_runtime::cors;

    #[get("/inherits")]
    pub(super) async fn inherits() -> &'static str {
        "done"
    }

    #[cors(max_age = 60, credentials)]
    #[put("/replaces")]
    pub(super) async fn replaces() -> &'static str {
        "done"
    }

    #[cors(origins = "*", allow_headers = [])]
    #[put("/replaces-lists")]
    pub(super) async fn replaces_lists() -> &'static str {
        "done"
    }

    #[cors(disabled)]
    #[get("/disabled")]
    pub(super) async fn disabled() -> &'static str {
        "done"
    }

    #[delete("/not-open")]
    pub(super) async fn not_open() -> &'static str {
        "done"
    }

    #[route("/partly-open", method = "PUT", method = "DELETE")]
    pub(super) async fn partly_open() -> &'static str {
        "done"
    }

    pub(super) mod deeper {
        use actix_web::put;

        #[put("/deeper")]
        pub(in super::super) async fn deeper() -> &'static str {
            "done"
        }

        #[cors_runtime::cors(max_age = 30)]
        pub(in super::super) mod deepest {
            use actix_web::put;
            use cors_runtime::cors;

            #[put("/deepest")]
            pub(in super::super::super) async fn deepest() -> &'static str {
                "done"
            }

            #[cors(origins = ["https://deep.example"])]
            #[put("/deepest-of-all")]
            pub(in super::super::super) async fn of_all() -> &'static str {
                "done"
            }
        }
    }

    #[cors(disabled)]
    pub(super) mod closed {
        use actix_web::get;
        use cors_runtime::cors;

        #[get("/closed")]
        pub(in super::super) async fn closed() -> &'static str {
            "done"
        }

        #[cors(origins = ["https://app.example.com"])]
        #[get("/opened")]
        pub(in super::super) async fn opened() -> &'static str {
            "done"
        }
    }
}

#[cors(policy = APPLICATION, expose_headers = ["etag"])]
mod named {
    use actix_web::get;
    use cors_runtime::cors;

    /// The module's policy is not this one.
    #[allow(dead_code, clippy::upper_case_acronyms)]
    pub(super) struct APPLICATION;

    #[get("/named")]
    pub(super) async fn inherits() -> &'static str {
        "done"
    }

    #[cors(policy = cors_tests_partners::PARTNERS)]
    #[get("/named-otherwise")]
    pub(super) async fn otherwise() -> &'static str {
        "done"
    }

    pub(super) mod deeper {
        use actix_web::get;

        #[get("/named-deeper")]
        pub(in super::super) async fn inherits() -> &'static str {
            "done"
        }
    }
}

#[actix_web::scope("/above")]
#[cors(origins = ["https://app.example.com"])]
mod below_scope {
    use actix_web::get;

    #[get("/scoped")]
    pub(super) async fn scoped() -> &'static str {
        "done"
    }
}

#[cors(origins = ["https://app.example.com"])]
#[actix_web::scope("/below")]
mod above_scope {
    use actix_web::get;

    #[get("/scoped")]
    pub(super) async fn scoped() -> &'static str {
        "done"
    }
}

#[cors(origins = ["https://app.example.com"])]
mod complete {
    #[cors_runtime::cors]
    #[actix_web::get("/adds-nothing")]
    pub(super) async fn adds_nothing() -> &'static str {
        "done"
    }
}

fn services(app: &mut ServiceConfig) {
    app.service(written::inherits)
        .service(written::replaces)
        .service(written::replaces_lists)
        .service(written::disabled)
        .service(written::not_open)
        .service(written::partly_open)
        .service(written::deeper::deeper)
        .service(written::deeper::deepest::deepest)
        .service(written::deeper::deepest::of_all)
        .service(written::closed::closed)
        .service(written::closed::opened)
        .service(named::inherits)
        .service(named::otherwise)
        .service(named::deeper::inherits)
        .service(below_scope::scoped)
        .service(above_scope::scoped)
        .service(complete::adds_nothing);
}

fn preflight(path: &str, method: &str, origin: &str) -> (u16, Vec<String>) {
    let answer = Server::of(services).preflight(path, method, origin);
    let lines = answer.cors().into_iter().map(String::from).collect();
    (answer.status, lines)
}

fn allowed(lines: &[&str]) -> (u16, Vec<String>) {
    (204, lines.iter().map(ToString::to_string).collect())
}

#[test]
fn a_handler_inherits_what_the_module_says() {
    assert_eq!(
        preflight("/inherits", "GET", APP),
        allowed(&[
            "access-control-allow-headers: content-type",
            "access-control-allow-methods: GET",
            "access-control-allow-origin: https://app.example.com",
            "access-control-max-age: 600",
            "vary: Origin",
        ])
    );
    assert_eq!(preflight("/inherits", "GET", STRANGER).0, 403);
    assert_eq!(preflight("/adds-nothing", "GET", APP).0, 204);
}

#[test]
fn a_handler_replaces_field_by_field() {
    assert_eq!(
        preflight("/replaces", "PUT", APP),
        allowed(&[
            "access-control-allow-credentials: true",
            "access-control-allow-headers: content-type",
            "access-control-allow-methods: PUT",
            "access-control-allow-origin: https://app.example.com",
            "access-control-max-age: 60",
            "vary: Origin",
        ])
    );
    assert_eq!(
        preflight("/replaces-lists", "PUT", STRANGER),
        allowed(&[
            "access-control-allow-methods: PUT",
            "access-control-allow-origin: *",
            "access-control-max-age: 600",
        ])
    );
}

#[test]
fn a_disabled_handler_has_no_cors_at_all() {
    let server = Server::of(services);
    for path in ["/disabled", "/closed"] {
        let answer = server.get(path, APP);
        assert_eq!((answer.status, answer.cors()), (200, vec![]), "{path}");
        assert_eq!(server.preflight(path, "GET", APP).status, 404, "{path}");
    }
    let opened = server.get("/opened", APP);
    assert_eq!(
        opened.cors(),
        [
            "access-control-allow-origin: https://app.example.com",
            "vary: Origin"
        ]
    );
}

#[test]
fn methods_of_the_module_are_open_as_far_as_each_route_serves_them() {
    assert_eq!(
        preflight("/not-open", "DELETE", APP),
        (403, vec!["vary: Origin".into()])
    );
    let server = Server::of(services);
    let answer = server.send("DELETE /not-open", &[&format!("Origin: {APP}")]);
    assert_eq!((answer.status, answer.cors()), (200, vec!["vary: Origin"]));

    let partly = server.preflight("/partly-open", "PUT", APP);
    assert_eq!(partly.values("access-control-allow-methods"), ["PUT"]);
    assert_eq!(server.preflight("/partly-open", "DELETE", APP).status, 403);
}

#[test]
fn nested_modules_inherit_and_replace() {
    assert_eq!(preflight("/deeper", "PUT", APP), {
        allowed(&[
            "access-control-allow-headers: content-type",
            "access-control-allow-methods: PUT",
            "access-control-allow-origin: https://app.example.com",
            "access-control-max-age: 600",
            "vary: Origin",
        ])
    });
    assert_eq!(
        preflight("/deepest", "PUT", APP),
        allowed(&[
            "access-control-allow-headers: content-type",
            "access-control-allow-methods: PUT",
            "access-control-allow-origin: https://app.example.com",
            "access-control-max-age: 30",
            "vary: Origin",
        ])
    );
    assert_eq!(preflight("/deepest-of-all", "PUT", APP).0, 403);
    assert_eq!(
        preflight("/deepest-of-all", "PUT", "https://deep.example").0,
        204
    );
}

#[test]
fn a_modules_policy_is_found_where_its_attribute_is() {
    for path in ["/named", "/named-deeper"] {
        let answer = Server::of(services).get(path, APP);
        assert_eq!(
            answer.cors(),
            [
                "access-control-allow-credentials: true",
                "access-control-allow-origin: https://app.example.com",
                "access-control-expose-headers: etag",
                "vary: Origin",
            ],
            "{path}"
        );
    }
}

#[test]
fn a_handlers_own_named_policy_replaces_everything_of_the_module() {
    let server = Server::of(services);
    assert_eq!(server.get("/named-otherwise", APP).cors(), ["vary: Origin"]);
    assert_eq!(
        server
            .get("/named-otherwise", "https://a.partner.example")
            .cors(),
        [
            "access-control-allow-credentials: true",
            "access-control-allow-origin: https://a.partner.example",
            "access-control-expose-headers: etag",
            "vary: Origin",
        ]
    );
}

#[test]
fn scope_and_cors_go_together_in_either_order() {
    for path in ["/above/scoped", "/below/scoped"] {
        assert_eq!(preflight(path, "GET", APP).0, 204, "{path}");
    }
}
