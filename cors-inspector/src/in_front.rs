//! What is in front of the routes: a preflight for each handler is sent to this server, and those that something else
//! answered are reported; for each route without `#[cors]` the layer around it. Neither can be seen otherwise.

use actix_web::{
    HttpRequest, Responder, get,
    web::{Data, Json},
};
use cors_runtime::{
    OriginFacts,
    inspection::{AppInspection, InspectedHandler, MountedKind, ReachedRoute},
};
use serde::Serialize;

use crate::{
    layers::{self, LayerReport},
    loopback::{self, preflight},
    routes::{host, routes_of_app},
    simulation::simulated,
};

/// A handler whose preflight something else answered.
#[derive(Debug, Serialize)]
struct Finding {
    /// The whole path of the handler.
    path: String,
    handler: &'static str,
    /// The status of the answer.
    status: u16,
}

/// What was found.
#[derive(Debug, Serialize)]
struct Check {
    /// How many handlers were asked for a preflight.
    asked: usize,
    findings: Vec<Finding>,
    layers: Vec<LayerReport>,
}

/// Asks for a preflight of every handler that names an origin.
#[get("/in-front")]
pub(crate) async fn check(request: HttpRequest, inspection: Data<AppInspection>) -> impl Responder {
    let mut asked = 0;
    let (mut findings, mut layers) = (Vec::new(), Vec::new());
    for route in routes_of_app(&request, &inspection) {
        let MountedKind::Annotated(handler) = &route.kind else {
            if matches!(route.kind, MountedKind::Other) {
                layers.extend(layers::around(&route.path, &sample(&route.path), &request).await);
            }
            continue;
        };
        let Some((expected, status)) = ask(handler, &route.path, &request, &inspection).await
        else {
            continue;
        };
        asked += 1;
        if status != expected {
            let path = route.path;
            let handler = handler.route.handler();
            findings.push(Finding {
                path,
                handler,
                status,
            });
        }
    }
    Json(Check {
        asked,
        findings,
        layers,
    })
}

/// The status that the handler's policy gives to a preflight, and the one that the server gave.
async fn ask(
    handler: &InspectedHandler,
    pattern: &str,
    request: &HttpRequest,
    inspection: &AppInspection,
) -> Option<(u16, u16)> {
    let policy = handler.route.policy();
    let origin = match &policy.origins {
        OriginFacts::Any => "https://page.example",
        OriginFacts::Listed(origins) => origins.iter().find(|origin| !origin.contains('*'))?,
        _ => return None,
    };
    let method = policy.methods.first()?;
    let host = host(request);
    let sent = preflight(origin, method, &format!("http://{host}{}", sample(pattern)));
    let simulated = simulated(&sent, host)?;
    match inspection.find(request, &simulated, method) {
        ReachedRoute::Handler(found) | ReachedRoute::Ambiguous(found)
            if found.route.handler() == handler.route.handler() => {}
        _ => return None,
    }
    let expected = handler.answer(simulated).await?;
    let answered = loopback::send(&sent, host, request.app_config()).await?;
    Some((expected.status().as_u16(), answered.status))
}

/// A path that the pattern may match: each dynamic segment is `1`.
fn sample(pattern: &str) -> String {
    let mut path = String::new();
    let mut depth = 0;
    for sign in pattern.chars() {
        match sign {
            '{' => {
                depth += 1;
                if depth == 1 {
                    path.push('1');
                }
            }
            '}' => depth -= 1,
            _ if depth == 0 => path.push(sign),
            _ => {}
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::sample;

    #[test]
    fn each_dynamic_segment_has_a_value() {
        assert_eq!(
            sample("/users/{id}/notes/{note:[0-9]{1,3}}"),
            "/users/1/notes/1"
        );
        assert_eq!(sample("/users"), "/users");
    }
}
