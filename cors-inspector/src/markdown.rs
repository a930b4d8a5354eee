//! The routes as a table in Markdown, for a review or a wiki.

use cors_rules::code;

use crate::report::{PolicyReport, RouteKind, RouteReport};

const TITLES: [&str; 7] = [
    "Route",
    "Handler",
    "Origins",
    "Request headers",
    "Exposed headers",
    "Max-age",
    "Credentials",
];

pub(crate) fn to_markdown(routes: &[RouteReport]) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let titles = line(&TITLES.map(String::from));
    let rule = line(&TITLES.map(|_| ":---".to_owned()));
    let rows: String = routes.iter().map(|route| line(&row(route))).collect();
    [titles, rule, rows].concat()
}

fn row(route: &RouteReport) -> [String; 7] {
    let handler = route.handler.as_deref().map_or_else(String::new, code);
    let no_policy = match route.kind {
        RouteKind::Disabled => "none: `disabled`",
        RouteKind::Annotated | RouteKind::Prefix | RouteKind::Other => "no `#[cors]`",
    };
    let empty = || [no_policy, "", "", "", ""].map(String::from);
    let facts = route.policy.as_ref().map_or_else(empty, facts);
    let [
        origins,
        request_headers,
        exposed_headers,
        max_age,
        credentials,
    ] = facts;
    [
        code(&route.line()),
        handler,
        origins,
        request_headers,
        exposed_headers,
        max_age,
        credentials,
    ]
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
            provenance: None,
            warnings: Vec::new(),
            in_front: Vec::new(),
            allows: None,
        };
        let table = to_markdown(&[route]);
        let row = "| `GET|PUT /users/{id:a|b}` | `app::users` | `https://a.example`<br>`https://b.example` | \
            `content-type` |  | 600 s | allowed |";
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
