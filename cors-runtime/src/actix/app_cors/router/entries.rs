//! The entries of a router, as far as they can be seen.

use std::rc::Rc;

use actix_web::dev::ResourceDef;

use super::{path_index::PathIndex, path_pattern::PathPattern, registered_route::RegisteredRoute};

/// The entries of an app or of a scope, in their order.
pub(super) struct Entries {
    pub(super) in_order: Vec<Entry>,
    index: PathIndex,
}

/// An entry, with the pattern of its path.
pub(super) enum Entry {
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

impl Entries {
    pub(super) fn new(in_order: Vec<Entry>) -> Self {
        let index = PathIndex::of(in_order.iter().map(Entry::definition));
        Self { in_order, index }
    }

    /// Those that may match the path.
    pub(super) fn candidates(&self, path: &str) -> impl Iterator<Item = &Entry> {
        let places = self.index.candidates(path).iter();
        places.map(|&place| &self.in_order[place])
    }

    /// Whether the path ends where a scope begins, and not at a resource.
    pub(super) fn end_at_scope(&self, path: &str) -> bool {
        self.candidates(path).any(|entry| match entry {
            Entry::Scope {
                prefix, entries, ..
            } => prefix
                .find_match(path)
                .is_some_and(|end| end == path.len() || entries.end_at_scope(&path[end..])),
            Entry::Annotated { .. } | Entry::Other { .. } => false,
        })
    }
}

impl Entry {
    pub(super) fn definition(&self) -> &ResourceDef {
        match self {
            Self::Scope { prefix: path, .. }
            | Self::Annotated { path, .. }
            | Self::Other { path } => path.definition(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::listed_router::{
        Listed::{Handler, Plain, Scope},
        entries,
    };

    #[test]
    fn a_path_ends_at_a_scope_if_it_is_the_prefix_of_one() {
        let inner = Scope("/{tenant}", vec![Handler("")]);
        let api = Scope("/api", vec![Handler("/users"), inner]);
        let (entries, _) = entries(vec![Plain("/page"), api]);
        for path in ["/api", "/api/acme", "/api/users"] {
            assert!(entries.end_at_scope(path), "{path}");
        }
        for path in [
            "/page",
            "/",
            "",
            "/apis",
            "/api/acme/",
            "/api/acme/users",
            "/acme",
        ] {
            assert!(!entries.end_at_scope(path), "{path}");
        }
    }
}
