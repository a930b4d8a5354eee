//! A dialogue as a terminal shows it well.

use std::iter;

use cors_browser::{Blocked, Event, HttpRequest, Outcome, Response, escaped};

use crate::{
    question::Answer,
    terminal::{Style, styled},
};

/// Everything that happened, and the outcome with its remedy.
pub(crate) fn answer(answer: &Answer) -> String {
    let mut lines = vec![format!("a page on {}", answer.dialogue.page)];
    for event in sent_events(answer) {
        match event {
            Event::Decision(_, decision) => {
                lines.push(styled(&format!("* {decision}"), Style::Quiet));
            }
            Event::Request(request) => lines.extend(request_lines(request)),
            Event::Response(response) => lines.extend(response_lines(response)),
        }
    }
    lines.push(String::new());
    lines.extend(outcome(answer));
    lines.join("\n")
}

/// The events, without a request that was held back.
pub(crate) fn sent_events(answer: &Answer) -> &[Event] {
    match answer.dialogue.events.as_slice() {
        [sent @ .., Event::Request(_)] if answer.is_held_back => sent,
        events => events,
    }
}

fn request_lines(request: &HttpRequest) -> Vec<String> {
    let kind = if request.is_preflight {
        " (preflight)"
    } else {
        ""
    };
    let line = format!("> {} {}{kind}", request.method, request.url);
    let headers = request
        .all_headers()
        .map(|(name, value)| format!("> {name}: {}", escaped(value)));
    let cookies = request.credentials.then(|| "> (with cookies)".to_owned());
    iter::once(styled(&line, Style::Strong))
        .chain(headers)
        .chain(cookies)
        .collect()
}

fn response_lines(response: &Response) -> Vec<String> {
    let style = if (200..400).contains(&response.status) {
        Style::Good
    } else {
        Style::Bad
    };
    let line = styled(&format!("< {}", response.status), style);
    // What a server sends is escaped: a terminal would obey it.
    let headers = response.headers.iter();
    let headers =
        headers.map(|(name, value)| format!("< {}: {}", escaped(name.as_bytes()), escaped(value)));
    iter::once(line).chain(headers).collect()
}

fn outcome(answer: &Answer) -> Vec<String> {
    let line = match &answer.dialogue.outcome {
        _ if answer.is_held_back => {
            "the browser goes on to send the request, which `--preflight-only` holds back"
                .to_owned()
        }
        Outcome::Blocked(blocked) => return blocked_lines(blocked, answer),
        readable => readable.to_string(),
    };
    vec![styled(&line, Style::Good)]
}

fn blocked_lines(blocked: &Blocked, answer: &Answer) -> Vec<String> {
    let reason = blocked.reason;
    let details = [
        blocked
            .needed
            .as_ref()
            .map(|needed| format!("  needed: {}", escaped(needed.as_bytes()))),
        blocked
            .found
            .as_ref()
            .map(|found| format!("  found:  {}", escaped(found.as_bytes()))),
        blocked
            .difference()
            .map(|difference| format!("  {difference}")),
        answer
            .failure
            .as_ref()
            .map(|failure| format!("  {failure}")),
        answer
            .server_reason
            .as_ref()
            .map(|reason| format!("  the server says: {reason}")),
    ];
    let mut lines = vec![
        styled(&format!("blocked: {reason}"), Style::Bad),
        reason.sentence().to_owned(),
    ];
    lines.extend(details.into_iter().flatten());
    lines.push(format!("change: {}", reason.explanation().change));
    lines.push(format!("more: {}", blocked.guide()));
    lines
}
