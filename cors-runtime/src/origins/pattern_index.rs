//! Patterns of a set that is made at run time, by what they end with: only those are tried that can match.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use cors_rules::{Hazards, OriginPattern, possible_suffixes, suffix};

/// Patterns with one end.
type SameEnd = Arc<[(OriginPattern, Hazards)]>;

/// Patterns, each with what credentials make dangerous about it.
#[derive(Debug, Clone, Default)]
pub(super) struct PatternIndex {
    lengths: Vec<usize>,
    by_end: HashMap<Arc<[u8]>, SameEnd>,
}

impl PatternIndex {
    pub(super) fn new(patterns: &[OriginPattern]) -> Self {
        let mut by_end: HashMap<&str, Vec<_>> = HashMap::new();
        for pattern in patterns {
            let same_end = by_end.entry(suffix(pattern)).or_default();
            same_end.push((pattern.clone(), hazards(pattern)));
        }
        let by_end = by_end.into_iter();
        let mut index = Self {
            lengths: Vec::new(),
            by_end: by_end
                .map(|(end, patterns)| (Arc::from(end.as_bytes()), Arc::from(patterns)))
                .collect(),
        };
        index.measure();
        index
    }

    pub(super) fn insert(&mut self, pattern: OriginPattern) {
        let end: Arc<[u8]> = Arc::from(suffix(&pattern).as_bytes());
        let mut same_end = self.with_end(&end);
        if !same_end.iter().any(|(one, _)| *one == pattern) {
            let hazards = hazards(&pattern);
            same_end.push((pattern, hazards));
        }
        self.by_end.insert(end, same_end.into());
        self.measure();
    }

    pub(super) fn remove(&mut self, pattern: &OriginPattern) {
        let end = suffix(pattern).as_bytes();
        let mut same_end = self.with_end(end);
        same_end.retain(|(one, _)| one != pattern);
        if same_end.is_empty() {
            self.by_end.remove(end);
        } else {
            self.by_end.insert(end.into(), same_end.into());
        }
        self.measure();
    }

    /// Whether a pattern without one of the refused hazards matches.
    pub(super) fn matches(&self, origin: &[u8], refused: Hazards) -> bool {
        possible_suffixes(origin, &self.lengths)
            .filter_map(|end| self.by_end.get(end))
            .flat_map(|same_end| same_end.iter())
            .any(|(pattern, hazards)| {
                hazards.intersection(refused).is_empty() && pattern.matches(origin)
            })
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &OriginPattern> {
        self.by_end
            .values()
            .flat_map(|same_end| same_end.iter())
            .map(|(pattern, _)| pattern)
    }

    fn with_end(&self, end: &[u8]) -> Vec<(OriginPattern, Hazards)> {
        self.by_end
            .get(end)
            .map(|same_end| same_end.to_vec())
            .unwrap_or_default()
    }

    fn measure(&mut self) {
        let ends: BTreeSet<_> = self.by_end.keys().map(|end| end.len()).collect();
        self.lengths = ends.into_iter().collect();
    }
}

fn hazards(pattern: &OriginPattern) -> Hazards {
    Hazards::of_origin_text(&pattern.to_string()).unwrap_or_default()
}
