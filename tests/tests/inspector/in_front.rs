//! What a check finds in front of the routes, and around them.

use actix_web::{App, HttpResponse, Responder, get, middleware::from_fn, web};
use cors_inspector::inspector;
use cors_runtime::{AppCors, SharedOrigins, cors, policy};
use serde::Deserialize;
use serde_json::json;

use crate::{
    app::{ListedRoute, ask, ask_json, refuse, serve_app},
    support::{Client, serve},
};

policy! {
    static FRONTEND = { origins = ["https://app.example.com"], methods = [POST], credentials };
    static PUBLIC_FORMS = { origins = "*", methods = [POST], max_age = 60 };
}

#[derive(Debug, Deserialize)]
struct Check {
    total: usize,
    routes: Vec<CheckedRoute>,
}

#[derive(Debug, Deserialize)]
struct CheckedRoute {
    #[serde(flatten)]
    route: ListedRoute,
    is_checked: bool,
    example: Option<String>,
}

/// Every route, by as many requests as the page sends.
fn check(client: &Client) -> Vec<CheckedRoute> {
    let mut routes = Vec::new();
    loop {
        let what = format!("GET /__cors/checked-routes?from={}", routes.len());
        let part: Check = ask_json(client, &what, &json!(""));
        routes.extend(part.routes);
        if routes.len() >= part.total {
            return routes;
        }
    }
}

/// What is found, route by route.
fn found(client: &Client) -> Vec<String> {
    let in_words = |checked: CheckedRoute| {
        let CheckedRoute {
            route, is_checked, ..
        } = checked;
        let status = route
            .answered_in_front
            .map(|status| format!("in front {status}"));
        let unknown = (!is_checked).then(|| "unknown".to_owned());
        let what = status.or(unknown).unwrap_or(route.kind);
        format!("{} {what}", route.path)
    };
    check(client).into_iter().map(in_words).collect()
}

#[test]
fn an_authentication_that_answers_preflights_and_a_layer_are_found() {
    assert_eq!(
        found(&serve_app()),
        [
            "/api/users/{id} annotated",
            "/api/users/{id} annotated",
            "/messages annotated",
            "/customers annotated",
            "/inherited annotated",
            "/internal unknown",
            "/named annotated",
            "/named-outside annotated",
            "/closed other",
            "/closed/closed in front 401",
            "/layered layer",
            "/form layer",
            "/admin/reports unknown",
        ]
    );
}

#[test]
fn a_layer_for_some_origins_shows_its_policy() {
    let server = serve!(
        App::new()
            .route("/plain", web::get().to(HttpResponse::Ok))
            .service(
                web::scope("/layered")
                    .wrap(FRONTEND.layer())
                    .route("/files/{name}", web::post().to(HttpResponse::Ok))
            )
            .service(inspector("/__cors"))
    );
    let routes = check(&server);
    assert_eq!(routes[0].route.kind, "other");
    let layered = &routes[1].route;
    assert_eq!(
        (
            layered.path.as_str(),
            layered.kind.as_str(),
            layered.provenance.as_deref()
        ),
        ("/layered/files/{name}", "layer", Some("a layer"))
    );
    let policy = layered.policy.as_ref().unwrap();
    assert_eq!(policy["origins"], json!(["https://app.example.com"]));
    assert_eq!(policy["methods"], json!(["POST"]));
    assert_eq!(policy["credentials"], true);
}

#[test]
fn a_layer_for_every_origin_shows_its_policy_in_its_answer() {
    let server = serve!(
        App::new()
            .service(
                web::resource("/form")
                    .wrap(PUBLIC_FORMS.layer())
                    .route(web::post().to(HttpResponse::Ok))
            )
            .service(inspector("/__cors"))
    );
    let routes = check(&server);
    assert_eq!(routes[0].route.kind, "layer");
    let policy = routes[0].route.policy.as_ref().unwrap();
    assert_eq!(policy["origins"], json!(["*"]));
    assert_eq!(policy["methods"], json!(["POST"]));
    assert_eq!(policy["max_age"], 60);
}

#[test]
fn a_route_below_a_prefix_of_app_cors_has_its_policy() {
    let server = serve!(
        App::new()
            .wrap(AppCors::new().prefix("/forms", &FRONTEND))
            .route("/forms/contact", web::post().to(HttpResponse::Ok))
            .service(inspector("/__cors"))
    );
    let routes = check(&server);
    assert_eq!(routes[0].route.kind, "prefix");
    assert_eq!(
        routes[0].route.provenance.as_deref(),
        Some("a prefix of `AppCors`")
    );
}

static PARTNERS: SharedOrigins = SharedOrigins::new();

#[cors(origins = ["https://*.partner.example"])]
#[get("/patterns")]
async fn of_patterns() -> impl Responder {
    "a pattern names no origin to ask for"
}

#[cors(origins = dynamic(PARTNERS))]
#[get("/dynamic")]
async fn of_dynamic() -> impl Responder {
    "neither does a set that is empty"
}

#[cors(origins = "*")]
#[get("/public")]
async fn public() -> impl Responder {
    "everyone is answered"
}

#[test]
fn every_kind_of_policy_is_recognized_and_what_is_in_front_of_it() {
    let routes = || {
        web::scope("/a")
            .service(of_patterns)
            .service(of_dynamic)
            .service(public)
    };
    let open = serve!(App::new().service(routes()).service(inspector("/__cors")));
    assert_eq!(
        found(&open),
        [
            "/a/patterns annotated",
            "/a/dynamic annotated",
            "/a/public annotated"
        ]
    );
    let closed = serve!(
        App::new()
            .service(inspector("/__cors"))
            .service(routes().wrap(from_fn(refuse)))
    );
    assert_eq!(
        found(&closed),
        [
            "/a/patterns in front 401",
            "/a/dynamic in front 401",
            "/a/public in front 401"
        ]
    );
}

#[test]
fn many_routes_are_checked_part_by_part() {
    let many = |config: &mut web::ServiceConfig| {
        for route in 0..40 {
            config.route(&format!("/{route}"), web::get().to(HttpResponse::Ok));
        }
    };
    let server = serve!(App::new().configure(many).service(inspector("/__cors")));
    let what = "GET /__cors/checked-routes?from=0";
    let part: Check = ask_json(&server, what, &json!(""));
    assert_eq!((part.total, part.routes.len()), (40, 16));
    assert_eq!(check(&server).len(), 40);
}

#[test]
fn a_policy_that_was_found_says_whether_it_allows_an_origin() {
    let server = serve_app();
    let policy = |origins: &[&str]| {
        json!({
            "origins": origins, "methods": [], "allow_headers": [], "expose_headers": [],
            "max_age": null, "credentials": false, "enforce": false,
        })
    };
    let policies = [
        policy(&["https://*.example.com"]),
        policy(&["*"]),
        policy(&[]),
        policy(&["(asked at run time)"]),
    ];
    let question = json!({ "origin": "https://a.example.com", "policies": policies });
    let allowed: Vec<Option<bool>> = ask_json(&server, "POST /__cors/allowed", &question);
    assert_eq!(allowed, [Some(true), Some(true), Some(false), None]);
}

#[test]
fn a_check_from_beyond_the_last_route_is_empty() {
    let server = serve_app();
    for from in ["13", "18446744073709551615"] {
        let what = format!("GET /__cors/checked-routes?from={from}");
        let check: Check = ask_json(&server, &what, &json!(""));
        assert_eq!((check.total, check.routes.len()), (13, 0));
    }
    assert_eq!(
        ask(&server, "GET /__cors/checked-routes?from=-1", "").status,
        400
    );
}

#[test]
fn a_checked_route_has_an_example_of_its_path() {
    let server = serve!(
        App::new()
            .route("/words/{word:[a-z]{2,}}", web::get().to(HttpResponse::Ok))
            .service(read_order)
            .service(inspector("/__cors"))
    );
    let routes = check(&server);
    let examples: Vec<_> = routes
        .iter()
        .map(|checked| checked.example.as_deref())
        .collect();
    assert_eq!(
        examples,
        [
            Some("/words/abc"),
            Some("/orders/00000000-0000-4000-8000-000000000000")
        ]
    );
}

#[cors(origins = ["https://app.example.com"])]
#[get("/orders/{id:[0-9a-f]{8}-[-0-9a-f]{27}}")]
async fn read_order() -> impl Responder {
    "an order"
}
