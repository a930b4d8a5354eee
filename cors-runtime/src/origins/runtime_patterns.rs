//! Patterns of a set that is made at run time, by suffix: only those are tried that can match.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use cors_rules::{Hazards, OriginPattern, possible_suffixes, suffix};

/// Patterns that have the same suffix.
type Group = Arc<[(OriginPattern, Hazards)]>;

/// Patterns, each with what credentials make dangerous about it.
#[derive(Debug, Clone, Default)]
pub(super) struct RuntimePatterns {
    by_suffix: HashMap<Arc<[u8]>, Group>,
    /// Each length that a suffix has, and how many suffixes have it.
    counts: BTreeMap<usize, usize>,
    /// The lengths alone, in ascending order.
    lengths: Vec<usize>,
}

impl RuntimePatterns {
    pub(super) fn new(patterns: &[OriginPattern]) -> Self {
        let mut groups: HashMap<&str, Vec<_>> = HashMap::new();
        for pattern in patterns {
            let group = groups.entry(suffix(pattern)).or_default();
            group.push((pattern.clone(), hazards(pattern)));
        }
        let mut all = Self::default();
        for (suffix, group) in groups {
            all.set(suffix.as_bytes(), group);
        }
        all
    }

    pub(super) fn insert(&mut self, pattern: &OriginPattern) {
        let suffix = suffix(pattern).as_bytes();
        let mut group = self.with_suffix(suffix);
        if !group.iter().any(|(one, _)| one == pattern) {
            group.push((pattern.clone(), hazards(pattern)));
            self.set(suffix, group);
        }
    }

    pub(super) fn remove(&mut self, pattern: &OriginPattern) {
        let suffix = suffix(pattern).as_bytes();
        let mut group = self.with_suffix(suffix);
        group.retain(|(one, _)| one != pattern);
        self.set(suffix, group);
    }

    /// Whether a pattern without one of the refused hazards matches.
    pub(super) fn matches(&self, origin: &[u8], refused: Hazards) -> bool {
        possible_suffixes(origin, &self.lengths)
            .filter_map(|suffix| self.by_suffix.get(suffix))
            .flat_map(|group| group.iter())
            .any(|(pattern, hazards)| {
                hazards.intersection(refused).is_empty() && pattern.matches(origin)
            })
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &OriginPattern> {
        self.by_suffix
            .values()
            .flat_map(|group| group.iter())
            .map(|(pattern, _)| pattern)
    }

    fn with_suffix(&self, suffix: &[u8]) -> Vec<(OriginPattern, Hazards)> {
        self.by_suffix
            .get(suffix)
            .map(|group| group.to_vec())
            .unwrap_or_default()
    }

    /// Replaces the patterns with the suffix.
    fn set(&mut self, suffix: &[u8], patterns: Vec<(OriginPattern, Hazards)>) {
        let is_empty = patterns.is_empty();
        let before = if is_empty {
            self.by_suffix.remove(suffix)
        } else {
            self.by_suffix.insert(suffix.into(), patterns.into())
        };
        match (before.is_some(), is_empty) {
            (false, false) => *self.counts.entry(suffix.len()).or_default() += 1,
            (true, true) => {
                if let Some(count) = self.counts.get_mut(&suffix.len()) {
                    *count -= 1;
                }
                self.counts.retain(|_, count| *count > 0);
            }
            (true, false) | (false, true) => return,
        }
        self.lengths = self.counts.keys().copied().collect();
    }
}

fn hazards(pattern: &OriginPattern) -> Hazards {
    Hazards::of_origin_text(&pattern.to_string()).unwrap_or(Hazards::all())
}
