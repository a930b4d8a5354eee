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
    resource_tree::MapEntry,
};

/// The entries, with the handlers that were registered among them.
pub(super) fn recognize(entries: Vec<MapEntry>, routes: &[Rc<RegisteredRoute>]) -> Entries {
    let mut by_label = ByLabel::new();
    for route in routes {
        let label = (route.path.to_string(), route.name.to_string());
        let labelled = by_label.entry(label).or_default();
        labelled.routes.push_back(Rc::clone(route));
    }
    count_entries(&entries, &mut by_label);
    by_label.retain(|_, labelled| labelled.entries == labelled.routes.len());
    with_routes(entries, &mut by_label)
}

/// What has a label: handlers in the order of their registration, and entries.
#[derive(Default)]
struct Labelled {
    routes: VecDeque<Rc<RegisteredRoute>>,
    entries: usize,
}

type ByLabel = HashMap<Label, Labelled>;

/// A path's pattern and a name.
type Label = (String, String);

fn label(path: &ResourceDef, name: Option<&str>) -> Option<Label> {
    let pattern = path.pattern().filter(|_| !path.is_prefix())?;
    Some((pattern.to_string(), name?.to_string()))
}

fn count_entries(entries: &[MapEntry], by_label: &mut ByLabel) {
    for entry in entries {
        match entry {
            MapEntry::Scope { entries, .. } => count_entries(entries, by_label),
            MapEntry::Resource { path, name } => {
                let label = label(path, name.as_deref());
                if let Some(labelled) = label.and_then(|label| by_label.get_mut(&label)) {
                    labelled.entries += 1;
                }
            }
        }
    }
}

fn with_routes(entries: Vec<MapEntry>, by_label: &mut ByLabel) -> Entries {
    let recognize = |entry| match entry {
        MapEntry::Scope { prefix, entries } => Entry::Scope {
            prefix: PathPattern::new(prefix),
            entries: with_routes(entries, by_label),
        },
        MapEntry::Resource { path, name } => {
            let label = label(&path, name.as_deref());
            let route = label.and_then(|label| by_label.get_mut(&label)?.routes.pop_front());
            let path = PathPattern::new(path);
            match route {
                Some(route) => Entry::Annotated { path, route },
                None => Entry::Other { path },
            }
        }
    };
    Entries::new(entries.into_iter().map(recognize).collect())
}
