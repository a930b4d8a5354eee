//! `Dialogue`: everything that happened during a fetch, to print or to inspect.

use std::fmt;

use crate::{
    escaped::escaped, http_request::HttpRequest, origin::Origin, outcome::Outcome,
    response::Response, step::Step,
};

/// One thing that happens during a fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The browser decides something.
    Decision(Step, String),
    /// The browser sends a request.
    Request(HttpRequest),
    /// The server answers.
    Response(Response),
}

/// A whole fetch: what was decided, sent and answered, in order, and the outcome.
///
/// Its text is the dialogue as a terminal shows it well.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dialogue {
    /// Whose page asks.
    pub page: Origin,
    /// What happened, in order.
    pub events: Vec<Event>,
    /// What the page gets.
    pub outcome: Outcome,
}

impl Dialogue {
    /// The requests that were sent.
    pub fn requests(&self) -> impl Iterator<Item = &HttpRequest> {
        self.events.iter().filter_map(|event| match event {
            Event::Request(request) => Some(request),
            Event::Decision(..) | Event::Response(_) => None,
        })
    }

    /// The responses that came.
    pub fn responses(&self) -> impl Iterator<Item = &Response> {
        self.events.iter().filter_map(|event| match event {
            Event::Response(response) => Some(response),
            Event::Decision(..) | Event::Request(_) => None,
        })
    }

    /// The values of `Set-Cookie` that the browser stores: those of answers to requests with credentials, also where
    /// the page may not read the answer. <https://fetch.spec.whatwg.org/#concept-http-network-fetch>
    pub fn stored_cookies(&self) -> impl Iterator<Item = &[u8]> {
        let turns = self.requests().zip(self.responses());
        turns
            .filter(|turn| turn.0.credentials)
            .flat_map(|turn| turn.1.headers.lines("set-cookie"))
    }
}

impl fmt::Display for Dialogue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "page: {}", self.page)?;
        for event in &self.events {
            match event {
                Event::Decision(_, text) => writeln!(f, "* {text}")?,
                Event::Request(request) => write_request(f, request)?,
                Event::Response(response) => write_response(f, response)?,
            }
        }
        write!(f, "{}", self.outcome)
    }
}

fn write_request(f: &mut fmt::Formatter<'_>, request: &HttpRequest) -> fmt::Result {
    writeln!(f, "> {} {}", request.method, request.url)?;
    for (name, value) in request.all_headers() {
        writeln!(f, "> {name}: {}", escaped(value))?;
    }
    if request.credentials {
        writeln!(f, "> (with cookies)")
    } else {
        Ok(())
    }
}

fn write_response(f: &mut fmt::Formatter<'_>, response: &Response) -> fmt::Result {
    writeln!(f, "< {}", response.status)?;
    for (name, value) in response.headers.iter() {
        writeln!(f, "< {}: {}", escaped(name.as_bytes()), escaped(value))?;
    }
    Ok(())
}
