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
    others: Vec<Other>,
}

/// An entry without `#[cors]` that was met.
struct Other {
    start: PathStart,
    is_prefix: bool,
    path: String,
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
                self.meet(&starts, definition.is_prefix(), &path);
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
        self.meet(starts, true, &format!("{path}/…"));
    }

    #[inline]
    fn meet(&mut self, starts: &[PathStart], is_prefix: bool, path: &str) {
        let others = starts.iter().map(|start| Other {
            start: start.clone(),
            is_prefix,
            path: path.to_owned(),
        });
        self.others.extend(others);
    }

    #[inline]
    fn in_front_of(&self, starts: &[PathStart]) -> Vec<String> {
        let has_path_of = |other: &&Other| {
            let mut starts = starts.iter();
            starts.any(|start| start.has_path_of(&other.start, other.is_prefix))
        };
        let others = self.others.iter().filter(has_path_of);
        others.map(|other| other.path.clone()).collect()
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

    #[test]
    fn an_entry_whose_path_only_begins_alike_is_not_in_front() {
        assert_eq!(
            mounted(vec![
                Plain("/user"),
                Plain("/users/list"),
                Scope("/us", vec![Plain("/ers")]),
                Prefix("/use"),
                Handler("/users"),
            ])
            .last()
            .map(String::as_str),
            Some("/users GET <>")
        );
    }

    #[test]
    fn an_entry_that_may_have_the_path_is_in_front() {
        for (other, named) in [
            (Plain("/users/7"), "/users/7"),
            (Plain("/users/{id}/x"), "/users/{id}/x"),
            (Plain("/{any}*"), "/{any}*"),
            (Prefix("/users"), "/users"),
            (Prefix("/users/"), "/users/"),
            (Prefix("/"), "/"),
            (Prefix(""), ""),
            (Scope("/users", vec![]), "/users/…"),
            (Scope("", vec![]), "/…"),
        ] {
            let listed = mounted(vec![other, Handler("/users/{id}")]);
            assert_eq!(
                listed.last().map(String::as_str),
                Some(format!("/users/{{id}} GET <{named}>").as_str())
            );
        }
    }
}
