//! Which annotated handlers may have entries without `#[cors]` in front of them, by what their paths begin with.
//! Only their preflights have to be compared with what those entries asked for.

use actix_web::dev::ResourceDef;

use super::{
    entries::{Entries, Entry},
    path_index::start,
};
use crate::actix::guard::InFront;

/// Lets the guard of each handler know what is in front of it.
pub(super) fn mark(entries: &Entries) {
    mark_among(entries, &PathStart::default(), &mut Vec::new());
}

/// The text that every path begins with which an entry matches.
#[derive(Clone)]
pub(super) struct PathStart {
    text: String,
    /// Whether the paths of entries inside a scope go on right behind the text.
    is_whole: bool,
}

/// The entries in front that are left behind at the end of the scope are represented by the scope itself: a
/// request that did not enter it meets none of them.
fn mark_among(entries: &Entries, scope: &PathStart, in_front: &mut Vec<PathStart>) {
    for entry in &entries.in_order {
        let starts = scope.of_entries(entry.definition());
        match entry {
            Entry::Scope { entries, .. } => {
                let outside = in_front.len();
                // Its guards may let the preflight in, and keep the actual request out.
                in_front.extend(starts.iter().cloned());
                for start in &starts {
                    mark_among(entries, start, in_front);
                }
                in_front.truncate(outside);
                in_front.extend(starts);
            }
            Entry::Annotated { route, .. } => {
                let overlaps = |other: &PathStart| starts.iter().any(|start| start.overlaps(other));
                route.guard.set_in_front(if in_front.iter().any(overlaps) {
                    InFront::Others
                } else {
                    InFront::KnownHandlers
                });
            }
            Entry::Other { .. } => in_front.extend(starts),
        }
    }
}

impl Default for PathStart {
    fn default() -> Self {
        Self {
            text: String::new(),
            is_whole: true,
        }
    }
}

impl PathStart {
    /// One for each pattern of an entry in this scope.
    pub(super) fn of_entries(&self, entry: &ResourceDef) -> Vec<Self> {
        let patterns = entry.pattern_iter();
        patterns.map(|pattern| self.followed_by(pattern)).collect()
    }

    /// Whether a path may begin with both.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.text.starts_with(&other.text) || other.text.starts_with(&self.text)
    }

    fn followed_by(&self, pattern: &str) -> Self {
        if !self.is_whole {
            return self.clone();
        }
        let start = start(pattern);
        Self {
            text: format!("{}{start}", self.text),
            is_whole: start == pattern,
        }
    }
}
