//! `policy! { .. }` and `#[cors(policy = PATH)]`: the handler's own arguments replace the policy's field by
//! field, wherever the policy is.

use actix_web::{get, put, route, web::ServiceConfig};
use cors_runtime::{cors, policy};

use crate::support::{APP, STRANGER, Server};

const PARTNER: &str = "https://a.partner.example";

policy! {
    /// The application.
    static APPLICATION = {
        origins = ["https://app.example.com"],
        allow_headers = ["content-type"],
        expose_headers = ["etag"],
        max_age = 600,
        credentials,
    };

    /// Reading alone.
    static READERS = { policy = APPLICATION, methods = [GET, HEAD] };

    /// Every site.
    static EVERYONE = { origins = "*" };
}

mod elsewhere {
    //! Policies inside a module.

    cors_runtime::policy! {
        /// The application, without cookies.
        pub(super) static ANONYMOUS = { policy = super::APPLICATION, credentials = false };
    }
}

#[cors(policy = APPLICATION)]
#[put("/as-it-is")]
async fn as_it_is() -> &'static str {
    "done"
}

#[cors(policy = APPLICATION, max_age = 60)]
#[put("/shorter")]
async fn shorter() -> &'static str {
    "done"
}

#[cors(
    policy = APPLICATION,
    origins = ["https://other.example"],
    methods = [PUT],
    allow_headers = [],
    expose_headers = ["x-a"],
    credentials = false
)]
#[route("/nearly-everything", method = "PUT", method = "DELETE")]
async fn nearly_everything() -> &'static str {
    "done"
}

#[cors(policy = elsewhere::ANONYMOUS)]
#[get("/anonymous")]
async fn anonymous() -> &'static str {
    "done"
}

#[cors(policy = READERS)]
#[route("/readers", method = "GET", method = "PUT")]
async fn readers() -> &'static str {
    "done"
}

#[cors(policy = EVERYONE)]
#[get("/everyone")]
async fn everyone() -> &'static str {
    "done"
}

#[cors(policy = cors_tests_partners::PARTNERS, max_age = 5)]
#[put("/partners")]
async fn partners() -> &'static str {
    "done"
}

#[cors(policy = cors_tests_partners::ANONYMOUS_PARTNERS)]
#[put("/anonymous-partners")]
async fn anonymous_partners() -> &'static str {
    "done"
}

fn services(app: &mut ServiceConfig) {
    app.service(as_it_is)
        .service(shorter)
        .service(nearly_everything)
        .service(anonymous)
        .service(readers)
        .service(everyone)
        .service(partners)
        .service(anonymous_partners);
}

/// The answer to a preflight of an allowed origin.
fn preflight(path: &str, method: &str, origin: &str) -> Vec<String> {
    let answer = Server::of(services).preflight(path, method, origin);
    assert_eq!(answer.status, 204, "{path}");
    answer.cors().into_iter().map(String::from).collect()
}

#[test]
fn a_named_policy_is_that_of_the_handler() {
    assert_eq!(
        preflight("/as-it-is", "PUT", APP),
        [
            "access-control-allow-credentials: true",
            "access-control-allow-headers: content-type",
            "access-control-allow-methods: PUT",
            "access-control-allow-origin: https://app.example.com",
            "access-control-max-age: 600",
            "vary: Origin",
        ]
    );
    let server = Server::of(services);
    let answer = server.send("PUT /as-it-is", &[&format!("Origin: {APP}")]);
    assert_eq!(
        answer.cors(),
        [
            "access-control-allow-credentials: true",
            "access-control-allow-origin: https://app.example.com",
            "access-control-expose-headers: etag",
            "vary: Origin",
        ]
    );
    let refused = server.preflight("/as-it-is", "PUT", STRANGER);
    assert_eq!(
        (refused.status, refused.cors()),
        (403, vec!["vary: Origin"])
    );
}

#[test]
fn one_argument_replaces_one_field() {
    let mut expected = preflight("/as-it-is", "PUT", APP);
    expected[4] = "access-control-max-age: 60".into();
    assert_eq!(preflight("/shorter", "PUT", APP), expected);
}

#[test]
fn every_field_can_be_replaced() {
    assert_eq!(
        preflight("/nearly-everything", "PUT", "https://other.example"),
        [
            "access-control-allow-methods: PUT",
            "access-control-allow-origin: https://other.example",
            "access-control-max-age: 600",
            "vary: Origin",
        ]
    );
    let server = Server::of(services);
    assert_eq!(
        server.preflight("/nearly-everything", "PUT", APP).status,
        403
    );
    let closed = server.preflight("/nearly-everything", "DELETE", "https://other.example");
    assert_eq!(closed.status, 403);
    let answer = server.send("PUT /nearly-everything", &["Origin: https://other.example"]);
    assert_eq!(answer.values("access-control-expose-headers"), ["x-a"]);
}

#[test]
fn a_policy_may_start_from_another() {
    assert_eq!(
        Server::of(services).get("/anonymous", APP).cors(),
        [
            "access-control-allow-origin: https://app.example.com",
            "access-control-expose-headers: etag",
            "vary: Origin",
        ]
    );
}

#[test]
fn methods_of_the_policy_are_open_as_far_as_the_route_serves_them() {
    let answer = Server::of(services).preflight("/readers", "GET", APP);
    assert_eq!(answer.values("access-control-allow-methods"), ["GET"]);
    let closed = Server::of(services).preflight("/readers", "PUT", APP);
    assert_eq!((closed.status, closed.cors()), (403, vec!["vary: Origin"]));
}

#[test]
fn a_named_policy_may_allow_every_origin() {
    let answer = Server::of(services).get("/everyone", STRANGER);
    assert_eq!(answer.cors(), ["access-control-allow-origin: *"]);
}

#[test]
fn a_policy_of_another_crate_is_used_by_its_path() {
    assert_eq!(
        preflight("/partners", "PUT", PARTNER),
        [
            "access-control-allow-credentials: true",
            "access-control-allow-headers: content-type",
            "access-control-allow-methods: PUT",
            "access-control-allow-origin: https://a.partner.example",
            "access-control-max-age: 5",
            "vary: Origin",
        ]
    );
    let without_cookies = preflight(
        "/anonymous-partners",
        "PUT",
        "https://x.y.b.partner.example",
    );
    assert_eq!(
        without_cookies,
        [
            "access-control-allow-headers: content-type",
            "access-control-allow-methods: PUT",
            "access-control-allow-origin: https://x.y.b.partner.example",
            "access-control-max-age: 600",
            "vary: Origin",
        ]
    );
    assert_eq!(
        Server::of(services)
            .preflight("/partners", "PUT", APP)
            .status,
        403
    );
}

#[test]
fn a_policy_may_stand_in_a_function() {
    policy! {
        static LOCAL = { origins = ["https://app.example.com"] };
    }

    #[cors(policy = LOCAL, credentials)]
    #[get("/local")]
    async fn local() -> &'static str {
        "done"
    }

    let server = Server::of(|app| {
        app.service(local);
    });
    assert_eq!(
        server.get("/local", APP).cors(),
        [
            "access-control-allow-credentials: true",
            "access-control-allow-origin: https://app.example.com",
            "vary: Origin",
        ]
    );
}

#[test]
fn a_report_has_the_merged_policy() {
    let route = cors_runtime::routes()
        .into_iter()
        .find(|route| route.path() == "/shorter")
        .unwrap();
    let lines = route.to_string();
    for line in [
        "origin: https://app.example.com",
        "max-age: 60 seconds",
        "credentials: allowed",
    ] {
        assert!(lines.contains(line), "{line} is not in\n{lines}");
    }
}
