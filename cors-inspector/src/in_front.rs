//! What the router does not show: middleware in front of a handler that answers its preflights, and the layer around a
//! route without `#[cors]`. A preflight for each route is sent to this server, for a page that no policy names: the
//! policy that refuses it shows itself, and one that allows every origin is in its answer.

use actix_web::HttpRequest;
use cors_browser::Response;
use cors_runtime::inspection::{AppInspection, MountedKind, MountedRoute};
use futures_util::future::join_all;

use crate::{
    example::{example_method, example_path},
    policy_report::{PolicyReport, warnings},
    preflights::{self, Answer, Refuser, of_stranger},
};

/// How many routes are asked about at the same time.
const AT_ONCE: usize = 4;
/// The router does not show the methods of a route without `#[cors]`, and a layer may allow only some.
const USUAL_METHODS: [&str; 5] = ["GET", "POST", "PUT", "DELETE", "PATCH"];

/// The owner of a policy that is a layer.
pub(crate) const LAYER: &str = "a layer";

/// The check of a route.
#[derive(Debug)]
pub(crate) struct Check {
    /// A path with which a request reaches the route.
    pub(crate) example: Option<String>,
    pub(crate) finding: Finding,
}

/// What answers the preflights for a route.
#[derive(Debug)]
pub(crate) enum Finding {
    /// Not known: none could be sent, none was answered in time, or a guard kept them from the route.
    Unknown,
    /// The policy of the handler; for a route without `#[cors]`, nothing that has a policy.
    AsListed,
    /// Something in front of the handler, with this status.
    InFront(u16),
    /// A layer around the route, or a prefix of `AppCors`.
    Around {
        owner: &'static str,
        policy: PolicyReport,
        warnings: Vec<String>,
    },
}

/// Asks about each of the routes.
pub(crate) async fn check(
    routes: &[MountedRoute],
    request: &HttpRequest,
    inspection: &AppInspection,
) -> Vec<Check> {
    let mut checks = Vec::with_capacity(routes.len());
    for routes in routes.chunks(AT_ONCE) {
        let asked = routes.iter().map(|route| ask(route, request, inspection));
        checks.extend(join_all(asked).await);
    }
    checks
}

async fn ask(route: &MountedRoute, request: &HttpRequest, inspection: &AppInspection) -> Check {
    let example = example_path(route, request, inspection);
    let finding = match &example {
        Some(path) => find(route, path, request).await.unwrap_or(Finding::Unknown),
        None => Finding::Unknown,
    };
    Check { example, finding }
}

async fn find(route: &MountedRoute, path: &str, request: &HttpRequest) -> Option<Finding> {
    match &route.kind {
        MountedKind::Annotated(handler) => {
            let preflight = of_stranger(example_method(route), path, request);
            let answer = preflights::send(&preflight, request).await?;
            Some(in_front_of(handler.route.handler(), &answer))
        }
        // It has no policy that could answer.
        MountedKind::Disabled { .. } => None,
        MountedKind::Other => find_around(path, request).await,
    }
}

fn in_front_of(handler: &str, answer: &Answer) -> Finding {
    let Answer {
        response,
        refused_by,
    } = answer;
    let is_refused = refused_by
        .as_ref()
        .is_some_and(|policy| policy.owner == handler);
    let is_granted = response.status == 204 && allows_any_origin(response);
    if is_refused || is_granted {
        Finding::AsListed
    } else if response.status == 404 {
        Finding::Unknown
    } else {
        Finding::InFront(response.status)
    }
}

/// The policy around a route without `#[cors]`.
async fn find_around(path: &str, request: &HttpRequest) -> Option<Finding> {
    for method in USUAL_METHODS {
        let answer = preflights::send(&of_stranger(method, path, request), request).await?;
        if let Some(found) = around(&answer) {
            return Some(found);
        }
    }
    Some(Finding::AsListed)
}

fn around(answer: &Answer) -> Option<Finding> {
    match &answer.refused_by {
        // Of another route with this path.
        Some(Refuser {
            is_handler: true, ..
        }) => None,
        Some(Refuser { owner, facts, .. }) => Some(Finding::Around {
            owner,
            policy: PolicyReport::new(facts),
            warnings: warnings(facts, None),
        }),
        None => Some(Finding::Around {
            owner: LAYER,
            policy: for_any_origin(&answer.response)?,
            warnings: Vec::new(),
        }),
    }
}

fn allows_any_origin(response: &Response) -> bool {
    response
        .headers
        .text("access-control-allow-origin")
        .as_deref()
        == Some("*")
}

/// The policy that allows every origin, as far as the answer to a preflight shows it.
fn for_any_origin(response: &Response) -> Option<PolicyReport> {
    let list = |name| -> Vec<String> {
        let value = response.headers.text(name).unwrap_or_default();
        let elements = value.split(',').map(str::trim);
        elements
            .filter(|element| !element.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let max_age = response.headers.text("access-control-max-age");
    allows_any_origin(response).then(|| PolicyReport {
        origins: vec!["*".into()],
        methods: list("access-control-allow-methods"),
        allow_headers: list("access-control-allow-headers"),
        expose_headers: Vec::new(),
        max_age: max_age.and_then(|seconds| seconds.parse().ok()),
        credentials: false,
        enforce: false,
    })
}
