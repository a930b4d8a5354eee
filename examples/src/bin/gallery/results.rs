//! What pages report: the results of all scenarios in one browser.

use std::sync::{Mutex, PoisonError};

use actix_web::{
    HttpResponse, Responder, get, post,
    web::{Data, Json},
};
use serde::{Deserialize, Serialize};

use crate::prediction::Prediction;

/// The reports, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Results(Mutex<Vec<Report>>);

/// One page's results.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Report {
    engine: String,
    results: Vec<ScenarioResult>,
    /// Controls of the page that a keyboard or a screen reader cannot use.
    unnamed: Vec<String>,
    /// Controls that do not show that they have the focus.
    unfocused: Vec<String>,
    /// What is wider than a window of 360 pixels.
    too_wide: Vec<String>,
}

/// What came of a scenario.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct ScenarioResult {
    name: String,
    is_as_expected: bool,
    /// `allowed` or `blocked`.
    outcome: String,
    /// What the page read, or the error that it got.
    detail: String,
    /// Methods and statuses that the server saw, such as `OPTIONS 204`.
    requests: Vec<String>,
    /// What `cors-browser` says that a browser does.
    prediction: Option<Prediction>,
}

/// Takes a report, and prints it.
#[post("/results")]
pub(crate) async fn add_results(report: Json<Report>, results: Data<Results>) -> impl Responder {
    println!("{}", summary(&report));
    let mut results = results.0.lock().unwrap_or_else(PoisonError::into_inner);
    results.push(report.into_inner());
    HttpResponse::NoContent()
}

/// Lists the reports.
#[get("/results")]
pub(crate) async fn list_results(results: Data<Results>) -> impl Responder {
    let results = results.0.lock().unwrap_or_else(PoisonError::into_inner);
    Json(results.clone())
}

fn summary(report: &Report) -> String {
    let unexpected = |result: &&ScenarioResult| !result.is_as_expected;
    let lines: Vec<_> = report
        .results
        .iter()
        .filter(unexpected)
        .map(|result| {
            let requests = result.requests.join(", ");
            let ScenarioResult {
                name,
                outcome,
                detail,
                ..
            } = result;
            format!("\n  {name}: {outcome}, {detail}; the server saw: {requests}")
        })
        .collect();
    let count = report.results.len();
    format!(
        "{}: {} of {count} scenarios as expected{}",
        report.engine,
        count - lines.len(),
        lines.concat()
    )
}
