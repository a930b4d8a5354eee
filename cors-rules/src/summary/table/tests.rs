//! The words of a policy in tables and reports.

use super::*;

fn facts() -> PolicyFacts {
    PolicyFacts {
        origins: OriginFacts::listed(["https://b.example".into(), "https://*.a.example".into()]),
        methods: vec!["PUT".into()],
        allow_headers: vec!["content-type".into()],
        expose_headers: Vec::new(),
        max_age: Some(600),
        credentials: true,
        enforce: false,
    }
}

#[test]
fn every_line_names_its_setting() {
    let expected = [
        "origin: https://*.a.example",
        "origin: https://b.example",
        "method: PUT",
        "request header: content-type",
        "credentials: allowed",
        "max-age: 600 seconds",
    ];
    assert_eq!(facts().lines(), expected);
}

#[test]
fn rows_are_in_words() {
    let rows = facts().rows();
    let cell = |label| &rows.iter().find(|row| row.label == label).unwrap().cell;
    assert_eq!(
        cell("Origins"),
        "`https://*.a.example`<br>`https://b.example`"
    );
    assert_eq!(cell("Max-age"), "600 seconds (10 minutes)");
    assert_eq!(cell("Exposed headers"), "the CORS-safelisted ones only");
}

fn cell(facts: &PolicyFacts, label: &str) -> String {
    let rows = facts.rows();
    let row = rows.into_iter().find(|row| row.label == label);
    row.unwrap().cell
}

#[test]
fn every_setting_has_its_words() {
    let mut facts = facts();
    let origins = "`https://*.a.example`<br>`https://b.example`";
    for (label, expected) in [
        ("Origins", origins),
        ("Methods", "`PUT`"),
        (
            "Credentials",
            "allowed: cookies, HTTP authentication, client certificates",
        ),
        ("Request headers", "`content-type`"),
        ("Exposed headers", "the CORS-safelisted ones only"),
        (
            "Preflight",
            "`OPTIONS` asking for `PUT`: 204 for these origins, 403 for all others",
        ),
        (
            "Enforcement",
            "off: browsers hide the response from pages that are not allowed",
        ),
    ] {
        assert_eq!(cell(&facts, label), expected);
    }
    facts = PolicyFacts {
        origins: OriginFacts::Any,
        methods: Vec::new(),
        allow_headers: vec!["*".into()],
        expose_headers: vec!["*".into()],
        credentials: false,
        enforce: true,
        ..facts
    };
    for (label, expected) in [
        ("Origins", "`*`: every origin"),
        ("Methods", "those of the route"),
        ("Credentials", "not allowed"),
        ("Request headers", "`*`: any except `authorization`"),
        ("Exposed headers", "`*`: all"),
        (
            "Preflight",
            "`OPTIONS` asking for a method of the route: 204 for every origin",
        ),
        (
            "Enforcement",
            "cross-origin requests that are not allowed get 403 before the handler runs",
        ),
    ] {
        assert_eq!(cell(&facts, label), expected);
    }
    facts.allow_headers = vec!["*".into(), "authorization".into()];
    facts.expose_headers = vec!["etag".into()];
    facts.methods = vec!["GET".into(), "PUT".into()];
    assert_eq!(cell(&facts, "Request headers"), "`*`, `authorization`");
    assert_eq!(cell(&facts, "Exposed headers"), "`etag`");
    assert_eq!(cell(&facts, "Methods"), "`GET`, `PUT`");
}

#[test]
fn an_origin_that_is_named_twice_is_shown_once() {
    let repeated = ["https://b.test", "https://a.test", "https://b.test"].map(String::from);
    let once = "`https://a.test`<br>`https://b.test`";
    let listed = PolicyFacts::of_origins(OriginFacts::listed(repeated.clone()));
    assert_eq!(cell(&listed, "Origins"), once);
    let beside_a_variable = OriginFacts::environment(repeated.to_vec(), Vec::new());
    let beside_a_variable = PolicyFacts::of_origins(beside_a_variable);
    assert_eq!(cell(&beside_a_variable, "Origins"), once);
}

#[test]
fn a_time_is_in_hours_or_minutes_where_it_is_a_number_of_them() {
    for (seconds, expected) in [
        (None, "not sent: browsers cache for 5 seconds"),
        (Some(0), "0: browsers do not cache preflights"),
        (Some(1), "1 second"),
        (Some(59), "59 seconds"),
        (Some(60), "60 seconds"),
        (Some(61), "61 seconds"),
        (Some(120), "120 seconds (2 minutes)"),
        (Some(3600), "3600 seconds (60 minutes)"),
        (Some(3660), "3660 seconds (61 minutes)"),
        (Some(7200), "7200 seconds (2 hours)"),
        (Some(7201), "7201 seconds"),
    ] {
        assert_eq!(max_age(seconds), expected);
    }
}

#[test]
fn a_variable_is_named_with_its_default() {
    let variable = |default: &[&str]| VariableFacts {
        name: "ORIGINS".into(),
        default: default.iter().map(|one| (*one).into()).collect(),
    };
    let variables = vec![
        variable(&[]),
        variable(&["https://a.example", "https://b.example"]),
    ];
    let origins = OriginFacts::environment(vec!["https://c.example".into()], variables);
    assert_eq!(
        origins.texts(),
        [
            "https://c.example",
            "env(\"ORIGINS\")",
            "env(\"ORIGINS\", default = [\"https://a.example\", \"https://b.example\"])",
        ]
    );
    let listed = "listed in the environment variable `ORIGINS` when the program starts";
    assert_eq!(
        origins.cell(),
        format!(
            "`https://c.example`<br>{listed}<br>{listed}, else `https://a.example`, `https://b.example`"
        )
    );
}
