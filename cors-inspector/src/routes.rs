//! The routes of the app: listed, exported, and compared with a snapshot.

use actix_web::{
    HttpRequest, HttpResponse, Responder, get,
    http::{
        Method,
        header::{self, HeaderValue},
    },
    post,
    test::TestRequest,
    web::{Data, Json, Query},
};
use cors_runtime::{
    PolicyFacts,
    inspection::{AppInspection, InspectedHandler, MountedKind, MountedRoute},
};
use serde::Deserialize;

use crate::{
    markdown::to_markdown,
    report::{PolicyReport, RouteKind, RouteReport, warnings},
    snapshot::Difference,
};

/// Which origin is asked about.
#[derive(Debug, Deserialize)]
struct AboutOrigin {
    origin: Option<String>,
}

/// Every route, and whether the origin may call it.
#[get("/routes")]
pub(crate) async fn list(
    request: HttpRequest,
    about: Query<AboutOrigin>,
    inspection: Data<AppInspection>,
) -> impl Responder {
    let mut reports = Vec::new();
    for route in routes_of_app(&request, &inspection) {
        let mut report = RouteReport::of(&route);
        if let (Some(origin), MountedKind::Annotated(handler)) = (&about.origin, &route.kind) {
            report.allows = allows(handler, origin).await;
        }
        reports.push(report);
    }
    for mut report in of_prefixes(&inspection) {
        if let (Some(origin), Some(policy)) = (&about.origin, &report.policy) {
            report.allows = policy.allows(origin);
        }
        reports.push(report);
    }
    Json(reports)
}

/// The routes as JSON, to be stored as a snapshot.
#[get("/routes.json")]
pub(crate) async fn export_json(
    request: HttpRequest,
    inspection: Data<AppInspection>,
) -> actix_web::Result<HttpResponse> {
    let text = serde_json::to_string_pretty(&reports(&request, &inspection))?;
    Ok(attachment("application/json", "cors-routes.json", text))
}

/// The routes as a table in Markdown.
#[get("/routes.md")]
pub(crate) async fn export_markdown(
    request: HttpRequest,
    inspection: Data<AppInspection>,
) -> HttpResponse {
    let text = to_markdown(&reports(&request, &inspection));
    attachment("text/markdown; charset=utf-8", "cors-routes.md", text)
}

/// What differs from a snapshot.
#[post("/difference")]
pub(crate) async fn compare(
    request: HttpRequest,
    stored: Json<Vec<RouteReport>>,
    inspection: Data<AppInspection>,
) -> impl Responder {
    Json(Difference::between(
        &stored,
        &reports(&request, &inspection),
    ))
}

fn reports(request: &HttpRequest, inspection: &AppInspection) -> Vec<RouteReport> {
    let routes = routes_of_app(request, inspection);
    let reports = routes.iter().map(RouteReport::of);
    reports.chain(of_prefixes(inspection)).collect()
}

/// The prefixes of `AppCors`.
fn of_prefixes(inspection: &AppInspection) -> impl Iterator<Item = RouteReport> {
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

/// Where the policy is written, in words.
fn provenance(handler: &InspectedHandler) -> String {
    match (handler.named_policy, handler.is_inherited) {
        (None, false) => "the attribute of the handler".into(),
        (None, true) => "the module around the handler".into(),
        (Some(name), false) => format!("the policy `{name}`, which the handler names"),
        (Some(name), true) => format!("the policy `{name}`, by the module around the handler"),
    }
}

/// The name and port that the request was sent to.
pub(crate) fn host(request: &HttpRequest) -> &str {
    let host = request.headers().get(header::HOST);
    host.and_then(|host| host.to_str().ok()).unwrap_or_default()
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

impl RouteReport {
    fn of(route: &MountedRoute) -> Self {
        let end = if route.is_prefix { "/…" } else { "" };
        let report = Self {
            in_front: route.in_front.clone(),
            ..Self::without_policy(format!("{}{end}", route.path))
        };
        let owned = |methods: &[&str]| methods.iter().map(|&method| method.to_owned()).collect();
        match &route.kind {
            MountedKind::Annotated(handler) => {
                let route = &handler.route;
                Self {
                    kind: RouteKind::Annotated,
                    methods: owned(route.methods()),
                    handler: Some(route.handler().to_owned()),
                    policy: Some(PolicyReport::new(route.policy())),
                    provenance: Some(provenance(handler)),
                    warnings: warnings(route.policy(), route.methods()),
                    ..report
                }
            }
            MountedKind::Disabled { name, methods } => Self {
                kind: RouteKind::Disabled,
                methods: owned(methods),
                handler: Some((*name).to_owned()),
                ..report
            },
            MountedKind::Other => report,
        }
    }

    fn of_prefix(prefix: &str, facts: &PolicyFacts) -> Self {
        Self {
            kind: RouteKind::Prefix,
            policy: Some(PolicyReport::new(facts)),
            provenance: Some("a prefix of `AppCors`".into()),
            ..Self::without_policy(format!("{prefix}/…"))
        }
    }

    fn without_policy(path: String) -> Self {
        Self {
            path,
            kind: RouteKind::Other,
            methods: Vec::new(),
            handler: None,
            policy: None,
            provenance: None,
            warnings: Vec::new(),
            in_front: Vec::new(),
            allows: None,
        }
    }
}
