//! What differs between the routes of this app and those that were stored before, as JSON that the page exports.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::route_report::RouteReport;

/// The difference to a snapshot, route by route.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Difference {
    routes: Vec<RouteDifference>,
}

/// What differs about a route: lines that it has lost and gained.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct RouteDifference {
    route: String,
    removed: Vec<String>,
    added: Vec<String>,
}

impl Difference {
    pub(crate) fn between(stored: &[RouteReport], current: &[RouteReport]) -> Self {
        let (stored, current) = (lines_by_route(stored), lines_by_route(current));
        let mut routes: Vec<_> = stored.keys().chain(current.keys()).collect();
        routes.sort();
        routes.dedup();
        let difference = |route: &String| {
            let lines =
                |of: &BTreeMap<String, Vec<String>>| of.get(route).cloned().unwrap_or_default();
            let (old, new) = (lines(&stored), lines(&current));
            let without = |lines: &[String], others: &[String]| -> Vec<String> {
                let missing = lines.iter().filter(|line| !others.contains(line));
                missing.cloned().collect()
            };
            RouteDifference {
                route: route.clone(),
                removed: without(&old, &new),
                added: without(&new, &old),
            }
        };
        let differs =
            |route: &RouteDifference| !route.removed.is_empty() || !route.added.is_empty();
        let routes = routes.into_iter().map(difference).filter(differs);
        Self {
            routes: routes.collect(),
        }
    }
}

fn lines_by_route(routes: &[RouteReport]) -> BTreeMap<String, Vec<String>> {
    let mut lines = BTreeMap::<String, Vec<String>>::new();
    for route in routes {
        lines.entry(route.line()).or_default().extend(route.lines());
    }
    lines
}
