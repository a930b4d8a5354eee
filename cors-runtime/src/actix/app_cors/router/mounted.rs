//! Everything that an app has in its router, with whole paths, as `cors-inspector` lists it.

use std::rc::Rc;

use super::{
    entries::{Entries, Entry},
    in_front::PathStart,
    lookup::Router,
    registered_route::RegisteredRoute,
};

/// An entry of the router that is not a scope.
pub(in crate::actix) struct MountedEntry {
    /// The pattern of its whole path; of several patterns, the first.
    pub(in crate::actix) path: String,
    /// Whether it also has all paths below.
    pub(in crate::actix) is_prefix: bool,
    /// The handler, if it is annotated.
    pub(in crate::actix) route: Option<Rc<RegisteredRoute>>,
    /// Paths of entries without `#[cors]` that are asked before and may match the same requests.
    pub(in crate::actix) in_front: Vec<String>,
}

impl Router {
    /// The entries, in the order in which the router asks them.
    #[inline]
    pub(in crate::actix) fn mounted(&self) -> Vec<MountedEntry> {
        let mut walk = Walk::default();
        walk.entries(&self.entries, "", &PathStart::default());
        walk.mounted
    }
}

#[derive(Default)]
struct Walk {
    mounted: Vec<MountedEntry>,
    /// Entries without `#[cors]` that were met, and what their paths begin with.
    others: Vec<(PathStart, String)>,
}

impl Walk {
    #[inline]
    fn entries(&mut self, entries: &Entries, scope: &str, scope_start: &PathStart) {
        for entry in &entries.in_order {
            let definition = entry.definition();
            let pattern = definition.pattern_iter().next().unwrap_or_default();
            let path = format!("{scope}{pattern}");
            let starts = scope_start.of_entries(definition);
            let route = match entry {
                Entry::Scope { entries, .. } => {
                    self.scope(entries, &path, &starts);
                    continue;
                }
                Entry::Annotated { route, .. } => Some(Rc::clone(route)),
                Entry::Other { .. } => None,
            };
            let in_front = match route {
                Some(_) => self.in_front_of(&starts),
                None => Vec::new(),
            };
            if route.is_none() {
                self.meet(&starts, &path);
            }
            self.mounted.push(MountedEntry {
                path,
                is_prefix: definition.is_prefix(),
                route,
                in_front,
            });
        }
    }

    /// Entries inside are in front of each other; outside, the scope represents them.
    #[inline]
    fn scope(&mut self, entries: &Entries, path: &str, starts: &[PathStart]) {
        let outside = self.others.len();
        if let Some(start) = starts.first() {
            self.entries(entries, path, start);
        }
        self.others.truncate(outside);
        self.meet(starts, &format!("{path}/…"));
    }

    #[inline]
    fn meet(&mut self, starts: &[PathStart], path: &str) {
        let others = starts.iter().map(|start| (start.clone(), path.to_owned()));
        self.others.extend(others);
    }

    #[inline]
    fn in_front_of(&self, starts: &[PathStart]) -> Vec<String> {
        let overlaps = |other: &PathStart| starts.iter().any(|start| start.overlaps(other));
        let others = self.others.iter().filter(|(start, _)| overlaps(start));
        others.map(|(_, path)| path.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{
        listed_router::{Listed, entries},
        lookup::Router,
    };

    use Listed::{Handler, Plain, Prefix, Scope};

    /// Each entry: its path, with `..` if it also has those below, the methods of a handler, and what is in front of it.
    fn mounted(listed: Vec<Listed>) -> Vec<String> {
        let (entries, _) = entries(listed);
        let router = Router {
            entries,
            has_conditions: false,
        };
        let line = |entry: super::MountedEntry| {
            let below = if entry.is_prefix { ".." } else { "" };
            let kind = entry.route.map_or("plain".to_owned(), |route| {
                assert!(route.policy().is_some());
                route.methods().concat()
            });
            let in_front = entry.in_front.join(" ");
            format!("{}{below} {kind} <{in_front}>", entry.path)
        };
        router.mounted().into_iter().map(line).collect()
    }

    #[test]
    fn entries_are_listed_in_order_with_whole_paths() {
        assert_eq!(
            mounted(vec![
                Plain("/health"),
                Scope(
                    "/api",
                    vec![
                        Handler(""),
                        Scope("/{tenant}", vec![Handler("/users"), Plain("/x")])
                    ],
                ),
                Prefix("/files"),
            ]),
            [
                "/health plain <>",
                "/api GET <>",
                "/api/{tenant}/users GET <>",
                "/api/{tenant}/x plain <>",
                "/files.. plain <>",
            ]
        );
    }

    #[test]
    fn a_handler_names_the_entries_that_may_take_its_requests() {
        assert_eq!(
            mounted(vec![
                Plain("/{page}"),
                Plain("/b"),
                Scope("/a", vec![Plain("/{id}"), Handler("/b"), Handler("/c")]),
                Handler("/a/d"),
                Handler("/b"),
            ]),
            [
                "/{page} plain <>",
                "/b plain <>",
                "/a/{id} plain <>",
                "/a/b GET </{page} /a/{id}>",
                "/a/c GET </{page} /a/{id}>",
                // Outside, the scope represents what is inside it.
                "/a/d GET </{page} /a/…>",
                "/b GET </{page} /b>",
            ]
        );
    }
}
