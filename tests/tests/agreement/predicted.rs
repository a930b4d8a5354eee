//! What `cors-browser` predicts for a scenario.

use cors_browser::{HttpRequest, Outcome, Page, Response};

use crate::{
    observation::{Observation, request_line},
    scenario::Scenario,
    table::Case,
};

pub(crate) fn observation(scenario: &Scenario) -> Observation {
    let case: Case = serde_json::from_str(&scenario.case).unwrap();
    let mut answers = scenario.answers.iter();
    let dialogue = Page::on(&scenario.page).run(&case.fetches()[0].request.fetch(), |_| {
        let answer = answers.next()?;
        Some(Response::new(answer.status, answer.lines()))
    });
    let shows_headers = matches!(scenario.api.as_str(), "fetch" | "xhr");
    let outcome = match &dialogue.outcome {
        _ if matches!(scenario.api.as_str(), "font" | "beacon") => "sent".to_owned(),
        Outcome::Readable(_) | Outcome::Opaque if !shows_headers => "loaded".to_owned(),
        Outcome::Readable(readable) => format!("readable {}", readable.status),
        Outcome::Opaque => "opaque".to_owned(),
        Outcome::OpaqueRedirect => "opaqueredirect".to_owned(),
        Outcome::Blocked(_) => "error".to_owned(),
    };
    let readable = dialogue.outcome.readable().filter(|_| shows_headers);
    let names = readable
        .into_iter()
        .flat_map(|readable| readable.headers.iter().map(|header| header.0));
    Observation {
        requests: dialogue
            .requests()
            .map(|request| line(scenario, request))
            .collect(),
        outcome,
        exposed: scenario.sent(names),
    }
}

fn line(scenario: &Scenario, request: &HttpRequest) -> String {
    let header = |name| request.browser_headers.text(name);
    let origin = request.origin().map(|origin| scenario.named(&origin));
    let asked = [
        header("access-control-request-method"),
        header("access-control-request-headers"),
    ];
    let [asked_method, asked_headers] = asked;
    request_line(
        &request.method,
        &scenario.named(&request.url),
        [origin, asked_method, asked_headers],
    )
}
