//! The same reports for other programs.

use cors_browser::{Event, Headers, Outcome};
use serde_json::{Value, json};

use crate::{audit::Report, dialogue_text::sent_events, question::Answer};

/// Everything that happened, and the outcome.
pub(crate) fn answer(answer: &Answer) -> String {
    let events: Value = sent_events(answer).iter().map(event).collect();
    let value = json!({
        "page": answer.dialogue.page.to_string(),
        "events": events,
        "outcome": if answer.is_held_back { json!({ "kind": "held-back" }) } else { outcome(answer) },
    });
    format!("{value:#}")
}

/// What a check of all routes found.
pub(crate) fn report(report: &Report) -> String {
    let findings: Value = report
        .findings
        .iter()
        .map(|finding| {
            json!({
                "drift": finding.drift.name(),
                "route": finding.route,
                "page": finding.page,
                "detail": finding.detail,
            })
        })
        .collect();
    let value = json!({
        "routes": report.routes,
        "requests": report.requests,
        "findings": findings,
        "unchecked": report.unchecked,
    });
    format!("{value:#}")
}

fn event(event: &Event) -> Value {
    match event {
        Event::Decision(step, text) => json!({ "decision": text, "standard": step.url() }),
        Event::Request(request) => json!({
            "request": { "method": request.method, "url": request.url, "is_preflight": request.is_preflight,
                "credentials": request.credentials, "headers": lines(request.all_headers()) },
        }),
        Event::Response(response) => json!({
            "response": { "status": response.status, "headers": headers(&response.headers) },
        }),
    }
}

fn headers(headers: &Headers) -> Value {
    lines(headers.iter())
}

/// Each line as it came, except for bytes that are not UTF-8.
fn lines<'a>(lines: impl Iterator<Item = (&'a str, &'a [u8])>) -> Value {
    lines
        .map(|(name, value)| json!([name, String::from_utf8_lossy(value)]))
        .collect()
}

fn outcome(answer: &Answer) -> Value {
    match &answer.dialogue.outcome {
        Outcome::Readable(readable) => json!({
            "kind": "readable", "status": readable.status, "headers": headers(&readable.headers),
        }),
        Outcome::Opaque => json!({ "kind": "opaque" }),
        Outcome::OpaqueRedirect => json!({ "kind": "opaqueredirect" }),
        Outcome::Blocked(blocked) => json!({
            "kind": "blocked", "reason": blocked.reason.name(), "sentence": blocked.reason.sentence(),
            "url": blocked.url, "needed": blocked.needed, "found": blocked.found,
            "difference": blocked.difference().map(|difference| difference.to_string()),
            "change": blocked.reason.explanation().change, "guide": blocked.guide(),
            "server": answer.server_reason,
            "failure": answer.failure.as_ref().map(ToString::to_string),
        }),
    }
}
