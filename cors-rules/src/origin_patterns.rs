//! Patterns for origins by what they end with, so that of many only those are tried that can match.

use alloc::{collections::BTreeMap, vec::Vec};

use crate::{
    origin_pattern::{HostWildcard, OriginPattern},
    text_table::TextTable,
};

/// To look for an end of one length takes as long as to try so many patterns.
const TRIED: usize = 4;

/// A set of patterns.
#[derive(Debug, Clone, Copy)]
pub enum OriginPatterns {
    /// They are tried in turn.
    InTurn(&'static [OriginPattern<&'static str>]),
    /// Only those are tried whose end the origin has.
    ByEnd {
        /// How long ends are.
        lengths: &'static [usize],
        /// The ends.
        ends: TextTable,
        /// The patterns that have the end in the same place.
        groups: &'static [&'static [OriginPattern<&'static str>]],
    },
}

impl OriginPatterns {
    /// Whether the value of an `Origin` header matches one of them.
    #[must_use]
    pub fn match_any(&self, origin: &[u8]) -> bool {
        match self {
            Self::InTurn(patterns) => patterns.iter().any(|pattern| pattern.matches(origin)),
            Self::ByEnd {
                lengths,
                ends,
                groups,
            } => possible_ends(origin, lengths)
                .filter_map(|end| groups.get(ends.place_of(end)?))
                .any(|group| group.iter().any(|pattern| pattern.matches(origin))),
        }
    }

    /// The patterns, in no order that means anything.
    pub fn all(&self) -> impl Iterator<Item = &'static OriginPattern<&'static str>> {
        let groups = match self {
            Self::InTurn(patterns) => core::slice::from_ref(patterns),
            Self::ByEnd { groups, .. } => groups,
        };
        groups.iter().copied().flatten()
    }
}

/// The patterns by their ends, if that is faster than to try them in turn.
#[must_use]
pub fn by_end(patterns: &[OriginPattern]) -> Option<BTreeMap<&str, Vec<&OriginPattern>>> {
    let mut groups: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for pattern in patterns {
        groups.entry(end_of(pattern)).or_default().push(pattern);
    }
    (patterns.len() > TRIED * end_lengths(groups.keys().copied()).len()).then_some(groups)
}

/// What every origin ends with that the pattern matches, before a port that is open.
#[must_use]
pub fn end_of(pattern: &OriginPattern) -> &str {
    let (before, wildcard, behind, _) = pattern.parts();
    match wildcard {
        HostWildcard::None => before,
        HostWildcard::Subdomains | HostWildcard::PartOfLabel => behind,
    }
}

/// Each length that an end has, once.
#[must_use]
pub fn end_lengths<'a>(ends: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let mut lengths: Vec<_> = ends.map(str::len).collect();
    lengths.sort_unstable();
    lengths.dedup();
    lengths
}

/// What may be the end of a pattern that matches the origin. So many there are as lengths, and not as
/// whoever sends the origin likes.
pub fn possible_ends<'a>(origin: &'a [u8], lengths: &'a [usize]) -> impl Iterator<Item = &'a [u8]> {
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
    use crate::{origin::Origin, text_table::arrange};

    fn pattern(text: &str) -> OriginPattern {
        OriginPattern::new(&Origin::parse(text).unwrap())
    }

    fn constant(pattern: &OriginPattern) -> OriginPattern<&'static str> {
        let (before, wildcard, behind, any_port) = pattern.parts();
        let text = |text: &str| &*String::from(text).leak();
        OriginPattern::from_parts(text(before), wildcard, text(behind), any_port)
    }

    /// A set that lives as long as a program's constants do.
    fn by_ends(patterns: &[OriginPattern]) -> OriginPatterns {
        let groups = by_end(patterns).unwrap();
        let lengths = end_lengths(groups.keys().copied());
        let (ends, seeds) = arrange(groups.keys().copied().map(String::from).collect());
        let groups: Vec<&'static [_]> = ends
            .iter()
            .map(|end| {
                let group = groups[end.as_str()].iter();
                &*group
                    .map(|pattern| constant(pattern))
                    .collect::<Vec<_>>()
                    .leak()
            })
            .collect();
        let ends: Vec<&'static str> = ends.into_iter().map(|end| &*end.leak()).collect();
        OriginPatterns::ByEnd {
            lengths: lengths.leak(),
            ends: TextTable::new(ends.leak(), seeds.leak()),
            groups: groups.leak(),
        }
    }

    #[test]
    fn patterns_match_by_their_ends_as_they_match_in_turn() {
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
        let set = by_ends(&patterns);
        assert_eq!(set.all().count(), patterns.len());
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
    fn patterns_with_ends_of_many_lengths_are_tried_in_turn() {
        let patterns =
            (1..20).map(|length| pattern(&format!("https://*.{}.example", "a".repeat(length))));
        assert_eq!(by_end(&patterns.collect::<Vec<_>>()), None);
    }

    #[test]
    fn what_is_looked_for_does_not_depend_on_the_origin() {
        let lengths = [4, 8, 15];
        for origin in [
            &b"."[..],
            &[b'.'; 200],
            &[b':'; 200],
            b"https://a.example:1234",
        ] {
            assert!(possible_ends(origin, &lengths).count() <= 2 * lengths.len());
        }
    }
}
