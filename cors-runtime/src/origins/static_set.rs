//! Who may call, ready to be asked: everything that could be computed before a request came, was.

use cors_rules::{OriginFacts, OriginPattern, PatternSet, PerfectHashSet};

/// Who may call.
#[derive(Debug)]
pub enum StaticOrigins {
    /// Everyone: the wildcard `*`.
    Any,
    /// Those that the lists name.
    Listed {
        /// Those without a wildcard.
        exact: PerfectHashSet,
        /// Those with one.
        patterns: PatternSet,
    },
}

impl StaticOrigins {
    /// Lists so short that they are looked through: the usual ones, in few words.
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

    /// Whether the value of the only `Origin` header is allowed, by name.
    pub(crate) fn contains(&self, origin: &[u8]) -> bool {
        match self {
            Self::Any => false,
            Self::Listed { exact, patterns } => {
                exact.contains(origin) || patterns.match_any(origin)
            }
        }
    }

    /// Who may call, for reports.
    pub(crate) fn facts(&self) -> OriginFacts {
        match self {
            Self::Any => OriginFacts::Any,
            Self::Listed { exact, patterns } => {
                let exact = exact.iter().map(ToString::to_string);
                let patterns = patterns.iter().map(ToString::to_string);
                OriginFacts::listed(exact.chain(patterns))
            }
        }
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
    fn the_wildcard_names_nobody() {
        assert!(!StaticOrigins::Any.contains(b"https://cat"));
    }
}
