//! Which entries of the router are annotated handlers.
//!
//! Handlers are registered in the order of the entries, and an entry shows its path and its name. Where
//! entries without `#[cors]` have the same path and the same name, it is unknown which is which: none of them
//! counts as an annotated handler then.

use std::{
    collections::{HashMap, VecDeque},
    rc::Rc,
};

use actix_web::dev::ResourceDef;

use super::{
    lookup::{Entries, Entry},
    path_pattern::PathPattern,
    registered::RegisteredRoute,
    resource_tree,
};

/// What each whole path pattern and name stands for.
pub(super) type Labels = HashMap<(String, Option<String>), Labelled>;

/// The entries that have one pattern and one name.
pub(super) enum Labelled {
    /// Only those of this handler.
    Handler(Rc<RegisteredRoute>),
    /// Only entries without `#[cors]`.
    Other,
    /// Others.
    Several,
}

/// The entries, with the handlers that were registered among them.
pub(super) fn recognize(
    entries: Vec<resource_tree::Entry>,
    routes: &[Rc<RegisteredRoute>],
) -> (Entries, Labels) {
    let mut entries_by_label = HashMap::new();
    count_labels(&entries, &mut entries_by_label);
    let mut routes_by_label: HashMap<Label, VecDeque<_>> = HashMap::new();
    for route in routes {
        let label = (route.path.to_string(), route.name.to_string());
        routes_by_label
            .entry(label)
            .or_default()
            .push_back(Rc::clone(route));
    }
    routes_by_label.retain(|label, routes| entries_by_label.get(label) == Some(&routes.len()));
    let mut labels = Labels::new();
    let entries = with_routes(entries, &mut routes_by_label, &mut labels, "");
    (entries, labels)
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
    labels: &mut Labels,
    scope: &str,
) -> Entries {
    let recognize = |entry| match entry {
        resource_tree::Entry::Scope { prefix, entries } => {
            let scope = format!("{scope}{}", prefix.pattern().unwrap_or_default());
            Entry::Scope {
                prefix: PathPattern::new(prefix),
                entries: with_routes(entries, routes, labels, &scope),
            }
        }
        resource_tree::Entry::Resource { path, name } => {
            let label = label(&path, name.as_deref());
            let route = label.and_then(|label| routes.get_mut(&label)?.pop_front());
            if let Some(pattern) = path.pattern() {
                let label = (format!("{scope}{pattern}"), name);
                let labelled = match (labels.get(&label), &route) {
                    (None | Some(Labelled::Other), None) => Labelled::Other,
                    (None, Some(route)) => Labelled::Handler(Rc::clone(route)),
                    (Some(Labelled::Handler(other)), Some(route)) if other.has_policy_of(route) => {
                        Labelled::Handler(Rc::clone(route))
                    }
                    _ => Labelled::Several,
                };
                labels.insert(label, labelled);
            }
            let path = PathPattern::new(path);
            match route {
                Some(route) => Entry::Annotated { path, route },
                None => Entry::Other { path },
            }
        }
    };
    Entries::new(entries.into_iter().map(recognize).collect())
}
