//! The routes as a table in Markdown, for a review or a wiki.

use cors_rules::code;

use crate::{
    policy_report::PolicyReport,
    route_report::{RouteKind, RouteReport},
};

const TITLES: [&str; 9] = [
    "Route",
    "Handler",
    "Policy",
    "Origins",
    "Request headers",
    "Exposed headers",
    "Max-age",
    "Credentials",
    "In front",
];

pub(crate) fn to_markdown(routes: &[RouteReport]) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let titles = line(&TITLES.map(String::from));
    let rule = line(&TITLES.map(|_| ":---".to_owned()));
    let rows: String = routes.iter().map(|route| line(&row(route))).collect();
    [titles, rule, rows].concat()
}

fn row(route: &RouteReport) -> [String; 9] {
    let facts = route.policy.as_ref().map(facts).unwrap_or_default();
    let [
        origins,
        request_headers,
        exposed_headers,
        max_age,
        credentials,
    ] = facts;
    [
        code(&route.line()),
        route.handler.as_deref().map(code).unwrap_or_default(),
        provenance(route),
        origins,
        request_headers,
        exposed_headers,
        max_age,
        credentials,
        in_front(route),
    ]
}

fn provenance(route: &RouteReport) -> String {
    let none = match route.kind {
        RouteKind::Disabled => "none: `disabled`",
        RouteKind::Annotated | RouteKind::Layer | RouteKind::Prefix | RouteKind::Other => {
            "no `#[cors]`"
        }
    };
    route.provenance.as_deref().unwrap_or(none).to_owned()
}

fn in_front(route: &RouteReport) -> String {
    let paths = route.in_front.iter().map(|path| code(path));
    let answered = route.answered_in_front.iter();
    let answered = answered.map(|status| format!("{status} to preflights"));
    paths.chain(answered).collect::<Vec<_>>().join("<br>")
}

fn facts(policy: &PolicyReport) -> [String; 5] {
    let codes = |values: &[String], between: &str| {
        let codes: Vec<_> = values.iter().map(|value| code(value)).collect();
        codes.join(between)
    };
    let max_age = policy.max_age.map(|seconds| format!("{seconds} s"));
    [
        codes(&policy.origins, "<br>"),
        codes(&policy.allow_headers, ", "),
        codes(&policy.expose_headers, ", "),
        max_age.unwrap_or_default(),
        if policy.credentials { "allowed" } else { "" }.into(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_is_a_row() {
        let route = RouteReport {
            path: "/users/{id:a|b}".into(),
            kind: RouteKind::Annotated,
            methods: vec!["GET".into(), "PUT".into()],
            handler: Some("app::users".into()),
            policy: Some(PolicyReport {
                origins: vec!["https://a.example".into(), "https://b.example".into()],
                methods: vec!["GET".into()],
                allow_headers: vec!["content-type".into()],
                expose_headers: Vec::new(),
                max_age: Some(600),
                credentials: true,
                enforce: false,
            }),
            provenance: Some("the attribute of the handler".into()),
            warnings: Vec::new(),
            in_front: vec!["/users/…".into()],
            answered_in_front: Some(401),
        };
        let table = to_markdown(&[route]);
        let row = "| `GET|PUT /users/{id:a|b}` | `app::users` | the attribute of the handler | \
            `https://a.example`<br>`https://b.example` | `content-type` |  | 600 s | allowed | \
            `/users/…`<br>401 to preflights |";
        assert_eq!(
            table.lines().nth(2),
            Some(
                row.replace("GET|PUT", "GET\\|PUT")
                    .replace("a|b", "a\\|b")
                    .as_str()
            )
        );
    }
}
