//! What the inspector lists.

use actix_web::{App, HttpResponse, Responder, get, web};
use cors_inspector::inspector;
use cors_runtime::{AppCors, cors, policy};
use serde_json::json;

use crate::{
    app::{ListedRoute, ask, ask_json, serve_app},
    support::serve,
};

policy! {
    static GRAPHQL = { origins = ["https://app.example.com"], methods = [POST] };
}

fn listed(about: &str) -> Vec<ListedRoute> {
    let server = serve_app();
    ask_json(&server, &format!("GET /__cors/routes{about}"), &json!(""))
}

fn lines(routes: &[ListedRoute]) -> Vec<String> {
    let line = |route: &ListedRoute| {
        let kind = if route.kind == "annotated" {
            ""
        } else {
            route.kind.as_str()
        };
        format!("{} {} {kind}", route.methods.join("|"), route.path)
            .trim()
            .to_owned()
    };
    routes.iter().map(line).collect()
}

#[test]
fn every_route_of_the_app_is_listed_with_its_whole_path() {
    assert_eq!(
        lines(&listed("")),
        [
            "GET /api/users/{id}",
            "PUT /api/users/{id}",
            "POST /messages",
            "GET /customers",
            "GET /inherited",
            "GET /internal disabled",
            "GET /named",
            "GET /named-outside",
            "/closed other",
            "DELETE /closed/closed",
            "/layered other",
            "/form other",
            "GET /admin/reports",
        ]
    );
}

#[test]
fn a_route_says_which_function_it_is() {
    let routes = listed("");
    let handler = routes[1].handler.as_deref().unwrap();
    assert!(handler.ends_with("::app::put_user"), "{handler}");
}

#[test]
fn a_route_says_where_its_policy_is_written() {
    let routes = listed("");
    let of = |path: &str| {
        let route = routes.iter().find(|route| route.path == path).unwrap();
        route.provenance.as_deref()
    };
    assert_eq!(of("/messages"), Some("the attribute of the handler"));
    assert_eq!(of("/inherited"), Some("the module around the handler"));
    assert_eq!(
        of("/named"),
        Some("the policy `PUBLIC`, which the handler names")
    );
    assert_eq!(
        of("/named-outside"),
        Some("the policy `PUBLIC`, by the module around the handler")
    );
    assert_eq!(of("/internal"), None);
}

#[test]
fn a_site_is_allowed_where_the_policy_names_it() {
    let allowed = |origin: &str| -> Vec<_> {
        let routes = listed(&format!("?origin={origin}"));
        let allowed = routes
            .into_iter()
            .filter(|route| route.allows == Some(true));
        allowed.map(|route| route.path).collect()
    };
    let all = [
        "/api/users/{id}",
        "/api/users/{id}",
        "/messages",
        "/inherited",
        "/named",
        "/named-outside",
        "/closed/closed",
        "/admin/reports",
    ];
    assert_eq!(allowed("https://app.example.com"), all);
    assert_eq!(
        allowed("https://customer.example"),
        ["/customers", "/named", "/named-outside"]
    );
    assert_eq!(
        allowed("https://app.example.com:8443"),
        ["/named", "/named-outside"]
    );
    assert_eq!(allowed("HTTPS://APP.EXAMPLE.COM:443/login"), all);
    assert_eq!(allowed("null"), ["/named", "/named-outside"]);
}

#[test]
fn what_is_not_an_origin_is_said_to_be_none() {
    let server = serve_app();
    for origin in [
        "",
        "x",
        "app.example.com",
        "*",
        "%00",
        "%E2%80%AEx",
        "https://a:99999",
    ] {
        let answer = ask(&server, &format!("GET /__cors/routes?origin={origin}"), "");
        assert_eq!(answer.status, 400, "{origin}");
        assert!(answer.body.contains("not an origin"), "{}", answer.body);
    }
}

#[test]
fn a_prefix_of_app_cors_is_listed_with_its_policy() {
    let server = serve!(
        App::new()
            .wrap(AppCors::new().prefix("/graphql", &GRAPHQL))
            .route("/graphql", web::post().to(HttpResponse::Ok))
            .service(inspector("/__cors"))
    );
    let routes: Vec<ListedRoute> = ask_json(
        &server,
        "GET /__cors/routes?origin=https://app.example.com",
        &json!(""),
    );
    assert_eq!(lines(&routes), ["/graphql other", "/graphql/… prefix"]);
    assert_eq!(routes[1].allows, Some(true));
    assert_eq!(
        routes[1].provenance.as_deref(),
        Some("a prefix of `AppCors`")
    );
}

#[cors(origins = ["https://app.example.com"])]
#[get("/users")]
async fn users() -> impl Responder {
    "[]"
}

#[test]
fn routes_that_may_take_the_same_requests_are_named_and_no_others() {
    let plain = || web::get().to(HttpResponse::Ok);
    let server = serve!(
        App::new()
            .route("/user", plain())
            .route("/users/new", plain())
            .service(web::scope("/use").route("/rs", plain()))
            .route("/{page}", plain())
            .service(users)
            .service(inspector("/__cors"))
    );
    let routes: Vec<ListedRoute> = ask_json(&server, "GET /__cors/routes", &json!(""));
    let listed = routes.iter().find(|route| route.path == "/users").unwrap();
    assert_eq!(listed.in_front, ["/{page}"]);
    assert_eq!(listed.warnings, [""; 0]);
}
