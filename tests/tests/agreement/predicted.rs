//! What `cors-browser` predicts for a scenario.

use cors_browser::{Dialogue, Event, HttpRequest, Outcome, Page, Response};

use crate::{
    observation::{Observation, cookie_name, cookies_part, request_line},
    scenario::{Scenario, Step},
    table::{Case, Fetched},
};

/// The cookie that every host sets before the scenarios begin.
const FIRST_COOKIE: &str = "visited";

/// What each fetch of the scenario does. All of them happen at once: no answer expires between them.
pub(crate) fn observations(scenario: &Scenario) -> Vec<Observation> {
    let case: Case = serde_json::from_str(&scenario.case).unwrap();
    let mut page = Page::on(&scenario.page);
    let mut cookies = vec![FIRST_COOKIE.to_owned()];
    let steps = scenario.steps.iter().zip(case.fetches());
    steps
        .map(|(step, fetched)| {
            let dialogue = run(&mut page, fetched);
            let observation = observation(scenario, step, &dialogue, &cookies);
            cookies.extend(stored(&dialogue));
            observation
        })
        .collect()
}

/// Whether each fetch of the case sends the requests that it expects, if all of them happen at once.
pub(crate) fn is_independent_of_time(case: &Case) -> bool {
    let mut page = Page::on(&case.page);
    case.fetches().into_iter().all(|fetched| {
        let dialogue = run(&mut page, fetched);
        dialogue.requests().count() == fetched.exchange.len()
    })
}

fn run(page: &mut Page, fetched: &Fetched) -> Dialogue {
    let mut exchanges = fetched.exchange.iter();
    page.run(&fetched.request.fetch(), |_| {
        let answer = &exchanges.next()?.response;
        Some(Response::new(answer.status, answer.lines()))
    })
}

fn observation(
    scenario: &Scenario,
    step: &Step,
    dialogue: &Dialogue,
    cookies: &[String],
) -> Observation {
    let shows_headers = matches!(step.api.as_str(), "fetch" | "xhr");
    let outcome = match &dialogue.outcome {
        _ if matches!(step.api.as_str(), "font" | "beacon") => "sent".to_owned(),
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
        requests: lines(scenario, dialogue, cookies),
        outcome,
        exposed: step.sent(names),
    }
}

/// A line for each request, with the cookies that the browser has by then.
fn lines(scenario: &Scenario, dialogue: &Dialogue, cookies: &[String]) -> Vec<String> {
    let mut until_now = dialogue.clone();
    until_now.events.clear();
    let mut lines = Vec::new();
    for event in &dialogue.events {
        if let Event::Request(request) = event {
            let stored = stored(&until_now);
            lines.push(line(scenario, request, cookies.iter().chain(&stored)));
        }
        until_now.events.push(event.clone());
    }
    lines
}

/// The names of the cookies that the browser stores.
fn stored(dialogue: &Dialogue) -> Vec<String> {
    let cookies = dialogue.stored_cookies().map(String::from_utf8_lossy);
    cookies
        .map(|cookie| cookie_name(&cookie).to_owned())
        .collect()
}

fn line<'a>(
    scenario: &Scenario,
    request: &HttpRequest,
    cookies: impl Iterator<Item = &'a String>,
) -> String {
    let header = |name| request.browser_headers.text(name);
    let origin = request.origin().map(|origin| scenario.named(&origin));
    let asked = [
        header("access-control-request-method"),
        header("access-control-request-headers"),
    ];
    let [asked_method, asked_headers] = asked;
    let mut line = request_line(
        &request.method,
        &scenario.named(&request.url),
        [origin, asked_method, asked_headers],
    );
    if scenario.compares_cookies {
        let sent = cookies.filter(|_| request.credentials);
        line += &cookies_part(sent.map(String::as_str));
    }
    line
}
