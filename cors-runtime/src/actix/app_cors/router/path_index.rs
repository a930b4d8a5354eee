//! Which patterns can match a path at all, by the text that they begin with: so that few of many are tried.
//!
//! This only narrows the candidates; [`ResourceDef`] decides whether one matches.

use actix_web::dev::ResourceDef;

/// The beginnings of patterns, sorted.
///
/// Take the last one that is not behind a path in this order: all that begin the path begin that one, or are
/// it. So each knows the next shorter one that it begins with.
pub(super) struct PathIndex(Vec<Start>);

struct Start {
    text: String,
    shorter: Option<usize>,
    /// The patterns that begin with this text, or with a shorter one that it begins with, by their places.
    patterns: Vec<usize>,
}

impl PathIndex {
    pub(super) fn of<'a>(patterns: impl IntoIterator<Item = &'a ResourceDef>) -> Self {
        let mut places = Vec::new();
        for (place, definition) in patterns.into_iter().enumerate() {
            for pattern in definition.pattern_iter() {
                places.push((start(pattern), place));
            }
        }
        places.sort_unstable();
        // Without a beginning, a pattern can match wherever others do.
        let mut starts = Self(Vec::new());
        starts.push("", places.iter().filter(|(text, _)| text.is_empty()));
        for same in places.chunk_by(|one, next| one.0 == next.0) {
            let (text, _) = same[0];
            if !text.is_empty() {
                starts.push(text, same.iter());
            }
        }
        starts
    }

    /// The places of all patterns that can match the path, in their order.
    pub(super) fn candidates(&self, path: &str) -> &[usize] {
        let end = self.0.partition_point(|start| *start.text <= *path);
        self.last_of(path, end)
            .map_or(&[], |last| &self.0[last].patterns)
    }

    fn push<'a>(&mut self, text: &str, places: impl Iterator<Item = &'a (&'a str, usize)>) {
        let shorter = self.last_of(text, self.0.len());
        let mut patterns: Vec<usize> = places.map(|(_, place)| *place).collect();
        if let Some(shorter) = shorter {
            patterns.extend(&self.0[shorter].patterns);
        }
        patterns.sort_unstable();
        patterns.dedup();
        self.0.push(Start {
            text: text.to_owned(),
            shorter,
            patterns,
        });
    }

    /// The longest of the beginnings up to there that the path has.
    fn last_of(&self, path: &str, end: usize) -> Option<usize> {
        let mut last = end.checked_sub(1)?;
        while !path.starts_with(&self.0[last].text) {
            last = self.0[last].shorter?;
        }
        Some(last)
    }
}

/// The text that every path begins with which the pattern matches.
pub(super) fn start(pattern: &str) -> &str {
    let Some(parameter) = pattern.find('{') else {
        // actix-web ignores the text before a nameless tail.
        return if pattern.ends_with('*') { "" } else { pattern };
    };
    let (start, rest) = pattern.split_at(parameter);
    // A regular expression can leave its parentheses, and offer another way around all that precedes it.
    if rest.contains(['(', ')', '|']) {
        return "";
    }
    start
}

#[cfg(test)]
mod tests {
    use actix_web::dev::ResourceDef;
    use proptest::{collection::vec, prelude::*};

    use super::PathIndex;
    use crate::actix::app_cors::router::any_patterns::{config, definition, path};

    fn index(patterns: &[&str]) -> PathIndex {
        let definitions: Vec<_> = patterns.iter().map(|&one| ResourceDef::new(one)).collect();
        PathIndex::of(&definitions)
    }

    #[test]
    fn what_begins_otherwise_is_not_tried() {
        let index = index(&["/a", "/a/{id}", "/b/{id}", "/a/{id}/c", "/{page}", "/ab"]);
        assert_eq!(index.candidates("/a/7"), [0, 1, 3, 4]);
        assert_eq!(index.candidates("/b"), [4]);
        assert!(index.candidates("b").is_empty(), "a page has a slash");
    }

    #[test]
    fn a_regular_expression_may_leave_its_place() {
        let index = index(&["/a/{x:b)|(c}", "/a/{x:[bc]}", "/a/b*"]);
        assert_eq!(index.candidates("c"), [0, 2]);
        assert_eq!(index.candidates("/a/c"), [0, 1, 2]);
    }

    proptest! {
        #![proptest_config(config())]

        #[test]
        fn all_that_match_are_candidates(
            definitions in vec(definition(), 1..12),
            paths in vec(path(), 1..20),
        ) {
            let index = PathIndex::of(&definitions);
            for path in paths {
                let candidates = index.candidates(&path);
                prop_assert!(candidates.is_sorted());
                for (place, definition) in definitions.iter().enumerate() {
                    let is_match = definition.is_match(&path);
                    prop_assert_eq!(is_match, definition.find_match(&path).is_some());
                    prop_assert!(!is_match || candidates.contains(&place), "{definition:?} has {path:?}");
                }
            }
        }
    }
}
