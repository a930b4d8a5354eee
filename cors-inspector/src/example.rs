//! A path that a route's pattern matches, to ask about the route.

use actix_web::HttpRequest;
use cors_runtime::inspection::{AppInspection, MountedKind, MountedRoute, ReachedRoute};

use crate::{preflights::of_stranger, simulation::simulated};

/// Values for dynamic segments: what regular expressions in paths usually match.
const VALUES: [&str; 5] = [
    "1",
    "a",
    "abc",
    "2000-01-01",
    "00000000-0000-4000-8000-000000000000",
];

/// A path with which a request reaches the route. `None` if a guard stops it, or if no value that is tried matches.
pub(crate) fn example_path(
    route: &MountedRoute,
    request: &HttpRequest,
    inspection: &AppInspection,
) -> Option<String> {
    let mut paths = VALUES.iter().map(|value| with_value(&route.path, value));
    paths.find(|path| is_reached(route, path, request, inspection))
}

/// A method that reaches the route. Those of a route without `#[cors]` are not known.
pub(crate) fn example_method(route: &MountedRoute) -> &str {
    let method = match &route.kind {
        MountedKind::Annotated(handler) => handler.route.policy().methods.first(),
        MountedKind::Disabled { methods, .. } => return methods.first().unwrap_or(&"GET"),
        MountedKind::Other => None,
    };
    method.map_or("GET", String::as_str)
}

fn is_reached(
    route: &MountedRoute,
    path: &str,
    request: &HttpRequest,
    inspection: &AppInspection,
) -> bool {
    let method = example_method(route);
    let Some(preflight) = simulated(&of_stranger(method, path, request), request) else {
        return false;
    };
    match (&route.kind, inspection.find(request, &preflight, method)) {
        (
            MountedKind::Annotated(handler),
            ReachedRoute::Handler(found) | ReachedRoute::Ambiguous(found),
        ) => found.route.handler() == handler.route.handler(),
        (MountedKind::Annotated(_), _) => false,
        (MountedKind::Disabled { .. } | MountedKind::Other, found) => {
            !matches!(found, ReachedRoute::Nothing)
        }
    }
}

/// The path of the pattern, with the value for each dynamic segment.
fn with_value(pattern: &str, value: &str) -> String {
    let mut path = String::new();
    let mut depth = 0;
    for sign in pattern.chars() {
        match sign {
            '{' => {
                depth += 1;
                if depth == 1 {
                    path.push_str(value);
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
    use super::with_value;

    #[test]
    fn each_dynamic_segment_has_a_value() {
        assert_eq!(
            with_value("/users/{id}/notes/{note:[0-9]{1,3}}", "1"),
            "/users/1/notes/1"
        );
        assert_eq!(with_value("/users", "1"), "/users");
    }
}
