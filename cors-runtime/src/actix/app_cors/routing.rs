//! Which handler a request would reach, told without asking the router, which only answers behind the
//! app's middleware.
//!
//! What cannot be seen from here are the guards of scopes and of routes that have no `#[cors]`. So the
//! answer names a handler only if, whatever those guards say, the request reaches this one or none.

use std::{
    collections::{HashMap, VecDeque},
    rc::Rc,
};

use actix_web::{HttpRequest, dev::ResourceDef, guard::GuardContext};

use super::{
    path_pattern::PathPattern,
    path_starts::PathStarts,
    registered::{RegisteredRoute, routes_of_app},
    resource_tree,
};

/// An app's router, as far as it can be known.
pub(super) struct Routing {
    entries: Entries,
    /// Whether somebody said that no scope has a guard.
    scopes_are_open: bool,
    /// Whether a handler's policy cannot be told without the whole request: it has guards, or its
    /// origins have to be asked for.
    pub(super) has_conditions: bool,
}

/// A request on its way to a handler.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    /// The path as the router matches it.
    pub(super) path: &'a str,
    /// The method; of a preflight, the one that it asks for.
    pub(super) method: &'a str,
    /// The request itself, for the guards of handlers, if it is still there.
    pub(super) request: Option<&'a GuardContext<'a>>,
}

/// What a request would reach.
pub(super) enum Reach<'a> {
    /// This handler, or none.
    Handler(&'a RegisteredRoute),
    /// No handler; these have the path, and other methods.
    Nothing(Vec<&'a RegisteredRoute>),
    /// Perhaps a handler without a policy.
    Unknown,
}

/// The entries of an app or of a scope.
struct Entries {
    in_order: Vec<Entry>,
    starts: PathStarts,
}

enum Entry {
    Scope {
        prefix: PathPattern,
        entries: Entries,
    },
    Annotated {
        path: PathPattern,
        route: Rc<RegisteredRoute>,
    },
    Other {
        path: PathPattern,
    },
}

impl Routing {
    /// That of the app that the request came to.
    pub(super) fn of_app(request: &HttpRequest, scopes_are_open: bool) -> Self {
        let routes = routes_of_app(request);
        if routes.is_empty() {
            tracing::warn!("`AppCors` has nothing to do: no handler of this app has `#[cors(..)]`");
        }
        let entries = resource_tree::entries(request.resource_map()).unwrap_or_else(|| {
            tracing::error!(
                "`AppCors` answers nothing: it does not understand the resource map of this version of actix-web"
            );
            Vec::new()
        });
        Self {
            entries: recognized(entries, &routes),
            scopes_are_open,
            has_conditions: routes
                .iter()
                .any(|route| route.guard.has_conditions() || route.policy.has_source()),
        }
    }

    /// What the request would reach.
    pub(super) fn reach(&self, asked: Asked<'_>) -> Reach<'_> {
        self.reach_among(self.entries.candidates(asked.path), asked)
    }

    fn reach_among<'a>(
        &'a self,
        mut candidates: impl Iterator<Item = &'a Entry> + Clone,
        asked: Asked<'_>,
    ) -> Reach<'a> {
        let mut other_methods = Vec::new();
        while let Some(entry) = candidates.next() {
            match entry {
                Entry::Other { path } if path.is_match(asked.path) => return Reach::Unknown,
                Entry::Annotated { path, route } if path.is_match(asked.path) => {
                    let Some(is_admitted) = route.guard.admits(asked.request) else {
                        return Reach::Unknown;
                    };
                    if is_admitted && route.guard.serves(asked.method) {
                        return Reach::Handler(route);
                    }
                    if is_admitted {
                        other_methods.push(&**route);
                    }
                }
                Entry::Scope {
                    prefix,
                    entries: inner,
                } => {
                    let Some(end) = prefix.find_match(asked.path) else {
                        continue;
                    };
                    let rest = Asked {
                        path: &asked.path[end..],
                        ..asked
                    };
                    let within = self.reach_among(inner.candidates(rest.path), rest);
                    if self.scopes_are_open {
                        return within.with_other_methods(other_methods);
                    }
                    let is_guarded = has_scope(candidates.clone(), prefix.definition());
                    let behind = self.reach_among(candidates, asked);
                    let reach = within.or_behind(behind, is_guarded);
                    return reach.with_other_methods(other_methods);
                }
                Entry::Other { .. } | Entry::Annotated { .. } => {}
            }
        }
        Reach::Nothing(other_methods)
    }

    /// The first annotated handler that has the path and the method, whatever else might take the
    /// request.
    pub(super) fn candidate(&self, asked: Asked<'_>) -> Option<&RegisteredRoute> {
        candidate_among(&self.entries, asked)
    }

    /// The annotated handlers that have the path, and let the request in by their own guards.
    pub(super) fn others_under(&self, asked: Asked<'_>) -> Vec<&RegisteredRoute> {
        let mut found = Vec::new();
        collect_under(&self.entries, asked, &mut found);
        found
    }
}

impl Entries {
    fn new(in_order: Vec<Entry>) -> Self {
        let starts = PathStarts::of(in_order.iter().map(Entry::path));
        Self { in_order, starts }
    }

    /// Those that can have the path, in their order.
    fn candidates(&self, path: &str) -> impl Iterator<Item = &Entry> + Clone + use<'_> {
        let places = self.starts.candidates(path).iter();
        places.map(|&place| &self.in_order[place])
    }
}

impl Entry {
    fn path(&self) -> &ResourceDef {
        match self {
            Self::Scope { prefix: path, .. }
            | Self::Annotated { path, .. }
            | Self::Other { path } => path.definition(),
        }
    }
}

impl<'a> Reach<'a> {
    /// What is reached by a scope that has the path, or behind it, if a guard closes the scope: whether
    /// it does is not known, but sure to happen if there is another scope for the same paths.
    fn or_behind(self, behind: Self, is_guarded: bool) -> Self {
        match (self, behind) {
            (Self::Nothing(mut methods), Self::Nothing(more)) => {
                methods.extend(more);
                Self::Nothing(methods)
            }
            (Self::Handler(within), Self::Nothing(_)) if !is_guarded => Self::Handler(within),
            (Self::Handler(within), Self::Handler(behind))
                if std::ptr::eq(within.route, behind.route) =>
            {
                Self::Handler(within)
            }
            _ => Self::Unknown,
        }
    }

    fn with_other_methods(self, mut before: Vec<&'a RegisteredRoute>) -> Self {
        match self {
            Self::Nothing(methods) => {
                before.extend(methods);
                Self::Nothing(before)
            }
            other => other,
        }
    }
}

fn has_scope<'a>(mut entries: impl Iterator<Item = &'a Entry>, wanted: &ResourceDef) -> bool {
    entries
        .any(|entry| matches!(entry, Entry::Scope { prefix, .. } if prefix.definition() == wanted))
}

fn candidate_among<'a>(entries: &'a Entries, asked: Asked<'_>) -> Option<&'a RegisteredRoute> {
    entries
        .candidates(asked.path)
        .find_map(|entry| match entry {
            Entry::Scope { prefix, entries } => {
                let path = &asked.path[prefix.find_match(asked.path)?..];
                candidate_among(entries, Asked { path, ..asked })
            }
            Entry::Annotated { path, route } => {
                (path.is_match(asked.path) && route.guard.serves(asked.method)).then_some(&**route)
            }
            Entry::Other { .. } => None,
        })
}

fn collect_under<'a>(entries: &'a Entries, asked: Asked<'_>, found: &mut Vec<&'a RegisteredRoute>) {
    for entry in entries.candidates(asked.path) {
        match entry {
            Entry::Scope { prefix, entries } => {
                if let Some(end) = prefix.find_match(asked.path) {
                    let path = &asked.path[end..];
                    collect_under(entries, Asked { path, ..asked }, found);
                }
            }
            Entry::Annotated { path, route } => {
                if path.is_match(asked.path) && route.guard.admits(asked.request) == Some(true) {
                    found.push(route);
                }
            }
            Entry::Other { .. } => {}
        }
    }
}

/// Tells the annotated handlers among an app's entries.
///
/// They are registered in the order in which the entries stand, and an entry shows its path and its
/// name. Where others have the same path and the same name, nobody can tell which is which: all of them
/// are others then.
fn recognized(entries: Vec<resource_tree::Entry>, routes: &[Rc<RegisteredRoute>]) -> Entries {
    let mut entries_by_label = HashMap::new();
    count_labels(&entries, &mut entries_by_label);
    let mut routes_by_label: HashMap<Label, VecDeque<_>> = HashMap::new();
    for route in routes {
        let label = (route.route.path.to_string(), route.route.name.to_string());
        routes_by_label
            .entry(label)
            .or_default()
            .push_back(Rc::clone(route));
    }
    routes_by_label.retain(|label, routes| entries_by_label.get(label) == Some(&routes.len()));
    with_routes(entries, &mut routes_by_label)
}

/// A path's pattern and a name.
type Label = (String, String);

fn label(path: &ResourceDef, name: Option<&str>) -> Option<Label> {
    let pattern = path.pattern().filter(|_| !path.is_prefix())?;
    Some((pattern.to_string(), name?.to_string()))
}

fn count_labels(entries: &[resource_tree::Entry], counts: &mut HashMap<Label, usize>) {
    for entry in entries {
        match entry {
            resource_tree::Entry::Scope { entries, .. } => count_labels(entries, counts),
            resource_tree::Entry::Resource { path, name } => {
                if let Some(label) = label(path, name.as_deref()) {
                    *counts.entry(label).or_default() += 1;
                }
            }
        }
    }
}

fn with_routes(
    entries: Vec<resource_tree::Entry>,
    routes: &mut HashMap<Label, VecDeque<Rc<RegisteredRoute>>>,
) -> Entries {
    let recognize = |entry| match entry {
        resource_tree::Entry::Scope { prefix, entries } => Entry::Scope {
            prefix: PathPattern::new(prefix),
            entries: with_routes(entries, routes),
        },
        resource_tree::Entry::Resource { path, name } => {
            let route =
                label(&path, name.as_deref()).and_then(|label| routes.get_mut(&label)?.pop_front());
            let path = PathPattern::new(path);
            match route {
                Some(route) => Entry::Annotated { path, route },
                None => Entry::Other { path },
            }
        }
    };
    Entries::new(entries.into_iter().map(recognize).collect())
}
