//! The routes of the app as the page lists them: first from the router alone, then with what a check finds.

use actix_web::{
    HttpRequest, Responder,
    error::ErrorBadRequest,
    get,
    http::{
        Method,
        header::{self, HeaderValue},
    },
    post,
    test::TestRequest,
    web::{Data, Json, Query},
};
use cors_browser::Page;
use cors_runtime::inspection::{AppInspection, InspectedHandler, MountedKind, MountedRoute};
use serde::{Deserialize, Serialize};

use crate::{
    in_front::{self, Check, Finding},
    policy_report::PolicyReport,
    route_report::RouteReport,
};

/// How many routes are checked for one request of the page, so that it can show how far the check is.
const PART: usize = 16;

/// Which origin is asked about.
#[derive(Debug, Deserialize)]
struct AboutOrigin {
    origin: Option<String>,
}

/// A route in the list.
#[derive(Debug, Serialize)]
struct ListedRoute {
    #[serde(flatten)]
    report: RouteReport,
    /// Whether the origin that is asked about may call.
    allows: Option<bool>,
}

/// Which routes are to be checked.
#[derive(Debug, Deserialize)]
struct PartQuery {
    from: usize,
}

/// Some of the routes, in the order of the list.
#[derive(Debug, Serialize)]
struct CheckedRoutes {
    /// How many routes there are to check.
    total: usize,
    routes: Vec<CheckedRoute>,
}

#[derive(Debug, Serialize)]
struct CheckedRoute {
    #[serde(flatten)]
    report: RouteReport,
    /// Whether it is known what answers its preflights.
    is_checked: bool,
    /// A path to ask a question about.
    example: Option<String>,
}

/// Policies that a check found.
#[derive(Debug, Deserialize)]
struct FoundPolicies {
    origin: String,
    policies: Vec<PolicyReport>,
}

/// Every route, and whether the origin may call it.
#[get("/routes")]
pub(crate) async fn list(
    request: HttpRequest,
    about: Query<AboutOrigin>,
    inspection: Data<AppInspection>,
) -> actix_web::Result<impl Responder> {
    let origin = about.origin.as_deref().map(origin_of).transpose()?;
    let mut routes = Vec::new();
    for route in routes_of_app(&request, &inspection) {
        let allows = match (&origin, &route.kind) {
            (Some(origin), MountedKind::Annotated(handler)) => allows(handler, origin).await,
            _ => None,
        };
        routes.push(ListedRoute {
            report: RouteReport::of(&route),
            allows,
        });
    }
    let origin = origin.as_deref();
    let prefixes = prefixes_of_app(&inspection);
    routes.extend(prefixes.map(|report| ListedRoute::of_prefix(report, origin)));
    Ok(Json(routes))
}

/// Routes with what is in front of them, which preflights to this server show.
#[get("/checked-routes")]
pub(crate) async fn list_checked(
    request: HttpRequest,
    part: Query<PartQuery>,
    inspection: Data<AppInspection>,
) -> impl Responder {
    let routes = routes_of_app(&request, &inspection);
    let part = routes.get(part.from..).unwrap_or_default();
    let part = part.get(..PART).unwrap_or(part);
    let checks = in_front::check(part, &request, &inspection).await;
    let checked = part.iter().zip(checks);
    Json(CheckedRoutes {
        total: routes.len(),
        routes: checked
            .map(|(route, checked)| CheckedRoute::of(route, checked))
            .collect(),
    })
}

/// Whether each of the policies allows the origin.
#[post("/allowed")]
pub(crate) async fn list_allowed(found: Json<FoundPolicies>) -> actix_web::Result<impl Responder> {
    let origin = origin_of(&found.origin)?;
    let policies = found.policies.iter();
    let allowed: Vec<_> = policies.map(|policy| policy.allows(&origin)).collect();
    Ok(Json(allowed))
}

/// The origin of a page with this address.
fn origin_of(address: &str) -> actix_web::Result<String> {
    let origin = Page::on(address).origin().to_string();
    // That of an address that no page can have.
    if origin == "null" && address != origin {
        return Err(ErrorBadRequest(
            "This is not an origin: write https://host, or null.",
        ));
    }
    Ok(origin)
}

impl ListedRoute {
    fn of_prefix(report: RouteReport, origin: Option<&str>) -> Self {
        let policy = report.policy.as_ref();
        Self {
            allows: policy
                .zip(origin)
                .and_then(|(policy, origin)| policy.allows(origin)),
            report,
        }
    }
}

impl CheckedRoute {
    fn of(route: &MountedRoute, check: Check) -> Self {
        let Check { example, finding } = check;
        let mut report = RouteReport::of(route);
        let is_checked = !matches!(finding, Finding::Unknown);
        report.add(finding);
        Self {
            report,
            is_checked,
            example,
        }
    }
}

/// The prefixes of `AppCors`.
pub(crate) fn prefixes_of_app(inspection: &AppInspection) -> impl Iterator<Item = RouteReport> {
    let prefixes = inspection.prefixes().into_iter();
    prefixes.map(|(prefix, facts)| RouteReport::of_prefix(&prefix, &facts))
}

/// The routes of the app, without those of the inspector.
pub(crate) fn routes_of_app(
    request: &HttpRequest,
    inspection: &AppInspection,
) -> Vec<MountedRoute> {
    let pattern = request.match_pattern().unwrap_or_default();
    let own = pattern
        .rsplit_once('/')
        .map_or("", |(scope, _)| scope)
        .to_owned();
    let is_own = |path: &str| {
        let rest = path.strip_prefix(own.as_str());
        !own.is_empty() && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let mut routes = inspection.routes(request);
    // An entry without a slash in front matches no request.
    routes.retain(|route| {
        !is_own(&route.path) && (route.path.starts_with('/') || route.path.is_empty())
    });
    for route in &mut routes {
        route
            .in_front
            .retain(|path| !is_own(path.trim_end_matches("/…")));
    }
    routes
}

/// Whether a page of the origin may read a response of the handler; `None` if a source has to be asked with the request.
async fn allows(handler: &InspectedHandler, origin: &str) -> Option<bool> {
    let method = handler.route.policy().methods.first()?;
    let method = Method::from_bytes(method.as_bytes()).ok()?;
    let Ok(origin) = HeaderValue::try_from(origin) else {
        return Some(false);
    };
    let simulated = TestRequest::default()
        .method(method)
        .insert_header((header::ORIGIN, origin));
    let response = handler.answer(simulated.to_srv_request()).await?;
    Some(
        response
            .headers()
            .contains_key("access-control-allow-origin"),
    )
}
