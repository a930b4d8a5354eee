//! Errors: a page reads them if the policy allows it.

use actix_web::{
    Error,
    error::InternalError,
    get,
    http::StatusCode,
    web::{Path, Query, ServiceConfig},
};
use cors_runtime::cors;
use serde::Deserialize;

pub(super) fn services(services: &mut ServiceConfig) {
    services
        .service(error_allowed)
        .service(error_refused)
        .service(extractor_allowed)
        .service(extractor_refused);
}

/// Fails with the status in its path; pages on this machine may read it.
#[cors(origins = ["http://localhost:*"])]
#[get("/errors/allowed/{status}")]
async fn error_allowed(status: Path<u16>) -> Result<String, Error> {
    fail_with(*status)
}

/// Fails as well, but for another site.
#[cors(origins = ["https://app.example.com"])]
#[get("/errors/refused/{status}")]
async fn error_refused(status: Path<u16>) -> Result<String, Error> {
    fail_with(*status)
}

/// A query that the extractor refuses: the handler does not run.
#[derive(Deserialize)]
struct PageNumber {
    page: u32,
}

/// Needs `?page=1`; the error of the extractor has the headers too.
#[cors(origins = ["http://localhost:*"])]
#[get("/extractor/allowed")]
async fn extractor_allowed(query: Query<PageNumber>) -> String {
    format!("page {}", query.page)
}

/// Needs `?page=1` as well, but for another site.
#[cors(origins = ["https://app.example.com"])]
#[get("/extractor/refused")]
async fn extractor_refused(query: Query<PageNumber>) -> String {
    format!("page {}", query.page)
}

fn fail_with(status: u16) -> Result<String, Error> {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    Err(InternalError::new(format!("failed with {status}"), status).into())
}
