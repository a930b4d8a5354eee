//! Every case of `cases/fetch.json` and `cases/more.json` holds: the requests on the wire, the outcome, the exposed headers, the reason.
//! The table follows the text of the standard; where browsers differ, the text counts here.

#![allow(clippy::unwrap_used)]

mod table;

use std::time::Duration;

use cors_browser::{Dialogue, HttpRequest, Outcome, Page, Response};
use table::{Case, Expected, Fetched};

#[test]
fn every_case_holds() {
    let cases = table::cases();
    assert!(cases.len() > 329, "only {} cases", cases.len());
    let failures: Vec<_> = cases.iter().filter_map(failure).collect();
    assert!(
        failures.is_empty(),
        "{} cases fail:\n\n{}",
        failures.len(),
        failures.join("\n\n")
    );
}

/// What differs in a case, or `None`.
fn failure(case: &Case) -> Option<String> {
    let mut page = Page::on(&case.page);
    if let Some(seconds) = case.cap {
        page.limit_max_age(seconds);
    }
    let mut others = Vec::new();
    let differences = case.fetches().into_iter().filter_map(|fetched| {
        let page = match &fetched.page {
            Some(address) if *address != case.page => table::page_on(&mut others, address),
            _ => &mut page,
        };
        page.set_time(Duration::from_secs_f64(fetched.at));
        difference(page, fetched)
    });
    let differences: Vec<_> = differences.collect();
    (!differences.is_empty()).then(|| format!("{}: {}", case.id, differences.join("\n")))
}

fn difference(page: &mut Page, fetched: &Fetched) -> Option<String> {
    let mut exchanges = fetched.exchange.iter();
    let mut differences = Vec::new();
    let dialogue = page.run(&fetched.request.fetch(), |request| {
        let exchange = exchanges.next()?;
        differences.extend(wire_differences(request, &exchange.expect_request));
        Some(Response::new(
            exchange.response.status,
            exchange.response.lines(),
        ))
    });
    differences
        .extend(exchanges.map(|exchange| format!("not sent: {}", exchange.expect_request.url)));
    differences.extend(outcome_differences(&dialogue, fetched));
    (!differences.is_empty()).then(|| format!("{}\n{dialogue}", differences.join("; ")))
}

fn wire_differences(request: &HttpRequest, expected: &Expected) -> Vec<String> {
    let browser = |name| request.browser_headers.text(name);
    let mut pairs = vec![
        (
            "method",
            Some(request.method.clone()),
            Some(expected.method.clone()),
        ),
        ("url", Some(request.url.clone()), Some(expected.url.clone())),
        ("origin", request.origin(), expected.origin.clone()),
        (
            "cookies",
            Some(request.credentials.to_string()),
            Some(expected.cookies.to_string()),
        ),
        (
            "acrm",
            browser("access-control-request-method"),
            expected.acrm.clone(),
        ),
        (
            "acrh",
            browser("access-control-request-headers"),
            expected.acrh.clone(),
        ),
    ];
    for (name, value) in &expected.headers_present {
        pairs.push((name, request.headers.text(name), Some(value.clone())));
    }
    for name in &expected.headers_absent {
        pairs.push((name, request.headers.text(name), None));
    }
    let differing = pairs
        .into_iter()
        .filter(|(_, seen, expected)| seen != expected);
    differing
        .map(|(what, seen, expected)| format!("{what}: {seen:?}, not {expected:?}"))
        .collect()
}

fn outcome_differences(dialogue: &Dialogue, fetched: &Fetched) -> Vec<String> {
    let outcome = &dialogue.outcome;
    let name = match outcome {
        Outcome::Readable(_) => "readable",
        Outcome::Opaque => "opaque",
        Outcome::OpaqueRedirect => "opaqueredirect",
        Outcome::Blocked(_) => "error",
    };
    let readable = outcome.readable();
    let exposed: Option<Vec<_>> = readable.map(|readable| {
        readable
            .headers
            .iter()
            .map(|(name, _)| name.to_owned())
            .collect()
    });
    let kind = readable.map(|readable| {
        if readable.is_cross_origin {
            "cors"
        } else {
            "basic"
        }
    });
    let reason = outcome.reason().map(|reason| reason.name().to_owned());
    let mut differences = Vec::new();
    let mut compare = |what: &str, seen: String, expected: String| {
        if seen != expected {
            differences.push(format!("{what}: {seen}, not {expected}"));
        }
    };
    compare("outcome", name.to_owned(), fetched.outcome.clone());
    compare(
        "exposed",
        format!("{exposed:?}"),
        format!("{:?}", fetched.exposed),
    );
    compare(
        "reason",
        format!("{reason:?}"),
        format!("{:?}", fetched.reason),
    );
    if let Some(expected) = &fetched.kind {
        compare("type", format!("{kind:?}"), format!("{:?}", Some(expected)));
    }
    if let Some(expected) = fetched.status {
        compare(
            "status",
            format!("{:?}", readable.map(|readable| readable.status)),
            format!("{:?}", Some(expected)),
        );
    }
    differences
}
