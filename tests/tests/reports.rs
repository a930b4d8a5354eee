//! What `routes()` and `policies()` list of a program whose server never started, and what a reviewer sees when a
//! policy changes.
#![forbid(unsafe_code)]

use cors_runtime::{AnnotatedRoute, policies, routes};
use serde_json::{Value, json};

mod reviewed {
    use actix_web::{Responder, put};
    use cors_runtime::cors;

    #[cors(origins = ["https://app.example.com"], allow_headers = ["content-type"], max_age = 600)]
    #[put("/users/{id}")]
    async fn put_user() -> impl Responder {
        ""
    }
}

mod widened {
    use actix_web::{Responder, put};
    use cors_runtime::cors;

    #[cors(
        origins = ["https://app.example.com", "https://shop.example.com"],
        allow_headers = ["content-type", "x-request-id"],
        max_age = 600,
        credentials,
    )]
    #[put("/users/{id}")]
    async fn put_user() -> impl Responder {
        ""
    }
}

#[actix_web::scope("/v2")]
mod scoped {
    use actix_web::{Responder, route};
    use cors_runtime::cors;

    #[cors(origins = "*", methods = [GET])]
    #[route("/rates", method = "GET", method = "POST")]
    async fn rates() -> impl Responder {
        ""
    }
}

mod from_elsewhere {
    use actix_web::{Responder, get};
    use cors_runtime::{SharedOrigins, cors, policy};

    policy! {
        static PARTNERS = { origins = ["https://a.example"], credentials };
    }

    #[allow(
        dead_code,
        reason = "no app registers the handlers, and what is only checked is not in the list of routes"
    )]
    static CUSTOMERS: SharedOrigins = SharedOrigins::new();

    #[cors(policy = PARTNERS, enforce)]
    #[get("/offers")]
    async fn offers() -> impl Responder {
        ""
    }

    #[cors(origins = dynamic(CUSTOMERS))]
    #[get("/cart")]
    async fn cart() -> impl Responder {
        ""
    }

    #[cors(origins = env("PRICE_ORIGINS"))]
    #[get("/prices")]
    async fn prices() -> impl Responder {
        ""
    }
}

mod by_hand {
    cors_runtime::policy! {
        /// A layer is the only place that could use it.
        pub(crate) static FILES = { origins = "*", methods = [GET, HEAD], expose_headers = ["etag"] };

        static OF_A_VARIABLE = { origins = ["https://a.example", env("FILE_ORIGINS")] };
    }
}

fn route(handler: &str) -> AnnotatedRoute {
    let is_meant = |route: &AnnotatedRoute| route.handler() == format!("reports::{handler}");
    let mut found: Vec<_> = routes().filter(is_meant).collect();
    assert_eq!(found.len(), 1, "{handler} is listed once");
    found.remove(0)
}

#[test]
fn widening_a_policy_adds_the_lines_that_say_so() {
    let text = |handler| -> Vec<String> {
        let text = route(handler).to_string();
        text.lines().skip(2).map(String::from).collect()
    };
    let (before, after) = (text("reviewed::put_user"), text("widened::put_user"));
    let without = |lines: &[String], others: &[String]| -> Vec<String> {
        let new = lines.iter().filter(|line| !others.contains(line));
        new.map(|line| line.trim().to_string()).collect()
    };
    let added = [
        "origin: https://shop.example.com",
        "request header: x-request-id",
        "credentials: allowed",
    ];
    assert_eq!(without(&after, &before), added);
    assert_eq!(without(&before, &after), ["credentials: not allowed"]);
}

#[test]
fn the_order_is_that_of_paths_and_never_changes() {
    let paths: Vec<_> = routes().map(|route| route.path()).collect();
    let expected = [
        "/cart",
        "/offers",
        "/prices",
        "/users/{id}",
        "/users/{id}",
        "/v2/rates",
    ];
    assert_eq!(paths, expected);
    assert_eq!(routes().to_string(), routes().to_string());
    assert_eq!(routes().len(), expected.len());
}

#[test]
fn a_report_has_the_routes_that_are_left_with_an_empty_line_between() {
    let texts: Vec<_> = routes().map(|route| route.to_string()).collect();
    assert_eq!(routes().to_string(), texts.join("\n"));
    let mut rest = routes();
    assert_eq!(rest.next().map(|route| route.path()), Some("/cart"));
    assert_eq!(rest.len(), texts.len() - 1);
    assert_eq!(rest.to_string(), texts[1..].join("\n"));

    let mut rest = policies();
    assert_eq!(rest.len(), 3);
    let first = rest.next().map(|policy| policy.name());
    assert_eq!(first, Some("reports::by_hand::FILES"));
    assert_eq!(rest.len(), 2);
    assert!(
        rest.to_string()
            .starts_with("reports::by_hand::OF_A_VARIABLE\n")
    );
}

#[test]
fn a_route_that_opens_fewer_methods_than_it_serves_says_both() {
    let rates = route("scoped::rates");
    assert_eq!(rates.path(), "/v2/rates");
    assert_eq!(rates.methods(), ["GET", "POST"]);
    assert_eq!(rates.policy().methods, ["GET"]);
}

#[test]
fn json_has_the_arguments_by_their_names() {
    let expected = json!({
        "path": "/users/{id}",
        "serves": ["PUT"],
        "handler": "reports::reviewed::put_user",
        "origins": ["https://app.example.com"],
        "methods": ["PUT"],
        "allow_headers": ["content-type"],
        "expose_headers": [],
        "max_age": 600,
        "credentials": false,
        "enforce": false,
    });
    let route = route("reviewed::put_user");
    assert_eq!(serde_json::to_value(route).unwrap(), expected);

    let list: Value = serde_json::from_str(&routes().to_json()).unwrap();
    assert_eq!(list, serde_json::to_value(routes()).unwrap());
    assert!(list.as_array().unwrap().contains(&expected));
}

#[test]
fn policies_from_elsewhere_are_merged_or_named() {
    let origins = |handler| {
        let value = serde_json::to_value(route(handler)).unwrap();
        value["origins"].clone()
    };
    let offers = route("from_elsewhere::offers");
    assert_eq!(
        origins("from_elsewhere::offers"),
        json!(["https://a.example"])
    );
    assert!(offers.policy().credentials && offers.policy().enforce);
    assert_eq!(
        origins("from_elsewhere::cart"),
        json!({ "dynamic": "CUSTOMERS" })
    );
    assert_eq!(
        origins("from_elsewhere::prices"),
        json!({ "env": "PRICE_ORIGINS" })
    );
    assert_eq!(origins("scoped::rates"), json!("*"));
}

#[test]
fn markdown_has_a_row_for_each_route() {
    let table = routes().to_markdown();
    let cells: Vec<Vec<_>> = table
        .lines()
        .map(|line| line.split(" | ").collect())
        .collect();
    assert_eq!(cells.len(), 2 + routes().len());
    assert!(
        cells.iter().all(|row| row.len() == cells[0].len()),
        "{table}"
    );
    assert!(table.contains(
        "| `PUT /users/{id}` | `reports::reviewed::put_user` | `https://app.example.com` |"
    ));
}

#[test]
fn named_policies_are_listed_whether_a_handler_uses_them_or_not() {
    let expected = "reports::by_hand::FILES
  origin: *
  method: GET
  method: HEAD
  exposed header: etag
  credentials: not allowed
  max-age: not sent

reports::by_hand::OF_A_VARIABLE
  origin: https://a.example
  origin: env(\"FILE_ORIGINS\")
  credentials: not allowed
  max-age: not sent

reports::from_elsewhere::PARTNERS
  origin: https://a.example
  credentials: allowed
  max-age: not sent
";
    assert_eq!(policies().to_string(), expected);
}

#[test]
fn named_policies_are_serialised_with_their_arguments() {
    let list: Value = serde_json::from_str(&policies().to_json()).unwrap();
    assert_eq!(list, serde_json::to_value(policies()).unwrap());
    let expected = json!({
        "name": "reports::by_hand::FILES",
        "origins": "*",
        "methods": ["GET", "HEAD"],
        "allow_headers": [],
        "expose_headers": ["etag"],
        "max_age": null,
        "credentials": false,
        "enforce": false,
    });
    assert_eq!(list[0], expected);
    let table = policies().to_markdown();
    let row = "| `reports::by_hand::FILES` | `*`: every origin | `GET`, `HEAD` | not allowed |";
    assert!(table.contains(row), "{table}");
}
