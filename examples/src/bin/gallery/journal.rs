//! What the APIs saw: every request of a scenario and its answer, until newer ones take the space.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, header::HeaderMap},
    middleware::Next,
    web::{Data, Query},
};
use serde::{Deserialize, Serialize};

/// More than all scenarios of a few open pages send.
const CAPACITY: usize = 2000;

/// The newest requests, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Journal(Mutex<VecDeque<Exchange>>);

/// A request and the answer to it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Exchange {
    /// Which run of a scenario sent it: the `run` in its query.
    #[serde(skip)]
    run: String,
    method: String,
    path: String,
    is_preflight: bool,
    status: u16,
    /// Header lines of the request that matter to CORS.
    request: Vec<String>,
    /// Header lines of the response that matter to CORS.
    response: Vec<String>,
}

/// The query of every request that a scenario sends.
#[derive(Debug, Deserialize)]
pub(crate) struct Run {
    pub(crate) run: String,
}

impl Journal {
    /// What this run of a scenario sent, in the order of the answers.
    pub(crate) fn of(&self, run: &str) -> Vec<Exchange> {
        let exchanges = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let of_run = exchanges.iter().filter(|exchange| exchange.run == run);
        of_run.cloned().collect()
    }

    fn push(&self, exchange: Exchange) {
        let mut exchanges = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if exchanges.len() == CAPACITY {
            exchanges.pop_front();
        }
        exchanges.push_back(exchange);
    }
}

/// A middleware, outside all others, that writes down what belongs to a scenario.
pub(crate) async fn record(
    journal: Data<Journal>,
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let exchange = Exchange::begin(&request);
    let answer = next.call(request).await;
    if let Some(exchange) = exchange {
        journal.push(exchange.end(&answer));
    }
    answer
}

impl Exchange {
    fn begin(request: &ServiceRequest) -> Option<Self> {
        let query = Query::<Run>::from_query(request.query_string()).ok()?;
        let headers = request.headers();
        Some(Self {
            run: query.into_inner().run,
            method: request.method().to_string(),
            path: request.path().to_owned(),
            is_preflight: request.method() == Method::OPTIONS
                && headers.contains_key("access-control-request-method"),
            status: 0,
            request: lines(headers, is_request_header),
            response: Vec::new(),
        })
    }

    fn end(mut self, answer: &Result<ServiceResponse<impl MessageBody>, Error>) -> Self {
        match answer {
            Ok(response) => {
                self.status = response.status().as_u16();
                self.response = lines(response.headers(), is_response_header);
            }
            Err(error) => self.status = error.as_response_error().status_code().as_u16(),
        }
        self
    }
}

fn is_request_header(name: &str) -> bool {
    name.starts_with("access-control-")
        || [
            "origin",
            "cookie",
            "authorization",
            "content-type",
            "sec-fetch-site",
        ]
        .contains(&name)
}

fn is_response_header(name: &str) -> bool {
    name.starts_with("access-control-")
        || ["vary", "set-cookie", "location", "etag"].contains(&name)
}

fn lines(headers: &HeaderMap, is_shown: fn(&str) -> bool) -> Vec<String> {
    let mut lines: Vec<_> = headers
        .iter()
        .filter(|(name, _)| is_shown(name.as_str()))
        .map(|(name, value)| format!("{name}: {}", String::from_utf8_lossy(value.as_bytes())))
        .collect();
    lines.sort_unstable();
    lines
}
