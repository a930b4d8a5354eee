//! Routers for tests, from a list of their entries.

use std::rc::Rc;

use actix_web::dev::ResourceDef;

use super::{
    entries::Entries, recognize::recognize, registered_route::RegisteredRoute,
    resource_tree::MapEntry,
};
use crate::actix::{
    guard::{InFront, RouteGuard},
    resolved_policy::ResolvedPolicy,
};
use crate::{
    origins::{OriginsSetting, StaticOrigins},
    policy::{Policy, Route},
};

/// An entry, with its path.
pub(super) enum Listed {
    Scope(&'static str, Vec<Self>),
    /// A handler for `GET`.
    Handler(&'static str),
    /// The same without a policy.
    Disabled(&'static str),
    Plain(&'static str),
    /// A service that has all paths below too.
    Prefix(&'static str),
}

/// The entries of a router, and the handlers among them in their order.
pub(super) fn entries(listed: Vec<Listed>) -> (Entries, Vec<Rc<RegisteredRoute>>) {
    let mut routes = Vec::new();
    let listed = map_entries(listed, &mut routes);
    (recognize(listed, &routes), routes)
}

/// What each handler knows of the entries in front of it.
pub(super) fn in_front(routes: &[Rc<RegisteredRoute>]) -> Vec<InFront> {
    routes.iter().map(|route| route.guard.in_front()).collect()
}

fn map_entries(listed: Vec<Listed>, routes: &mut Vec<Rc<RegisteredRoute>>) -> Vec<MapEntry> {
    let entry = |listed| match listed {
        Listed::Scope(prefix, entries) => MapEntry::Scope {
            prefix: ResourceDef::prefix(prefix),
            entries: map_entries(entries, routes),
        },
        Listed::Handler(path) => {
            routes.push(handler(path, Some(policy())));
            resource(ResourceDef::new(path), Some("handler"))
        }
        Listed::Disabled(path) => {
            routes.push(handler(path, None));
            resource(ResourceDef::new(path), Some("handler"))
        }
        Listed::Plain(path) => resource(ResourceDef::new(path), None),
        Listed::Prefix(path) => resource(ResourceDef::prefix(path), None),
    };
    listed.into_iter().map(entry).collect()
}

fn resource(path: ResourceDef, name: Option<&str>) -> MapEntry {
    let name = name.map(str::to_owned);
    MapEntry::Resource { path, name }
}

fn handler(path: &'static str, policy: Option<ResolvedPolicy>) -> Rc<RegisteredRoute> {
    let guard = Rc::new(RouteGuard::new(&["GET"], Box::new([]), policy.is_some()));
    let policy = policy.map(Rc::new);
    Rc::new(RegisteredRoute::new(
        path,
        "handler",
        &guard,
        policy.as_ref(),
    ))
}

fn policy() -> ResolvedPolicy {
    static ROUTE: Route = Route::new(
        "/",
        "handler",
        "handler",
        &["GET"],
        &["GET"],
        Policy::written(OriginsSetting::Listed(&StaticOrigins::Any)),
    );
    ResolvedPolicy::of_route(&ROUTE).expect("every origin is allowed")
}
