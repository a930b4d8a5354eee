//! What the inspector lists, exports and compares.

use actix_web::{App, HttpResponse, web};
use cors_inspector::inspector;
use cors_runtime::{AppCors, policy};
use serde_json::{Value, json};

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
            "/closed other",
            "DELETE /closed/closed",
            "/layered other",
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
        "/closed/closed",
    ];
    assert_eq!(allowed("https://app.example.com"), all);
    assert_eq!(
        allowed("https://customer.example"),
        ["/customers", "/named"]
    );
    assert_eq!(allowed("https://app.example.com:8443"), ["/named"]);
    assert_eq!(allowed("%00"), [""; 0]);
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

#[test]
fn an_authentication_that_answers_preflights_is_found() {
    let server = serve_app();
    let check: Value = ask_json(&server, "GET /__cors/in-front", &json!(""));
    assert_eq!(check["asked"], 6);
    let findings = check["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 1, "{check}");
    assert_eq!(findings[0]["path"], "/closed/closed");
    assert_eq!(findings[0]["status"], 401);
}

#[test]
fn the_table_has_a_row_for_each_route() {
    let server = serve_app();
    let answer = ask(&server, "GET /__cors/routes.md", "");
    assert_eq!(answer.body.lines().count(), 2 + 10);
    assert!(
        answer.body.contains("| `PUT /api/users/{id}` |"),
        "{}",
        answer.body
    );
}

#[test]
fn a_snapshot_differs_by_what_has_changed() {
    let server = serve_app();
    let exported = ask(&server, "GET /__cors/routes.json", "").body;
    let mut snapshot: Value = serde_json::from_str(&exported).unwrap();
    let difference =
        |snapshot: &Value| -> Value { ask_json(&server, "POST /__cors/difference", snapshot) };
    assert_eq!(difference(&snapshot), json!({ "routes": [] }));

    snapshot[0]["policy"]["origins"] = json!(["https://app.example.com", "https://old.example"]);
    snapshot.as_array_mut().unwrap().remove(2);
    assert_eq!(
        difference(&snapshot)["routes"],
        json!([
            {
                "route": "GET /api/users/{id}",
                "removed": ["origin: https://old.example"],
                "added": [],
            },
            {
                "route": "POST /messages",
                "removed": [],
                "added": [
                    snapshot_handler(&exported, 2),
                    "origin: https://app.example.com",
                    "method: POST",
                    "credentials: false",
                    "max-age: not sent",
                    "enforce: false",
                ],
            },
        ])
    );
}

fn snapshot_handler(exported: &str, index: usize) -> String {
    let exported: Value = serde_json::from_str(exported).unwrap();
    format!("handler: {}", exported[index]["handler"].as_str().unwrap())
}

#[test]
fn what_is_not_a_snapshot_is_an_error() {
    let server = serve_app();
    for body in ["", "{}", "[{}]", "[1]", "\"<script>\""] {
        let answer = ask(&server, "POST /__cors/difference", body);
        assert_eq!(answer.status, 400, "{body}");
    }
}

#[test]
fn a_route_in_front_is_named() {
    let routes = listed("");
    let closed = routes
        .iter()
        .find(|route| route.path == "/closed/closed")
        .unwrap();
    assert_eq!(closed.in_front, ["/closed"]);
    assert_eq!(closed.warnings, [""; 0]);
}

#[test]
fn a_layer_around_a_route_is_found_by_a_preflight() {
    policy! {
        static FRONTEND = { origins = ["https://app.example.com"], methods = [GET], credentials };
    }
    let server = serve!(
        App::new()
            .service(web::resource("/plain").route(web::get().to(HttpResponse::Ok)))
            .service(
                web::scope("/layered")
                    .wrap(FRONTEND.layer())
                    .route("/files/{name}", web::get().to(HttpResponse::Ok))
            )
            .service(inspector("/__cors"))
    );
    let check: Value = ask_json(&server, "GET /__cors/in-front", &json!(""));
    let layers = check["layers"].as_array().unwrap();
    assert_eq!(layers.len(), 1, "{check:#}");
    assert_eq!(layers[0]["path"], "/layered/files/{name}");
    let policy = &layers[0]["policy"];
    assert_eq!(policy["origins"], json!(["https://app.example.com"]));
    assert_eq!(policy["methods"], json!(["GET"]));
    assert_eq!(policy["credentials"], true);
}

#[test]
fn a_layer_for_every_origin_is_found_by_its_answer() {
    let check: Value = ask_json(&serve_app(), "GET /__cors/in-front", &json!(""));
    let layers = check["layers"].as_array().unwrap();
    assert_eq!(layers.len(), 1, "{check:#}");
    assert_eq!(layers[0]["path"], "/layered");
    assert_eq!(layers[0]["policy"]["origins"], json!(["*"]));
}
