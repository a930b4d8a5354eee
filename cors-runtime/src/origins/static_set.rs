//! A set of origins as a constant: the macros compute everything that a look-up needs.

use cors_rules::{OriginFacts, OriginPattern, PatternSet, PerfectHashSet};

/// The origins that a policy lists.
#[derive(Debug)]
pub enum StaticOrigins {
    /// Every origin: the wildcard `*`.
    Any,
    /// The origins in these sets.
    Listed {
        /// Entries without a wildcard.
        exact: PerfectHashSet,
        /// Entries with one.
        patterns: PatternSet,
    },
}

impl StaticOrigins {
    /// Short lists, whose entries are compared one by one: most lists are short, and this constant is too.
    #[must_use]
    pub const fn few(
        exact: &'static [&'static str],
        patterns: &'static [OriginPattern<&'static str>],
    ) -> Self {
        Self::Listed {
            exact: PerfectHashSet::new(exact, &[]),
            patterns: PatternSet::InTurn(patterns),
        }
    }

    /// Whether the value of the only `Origin` header matches an entry; `*` names no origin.
    #[inline]
    pub(crate) fn contains(&self, origin: &[u8]) -> bool {
        match self {
            Self::Any => false,
            Self::Listed { exact, patterns } => {
                exact.contains(origin) || patterns.match_any(origin)
            }
        }
    }

    /// The entries, for reports.
    #[inline]
    pub(crate) fn facts(&self) -> OriginFacts {
        match self {
            Self::Any => OriginFacts::Any,
            Self::Listed { .. } => OriginFacts::listed(self.texts()),
        }
    }

    /// The entries, in any order.
    pub(super) fn texts(&self) -> Vec<String> {
        let mut texts = Vec::new();
        if let Self::Listed { exact, patterns } = self {
            texts.extend(exact.iter().map(ToString::to_string));
            texts.extend(patterns.iter().map(ToString::to_string));
        }
        texts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTED: StaticOrigins =
        StaticOrigins::few(&["https://b", "https://cat", "https://pin"], &[]);

    #[test]
    fn every_listed_origin_is_found_and_no_other() {
        for origin in ["https://b", "https://cat", "https://pin"] {
            assert!(LISTED.contains(origin.as_bytes()), "{origin}");
        }
        for origin in [
            "",
            "https://a",
            "https://c",
            "https://ca",
            "https://cats",
            "https://cat\0",
        ] {
            assert!(!LISTED.contains(origin.as_bytes()), "{origin}");
        }
    }

    #[test]
    fn the_wildcard_contains_no_listed_origin() {
        assert!(!StaticOrigins::Any.contains(b"https://cat"));
    }
}
