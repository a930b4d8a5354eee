//! The routes as files, for a review or as a snapshot, and what differs from a snapshot. What is in front of the routes is
//! in all of them, so each sends preflights to this server.

use std::time::Duration;

use actix_web::{
    Error, HttpRequest, HttpResponse, Responder,
    error::ErrorServiceUnavailable,
    get, post,
    rt::time::timeout,
    web::{Data, Json},
};
use cors_runtime::inspection::AppInspection;

use crate::{
    in_front,
    markdown::to_markdown,
    route_report::RouteReport,
    routes::{prefixes_of_app, routes_of_app},
    snapshot::Difference,
};

/// How long the preflights for all routes may take.
const TIME_LIMIT: Duration = Duration::from_secs(20);
const TOO_SLOW: &str = "this server takes too long to answer preflights";

/// The routes as JSON, to be stored as a snapshot.
#[get("/routes.json")]
pub(crate) async fn export_json(
    request: HttpRequest,
    inspection: Data<AppInspection>,
) -> actix_web::Result<HttpResponse> {
    let text = serde_json::to_string_pretty(&reports(&request, &inspection).await?)?;
    Ok(attachment("application/json", "cors-routes.json", text))
}

/// The routes as a table in Markdown.
#[get("/routes.md")]
pub(crate) async fn export_markdown(
    request: HttpRequest,
    inspection: Data<AppInspection>,
) -> actix_web::Result<HttpResponse> {
    let text = to_markdown(&reports(&request, &inspection).await?);
    Ok(attachment(
        "text/markdown; charset=utf-8",
        "cors-routes.md",
        text,
    ))
}

/// What differs from a snapshot.
#[post("/difference")]
pub(crate) async fn compare(
    request: HttpRequest,
    stored: Json<Vec<RouteReport>>,
    inspection: Data<AppInspection>,
) -> actix_web::Result<impl Responder> {
    let current = reports(&request, &inspection).await?;
    Ok(Json(Difference::between(&stored, &current)))
}

/// Every route, with what is in front of it, and every prefix of `AppCors`.
async fn reports(
    request: &HttpRequest,
    inspection: &AppInspection,
) -> Result<Vec<RouteReport>, Error> {
    let routes = routes_of_app(request, inspection);
    let checks = timeout(TIME_LIMIT, in_front::check(&routes, request, inspection)).await;
    let checks = checks.map_err(|_| ErrorServiceUnavailable(TOO_SLOW))?;
    let mut reports: Vec<_> = routes.iter().map(RouteReport::of).collect();
    for (report, check) in reports.iter_mut().zip(checks) {
        report.add(check.finding);
    }
    Ok(reports
        .into_iter()
        .chain(prefixes_of_app(inspection))
        .collect())
}

fn attachment(content_type: &'static str, name: &str, text: String) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(content_type)
        .insert_header((
            "content-disposition",
            format!("attachment; filename=\"{name}\""),
        ))
        .body(text)
}
