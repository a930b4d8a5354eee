//! A set of origins that is made at run time: look-ups cost the same whether it holds ten or a hundred
//! thousand.

use std::collections::HashMap;

use cors_rules::{
    AllowedOrigins, Config, Hazards, OptOut, OriginPattern, Policy, Violation, possible_suffixes,
    suffix, suffix_lengths,
};

/// Origins and patterns for origins, each with what credentials make dangerous about it.
#[derive(Debug, Default)]
pub(crate) struct RuntimeOrigins {
    /// Whether the set is everyone: the wildcard `*`.
    is_any: bool,
    exact: HashMap<Box<[u8]>, Hazards>,
    patterns: PatternIndex,
}

impl RuntimeOrigins {
    /// Validates the texts as a list of origins for a policy with these credentials and opt-outs.
    pub(crate) fn validate(
        texts: Vec<String>,
        credentials: bool,
        opt_outs: &[OptOut],
    ) -> Result<(Self, Vec<Violation>), Vec<Violation>> {
        let config = Config {
            origins: Some(texts),
            credentials,
            dangerously_allow: opt_outs.to_vec(),
            ..Config::default()
        };
        let accepted = config.validate()?;
        Ok((Self::of(&accepted.policy), accepted.warnings))
    }

    fn of(policy: &Policy) -> Self {
        match policy.origins() {
            AllowedOrigins::Any => Self {
                is_any: true,
                ..Self::default()
            },
            AllowedOrigins::Elsewhere => Self::default(),
            AllowedOrigins::Listed { exact, patterns } => Self {
                is_any: false,
                exact: exact.iter().map(|origin| with_hazards(origin)).collect(),
                patterns: PatternIndex::of(patterns),
            },
        }
    }

    /// Whether everyone is in the set.
    pub(crate) fn is_any(&self) -> bool {
        self.is_any
    }

    /// Whether the value of the only `Origin` header is in the set, by a name without the hazards that
    /// are refused.
    pub(crate) fn contains(&self, origin: &[u8], refused: Hazards) -> bool {
        let is_exact = self
            .exact
            .get(origin)
            .is_some_and(|hazards| hazards.intersection(refused).is_empty());
        is_exact || self.patterns.match_any(origin, refused)
    }
}

/// An exact origin as it is kept; `null` is no origin that could be parsed, and never goes with
/// credentials.
fn with_hazards(origin: &str) -> (Box<[u8]>, Hazards) {
    let null = Hazards::NULL_ORIGIN;
    let hazards = Hazards::of_origin_text(origin).unwrap_or(null);
    (origin.as_bytes().into(), hazards)
}

/// Patterns by what they end with, so that only those are tried that can match.
#[derive(Debug, Default)]
struct PatternIndex {
    lengths: Vec<usize>,
    by_suffix: HashMap<Box<[u8]>, Vec<(OriginPattern, Hazards)>>,
}

impl PatternIndex {
    fn of(patterns: &[OriginPattern]) -> Self {
        let mut index = Self {
            lengths: suffix_lengths(patterns.iter().map(suffix)),
            by_suffix: HashMap::new(),
        };
        for pattern in patterns {
            let hazards = Hazards::of_origin_text(&pattern.to_string()).unwrap_or_default();
            let end = suffix(pattern).as_bytes().into();
            let same_end: &mut Vec<_> = index.by_suffix.entry(end).or_default();
            same_end.push((pattern.clone(), hazards));
        }
        index
    }

    fn match_any(&self, origin: &[u8], refused: Hazards) -> bool {
        possible_suffixes(origin, &self.lengths)
            .filter_map(|end| self.by_suffix.get(end))
            .flatten()
            .any(|(pattern, hazards)| {
                hazards.intersection(refused).is_empty() && pattern.matches(origin)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(texts: &[&str]) -> RuntimeOrigins {
        let texts = texts.iter().map(ToString::to_string).collect();
        RuntimeOrigins::validate(texts, false, &[]).unwrap().0
    }

    #[test]
    fn exact_origins_and_all_kinds_of_patterns_are_found() {
        let set = set(&[
            "https://app.example.com",
            "https://*.example.org",
            "https://pr-*.example.dev:8443",
            "http://localhost:*",
            "http://*.test.localhost:*",
        ]);
        for origin in [
            "https://app.example.com",
            "https://a.b.example.org",
            "https://pr-7.example.dev:8443",
            "http://localhost",
            "http://localhost:3000",
            "http://a.test.localhost:3000",
            "http://a.b.test.localhost",
        ] {
            assert!(
                set.contains(origin.as_bytes(), Hazards::empty()),
                "{origin}"
            );
        }
        for origin in [
            "https://example.org",
            "https://pr-7.example.dev",
            "http://localhost:80",
            "http://localhost:",
            "http://test.localhost",
            "",
            ":",
            "....",
        ] {
            assert!(
                !set.contains(origin.as_bytes(), Hazards::empty()),
                "{origin}"
            );
        }
    }

    #[test]
    fn the_longest_host_with_the_longest_port_is_found() {
        let label = "a".repeat(61);
        let pattern = format!("https://*.{label}.{label}.{label}.example.com.:65535");
        let subdomain = "a".repeat(253 - 3 * 62 - ".example.com".len());
        let origin = pattern.replace('*', &subdomain);
        let set = set(&[&pattern]);
        assert!(set.contains(origin.as_bytes(), Hazards::empty()));
        let too_long = origin.replace("//", "//a");
        assert!(!set.contains(too_long.as_bytes(), Hazards::empty()));
    }

    #[test]
    fn a_name_with_a_refused_hazard_does_not_count() {
        let set = set(&["http://app.example.com", "https://app.example.com"]);
        let refused = Hazards::INSECURE_ORIGIN;
        assert!(!set.contains(b"http://app.example.com", refused));
        assert!(set.contains(b"https://app.example.com", refused));
    }
}
