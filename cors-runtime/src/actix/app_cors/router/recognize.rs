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
    entries::{Entries, Entry},
    path_pattern::PathPattern,
    registered_route::RegisteredRoute,
    resource_tree,
};

/// The entries, with the handlers that were registered among them.
pub(super) fn recognize(
    entries: Vec<resource_tree::Entry>,
    routes: &[Rc<RegisteredRoute>],
) -> Entries {
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
            let label = label(&path, name.as_deref());
            let route = label.and_then(|label| routes.get_mut(&label)?.pop_front());
            let path = PathPattern::new(path);
            match route {
                Some(route) => Entry::Annotated { path, route },
                None => Entry::Other { path },
            }
        }
    };
    Entries::new(entries.into_iter().map(recognize).collect())
}
