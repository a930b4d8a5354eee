//! A set of patterns for origins, grouped by suffix, so that only the few that can match are tried.

use alloc::{collections::BTreeMap, vec::Vec};

use super::{
    pattern::{HostWildcard, OriginPattern},
    perfect_hash::PerfectHashSet,
};

/// Looking up a suffix of one length takes as long as trying this many patterns.
const PATTERNS_PER_LOOKUP: usize = 4;

/// A set of patterns.
#[derive(Debug, Clone, Copy)]
pub enum PatternSet {
    /// Few patterns, tried in turn.
    InTurn(&'static [OriginPattern<&'static str>]),
    /// Many patterns, of which only those are tried whose suffix the origin has.
    BySuffix {
        /// Each length that a suffix has.
        lengths: &'static [usize],
        /// The suffixes.
        suffixes: PerfectHashSet,
        /// The patterns that have the suffix with the same index.
        groups: &'static [&'static [OriginPattern<&'static str>]],
    },
}

impl PatternSet {
    /// Whether the value of an `Origin` header matches one of them.
    #[must_use]
    pub fn match_any(&self, origin: &[u8]) -> bool {
        match self {
            Self::InTurn(patterns) => patterns.iter().any(|pattern| pattern.matches(origin)),
            Self::BySuffix {
                lengths,
                suffixes,
                groups,
            } => possible_suffixes(origin, lengths)
                .filter_map(|suffix| groups.get(suffixes.index_of(suffix)?))
                .any(|group| group.iter().any(|pattern| pattern.matches(origin))),
        }
    }

    /// The patterns, in no particular order.
    pub fn iter(&self) -> impl Iterator<Item = &'static OriginPattern<&'static str>> {
        let groups = match self {
            Self::InTurn(patterns) => core::slice::from_ref(patterns),
            Self::BySuffix { groups, .. } => groups,
        };
        groups.iter().copied().flatten()
    }
}

/// The patterns by their suffixes, if that is faster than trying them in turn.
#[must_use]
pub fn group_by_suffix(patterns: &[OriginPattern]) -> Option<BTreeMap<&str, Vec<&OriginPattern>>> {
    let mut groups: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for pattern in patterns {
        groups.entry(suffix(pattern)).or_default().push(pattern);
    }
    (patterns.len() > PATTERNS_PER_LOOKUP * suffix_lengths(groups.keys().copied()).len())
        .then_some(groups)
}

/// The fixed end of every origin that the pattern matches, before a port where `:*` allows any.
#[must_use]
pub fn suffix(pattern: &OriginPattern) -> &str {
    let (before, wildcard, behind, _) = pattern.parts();
    match wildcard {
        HostWildcard::None => before,
        HostWildcard::Subdomains | HostWildcard::PartOfLabel => behind,
    }
}

/// Each length that a suffix has, once, in ascending order.
#[must_use]
pub fn suffix_lengths<'a>(suffixes: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let mut lengths: Vec<_> = suffixes.map(str::len).collect();
    lengths.sort_unstable();
    lengths.dedup();
    lengths
}

/// The ends of the origin that may be a pattern's suffix. Yields at most two slices per length, so a long
/// `Origin` cannot cause extra work.
pub fn possible_suffixes<'a>(
    origin: &'a [u8],
    lengths: &'a [usize],
) -> impl Iterator<Item = &'a [u8]> {
    let texts = without_port(origin).into_iter().chain([origin]);
    texts.flat_map(|text| {
        let starts = lengths
            .iter()
            .map_while(|length| text.len().checked_sub(*length));
        starts.map(|start| &text[start..])
    })
}

/// The origin up to the colon of its port, if it has one.
fn without_port(origin: &[u8]) -> Option<&[u8]> {
    let digits = origin.iter().rev().take_while(|byte| byte.is_ascii_digit());
    let colon = origin.len() - digits.count();
    origin[..colon].strip_suffix(b":")
}

#[cfg(test)]
mod tests {
    use alloc::{format, string::String, vec};

    use super::*;
    use crate::origin::Origin;

    fn pattern(text: &str) -> OriginPattern {
        Origin::parse(text).unwrap().pattern()
    }

    fn constant(pattern: &OriginPattern) -> OriginPattern<&'static str> {
        let (before, wildcard, behind, any_port) = pattern.parts();
        let text = |text: &str| &*String::from(text).leak();
        OriginPattern::from_parts(text(before), wildcard, text(behind), any_port)
    }

    /// A set that lives as long as a program's constants do.
    fn by_suffix(patterns: &[OriginPattern]) -> PatternSet {
        let groups = group_by_suffix(patterns).unwrap();
        let lengths = suffix_lengths(groups.keys().copied());
        let suffixes = groups.keys().map(|suffix| &*String::from(*suffix).leak());
        let suffixes: Vec<&'static str> = suffixes.collect();
        let (suffixes, seeds) = PerfectHashSet::build(&suffixes);
        let groups: Vec<&'static [_]> = suffixes
            .iter()
            .map(|suffix| {
                let group = groups[suffix].iter();
                &*group
                    .map(|pattern| constant(pattern))
                    .collect::<Vec<_>>()
                    .leak()
            })
            .collect();
        PatternSet::BySuffix {
            lengths: lengths.leak(),
            suffixes: PerfectHashSet::new(suffixes.leak(), seeds.leak()),
            groups: groups.leak(),
        }
    }

    #[test]
    fn grouped_patterns_match_as_they_match_in_turn() {
        let kinds = [
            "https://*.{}.example",
            "https://pr-*.{}.example",
            "https://*--shop.{}.example:8443",
            "http://{}.example:*",
            "http://*.{}.example:*",
        ];
        let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
        let patterns: Vec<_> = kinds
            .iter()
            .flat_map(|kind| names.map(|name| pattern(&kind.replace("{}", name))))
            .collect();
        let set = by_suffix(&patterns);
        assert_eq!(set.iter().count(), patterns.len());
        let mut matched = vec![false; patterns.len()];
        for name in ["a", "i", "j", "ab", ""] {
            for before in ["", "x.", "y.x.", "pr-1.", "x--shop.", "."] {
                for end in ["", ":8443", ":80", ":3000", ":", ".", ":8443:8443"] {
                    for scheme in ["https", "http"] {
                        let origin = format!("{scheme}://{before}{name}.example{end}");
                        let origin = origin.as_bytes();
                        let in_turn: Vec<_> =
                            patterns.iter().map(|one| one.matches(origin)).collect();
                        assert_eq!(set.match_any(origin), in_turn.contains(&true));
                        for (matched, here) in matched.iter_mut().zip(in_turn) {
                            *matched |= here;
                        }
                    }
                }
            }
        }
        assert!(matched.iter().filter(|matched| **matched).count() > kinds.len());
    }

    #[test]
    fn patterns_with_suffixes_of_many_lengths_are_not_grouped() {
        let patterns =
            (1..20).map(|length| pattern(&format!("https://*.{}.example", "a".repeat(length))));
        assert_eq!(group_by_suffix(&patterns.collect::<Vec<_>>()), None);
    }

    #[test]
    fn patterns_are_grouped_where_lookups_save_comparisons() {
        let of_length = |length: usize, count: u8| {
            let names = (b'a'..b'a' + count).map(|name| String::from(char::from(name)));
            names.map(move |name| pattern(&format!("https://*.{}.example", name.repeat(length))))
        };
        let is_grouped = |patterns: Vec<_>| group_by_suffix(&patterns).is_some();
        assert!(!is_grouped(of_length(1, 4).collect()));
        assert!(is_grouped(of_length(1, 5).collect()));
        assert!(!is_grouped(
            of_length(1, 4).chain(of_length(2, 4)).collect()
        ));
        assert!(is_grouped(of_length(1, 4).chain(of_length(2, 5)).collect()));
    }

    #[test]
    fn the_number_of_lookups_does_not_depend_on_the_origin() {
        let lengths = [4, 8, 15];
        for origin in [
            &b"."[..],
            &[b'.'; 200],
            &[b':'; 200],
            b"https://a.example:1234",
        ] {
            assert!(possible_suffixes(origin, &lengths).count() <= 2 * lengths.len());
        }
    }
}
