//! Which annotated handlers may have entries without a policy in front of them, by what their paths begin with.
//! Only their preflights have to be compared with what those entries asked for, or left in the request.

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
fn mark_among(entries: &Entries, scope: &PathStart, in_front: &mut Vec<(PathStart, InFront)>) {
    for entry in &entries.in_order {
        let starts = scope.of_entries(entry.definition());
        let each = |what| starts.iter().map(move |start| (start.clone(), what));
        match entry {
            Entry::Scope { entries, .. } => {
                let outside = in_front.len();
                // Its guards may let the preflight in, and keep the actual request out.
                in_front.extend(each(InFront::Others));
                for start in &starts {
                    mark_among(entries, start, in_front);
                }
                in_front.truncate(outside);
                in_front.extend(each(InFront::Others));
            }
            Entry::Annotated { route, .. } => {
                let overlaps = |other: &PathStart| starts.iter().any(|start| start.overlaps(other));
                let others = in_front.iter().filter(|(other, _)| overlaps(other));
                let most = others.map(|(_, what)| *what).max();
                route
                    .guard
                    .set_in_front(most.unwrap_or(InFront::HandlersWithPolicy));
                if route.policy.is_none() {
                    in_front.extend(each(InFront::DisabledHandlers));
                }
            }
            Entry::Other { .. } => in_front.extend(each(InFront::Others)),
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

    /// Whether a path may be both the one of a handler and the one of another entry, which has all paths below its own
    /// if it `is_prefix`. More exact than [`PathStart::overlaps`], which compares text only.
    pub(super) fn has_path_of(&self, other: &Self, is_prefix: bool) -> bool {
        if let Some(rest) = other.text.strip_prefix(&self.text) {
            return rest.is_empty() || !self.is_whole;
        }
        self.text.strip_prefix(&other.text).is_some_and(|rest| {
            let begins_segment = other.text.ends_with('/') || rest.starts_with('/');
            !other.is_whole || (is_prefix && begins_segment)
        })
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

#[cfg(test)]
mod tests {
    use actix_web::dev::ResourceDef;

    use super::{
        super::listed_router::{Listed, entries, in_front},
        PathStart, mark,
    };
    use crate::actix::guard::InFront::{self, DisabledHandlers, HandlersWithPolicy, Others};

    use Listed::{Disabled, Handler, Plain, Prefix, Scope};

    /// What the handlers of the router know, in their order.
    fn marks(listed: Vec<Listed>) -> Vec<InFront> {
        let (entries, routes) = entries(listed);
        assert!(
            in_front(&routes)
                .iter()
                .all(|mark| *mark == InFront::Unknown)
        );
        mark(&entries);
        in_front(&routes)
    }

    #[test]
    fn an_entry_behind_a_handler_or_on_another_path_is_not_in_front_of_it() {
        assert_eq!(
            marks(vec![Handler("/a"), Plain("/a")]),
            [HandlersWithPolicy]
        );
        assert_eq!(
            marks(vec![Handler("/a"), Handler("/a")]),
            [HandlersWithPolicy; 2]
        );
        assert_eq!(
            marks(vec![Plain("/b"), Handler("/a")]),
            [HandlersWithPolicy]
        );
        assert_eq!(
            marks(vec![Plain("/b/{id}"), Handler("/a/{id}")]),
            [HandlersWithPolicy]
        );
    }

    #[test]
    fn a_disabled_handler_is_in_front_of_those_behind_it_unless_an_entry_without_cors_is_too() {
        assert_eq!(
            marks(vec![Handler("/a"), Disabled("/{id}"), Handler("/a")]),
            [HandlersWithPolicy, HandlersWithPolicy, DisabledHandlers]
        );
        for others in [[Disabled("/a"), Plain("/a")], [Plain("/a"), Disabled("/a")]] {
            let listed = others.into_iter().chain([Handler("/a")]).collect();
            assert_eq!(marks(listed).last(), Some(&Others));
        }
        assert_eq!(
            marks(vec![Disabled("/b"), Handler("/a")]),
            [HandlersWithPolicy; 2]
        );
    }

    #[test]
    fn an_entry_whose_path_may_be_the_same_is_in_front() {
        for path in ["/a/b", "/a/{id}", "/{id}", "/{tail}*", "/a/b/{id}"] {
            assert_eq!(
                marks(vec![Plain(path), Handler("/a/b")]),
                [Others],
                "{path}"
            );
        }
        assert_eq!(marks(vec![Plain("/a/b"), Handler("/{id}")]), [Others]);
        assert_eq!(marks(vec![Prefix("/a"), Handler("/a/b")]), [Others]);
    }

    #[test]
    fn the_scope_around_a_handler_may_keep_its_requests_out() {
        assert_eq!(marks(vec![Scope("/a", vec![Handler("/b")])]), [Others]);
    }

    #[test]
    fn a_scope_is_in_front_of_the_handlers_behind_it_and_what_is_inside_is_not() {
        let scope = || Scope("/a", vec![Plain("/b")]);
        assert_eq!(marks(vec![scope(), Handler("/a/c")]), [Others]);
        assert_eq!(marks(vec![scope(), Handler("/b")]), [HandlersWithPolicy]);
        let open = || Scope("/{tenant}", vec![Handler("/b")]);
        assert_eq!(marks(vec![open(), Handler("/a")]), [Others; 2]);
    }

    fn starts(scope: &PathStart, pattern: &str) -> Vec<(String, bool)> {
        let starts = scope.of_entries(&ResourceDef::new(pattern));
        starts
            .into_iter()
            .map(|start| (start.text, start.is_whole))
            .collect()
    }

    #[test]
    fn the_start_of_a_path_ends_at_the_first_parameter() {
        let app = PathStart::default();
        assert_eq!(starts(&app, "/a/b"), [("/a/b".to_owned(), true)]);
        assert_eq!(starts(&app, "/a/{id}/b"), [("/a/".to_owned(), false)]);
        let both = app.of_entries(&ResourceDef::new(["/a", "/b/{id}"]));
        assert_eq!(both.len(), 2);

        let [whole, cut] = &both[..] else {
            panic!("two patterns have two starts")
        };
        assert_eq!(starts(whole, "/c/{id}"), [("/a/c/".to_owned(), false)]);
        // What follows the parameter is not known.
        assert_eq!(starts(cut, "/c"), [("/b/".to_owned(), false)]);
    }
}
