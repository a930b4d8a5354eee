//! Patterns of a set that is made at run time, by suffix: only those are tried that can match.

use std::{collections::HashMap, sync::Arc};

use cors_rules::{Hazards, OriginPattern, possible_suffixes, suffix};

/// Patterns that have the same suffix.
type Group = Arc<[(OriginPattern, Hazards)]>;

/// Patterns, each with what credentials make dangerous about it.
#[derive(Debug, Clone, Default)]
pub(super) struct RuntimePatterns {
    by_suffix: HashMap<Arc<[u8]>, Group>,
    /// The lengths that suffixes have, in ascending order.
    lengths: Vec<usize>,
    /// How many suffixes have each of them.
    counts: Vec<usize>,
}

impl RuntimePatterns {
    #[inline]
    pub(super) fn new(patterns: &[OriginPattern]) -> Self {
        let mut patterns: Vec<&OriginPattern> = patterns.iter().collect();
        patterns.sort_unstable_by_key(|pattern| suffix(pattern));
        let mut all = Self::default();
        for same in patterns.chunk_by(|one, next| suffix(one) == suffix(next)) {
            let group = same.iter().map(|&one| (one.clone(), hazards(one)));
            all.set(suffix(same[0]).as_bytes(), group.collect());
        }
        all
    }

    #[inline]
    pub(super) fn insert(&mut self, pattern: &OriginPattern) {
        let suffix = suffix(pattern).as_bytes();
        let mut group = self.with_suffix(suffix);
        if !group.iter().any(|(one, _)| one == pattern) {
            group.push((pattern.clone(), hazards(pattern)));
            self.set(suffix, group);
        }
    }

    #[inline]
    pub(super) fn remove(&mut self, pattern: &OriginPattern) {
        let suffix = suffix(pattern).as_bytes();
        let mut group = self.with_suffix(suffix);
        group.retain(|(one, _)| one != pattern);
        self.set(suffix, group);
    }

    /// Whether a pattern without one of the refused hazards matches.
    #[inline]
    pub(super) fn matches(&self, origin: &[u8], refused: Hazards) -> bool {
        possible_suffixes(origin, &self.lengths)
            .filter_map(|suffix| self.by_suffix.get(suffix))
            .flat_map(|group| group.iter())
            .any(|(pattern, hazards)| {
                hazards.intersection(refused).is_empty() && pattern.matches(origin)
            })
    }

    #[inline]
    pub(super) fn iter(&self) -> impl Iterator<Item = &OriginPattern> {
        self.by_suffix
            .values()
            .flat_map(|group| group.iter())
            .map(|(pattern, _)| pattern)
    }

    #[inline]
    fn with_suffix(&self, suffix: &[u8]) -> Vec<(OriginPattern, Hazards)> {
        self.by_suffix
            .get(suffix)
            .map(|group| group.to_vec())
            .unwrap_or_default()
    }

    /// Replaces the patterns with the suffix.
    #[inline]
    fn set(&mut self, suffix: &[u8], patterns: Vec<(OriginPattern, Hazards)>) {
        let is_empty = patterns.is_empty();
        let before = if is_empty {
            self.by_suffix.remove(suffix)
        } else {
            self.by_suffix.insert(suffix.into(), patterns.into())
        };
        let place = self.lengths.binary_search(&suffix.len());
        match (before.is_some(), is_empty, place) {
            (false, false, Ok(place)) => self.counts[place] += 1,
            (false, false, Err(place)) => {
                self.lengths.insert(place, suffix.len());
                self.counts.insert(place, 1);
            }
            (true, true, Ok(place)) if self.counts[place] > 1 => self.counts[place] -= 1,
            (true, true, Ok(place)) => {
                self.lengths.remove(place);
                self.counts.remove(place);
            }
            _ => {}
        }
    }
}

#[inline]
fn hazards(pattern: &OriginPattern) -> Hazards {
    Hazards::of_origin_text(&pattern.to_string()).unwrap_or(Hazards::all())
}

#[cfg(test)]
mod tests {
    use cors_rules::HostWildcard;

    use super::*;

    fn below(domain: &str) -> OriginPattern {
        of_scheme("https", domain)
    }

    fn of_scheme(scheme: &str, domain: &str) -> OriginPattern {
        let (before, behind) = (format!("{scheme}://"), format!(".{domain}"));
        OriginPattern::from_parts(before, HostWildcard::Subdomains, behind, false)
    }

    #[test]
    fn a_pattern_with_a_refused_hazard_does_not_count() {
        let patterns = RuntimePatterns::new(&[of_scheme("http", "a.example")]);
        let origin = b"http://x.a.example";
        assert!(patterns.matches(origin, Hazards::empty()));
        assert!(!patterns.matches(origin, Hazards::INSECURE_ORIGIN));
    }

    #[test]
    fn a_length_is_tried_as_long_as_a_suffix_has_it() {
        let same_length = ["a.example", "b.example", "c.example"].map(below);
        let mut patterns = RuntimePatterns::new(&same_length);
        let is_matched = |patterns: &RuntimePatterns, origin: &str| {
            patterns.matches(origin.as_bytes(), Hazards::empty())
        };
        for (removed, left) in [(0, 2), (1, 1), (2, 0)] {
            patterns.remove(&same_length[removed]);
            assert_eq!(patterns.iter().count(), left);
            assert_eq!(is_matched(&patterns, "https://x.c.example"), left > 0);
            assert_eq!(patterns.lengths.len(), usize::from(left > 0));
            assert_eq!(patterns.counts.iter().sum::<usize>(), left);
        }
        assert!(!is_matched(&patterns, "https://x.a.example"));
    }
}
