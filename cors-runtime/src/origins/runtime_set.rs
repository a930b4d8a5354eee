//! A set of origins that is made at run time: look-ups cost the same whether it holds ten or a hundred
//! thousand, and a changed copy costs little more than the change.

use std::sync::Arc;

use actix_web::dev::RequestHead;
use cors_rules::{AllowedOrigins, Config, Hazards, OptOut, OriginPattern, Violation};

use super::{
    layered_map::LayeredMap, provider::OriginsInMemory, runtime_patterns::RuntimePatterns,
};

/// How many entries a message looks at.
const SOME: usize = 1_000;

/// Origins and patterns for origins, each with what credentials make dangerous about it.
#[derive(Debug, Clone, Default)]
pub(crate) struct RuntimeOrigins {
    /// Whether the set is the wildcard `*`.
    is_any: bool,
    exact: LayeredMap<Hazards>,
    patterns: Arc<RuntimePatterns>,
}

impl RuntimeOrigins {
    /// Validates the texts as a list of origins for a policy with these credentials and opt-outs.
    #[inline]
    pub(super) fn validate(
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
        let validated = config.validate()?;
        Ok((Self::new(validated.policy.origins()), validated.warnings))
    }

    #[inline]
    fn new(origins: &AllowedOrigins) -> Self {
        match origins {
            AllowedOrigins::Any => Self {
                is_any: true,
                ..Self::default()
            },
            AllowedOrigins::Elsewhere => Self::default(),
            AllowedOrigins::Listed { exact, patterns } => Self {
                is_any: false,
                exact: exact
                    .iter()
                    .map(|origin| (Arc::from(origin.as_bytes()), hazards(origin)))
                    .collect(),
                patterns: Arc::new(RuntimePatterns::new(patterns)),
            },
        }
    }

    /// Whether every origin is in the set.
    #[inline]
    pub(crate) fn is_any(&self) -> bool {
        self.is_any
    }

    /// Whether the value of the only `Origin` header is in the set, by an entry without the refused hazards.
    #[inline]
    pub(crate) fn contains(&self, origin: &[u8], refused: Hazards) -> bool {
        let is_exact = self
            .exact
            .get(origin)
            .is_some_and(|hazards| hazards.intersection(refused).is_empty());
        is_exact || self.patterns.matches(origin, refused)
    }

    /// Adds the entries of another set.
    #[inline]
    pub(super) fn insert(&mut self, other: &Self) {
        for (origin, hazards) in other.exact.iter() {
            self.exact.insert(Arc::clone(origin), *hazards);
        }
        for pattern in other.patterns.iter() {
            Arc::make_mut(&mut self.patterns).insert(pattern);
        }
    }

    /// Removes an origin or a pattern, if it is there.
    #[inline]
    pub(super) fn remove(&mut self, text: &str) {
        self.exact.remove(text.as_bytes());
        if let Some(pattern) = pattern(text) {
            Arc::make_mut(&mut self.patterns).remove(&pattern);
        }
    }

    /// The entries, sorted.
    #[inline]
    pub(super) fn texts(&self) -> Vec<String> {
        self.sorted(usize::MAX)
    }

    /// The entries, sorted, or some of a large set: for messages.
    #[inline]
    pub(crate) fn some_texts(&self) -> Vec<String> {
        self.sorted(SOME)
    }

    #[inline]
    fn sorted(&self, limit: usize) -> Vec<String> {
        let any = self.is_any.then(|| "*".to_string());
        let patterns = self.patterns.iter().map(OriginPattern::to_string);
        let exact = self.exact.iter().map(|(origin, _)| origin);
        let exact = exact.map(|origin| String::from_utf8_lossy(origin).into_owned());
        let texts = any.into_iter().chain(patterns).chain(exact);
        let mut texts: Vec<_> = texts.take(limit).collect();
        texts.sort();
        texts
    }
}

impl OriginsInMemory for RuntimeOrigins {
    #[inline]
    fn contains(&self, origin: &[u8], refused: Hazards, _: &RequestHead) -> bool {
        self.contains(origin, refused)
    }

    #[inline]
    fn reads_request(&self) -> bool {
        false
    }

    #[inline]
    fn some_texts(&self, _: &RequestHead) -> Vec<String> {
        self.some_texts()
    }
}

/// What credentials make dangerous about an exact origin.
#[inline]
fn hazards(origin: &str) -> Hazards {
    match origin {
        "null" => Hazards::NULL_ORIGIN,
        origin => Hazards::of_origin_text(origin).unwrap_or(Hazards::all()),
    }
}

/// The pattern that the text is, if it is one.
#[inline]
fn pattern(text: &str) -> Option<OriginPattern> {
    if !text.contains('*') {
        return None;
    }
    let config = Config {
        origins: Some(vec![text.to_string()]),
        ..Config::default()
    };
    match config.validate().ok()?.policy.origins() {
        AllowedOrigins::Listed { patterns, .. } => patterns.first().cloned(),
        AllowedOrigins::Any | AllowedOrigins::Elsewhere => None,
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn set(texts: &[&str]) -> RuntimeOrigins {
        let texts = texts.iter().map(ToString::to_string).collect();
        RuntimeOrigins::validate(texts, false, &[]).unwrap().0
    }

    fn allows(set: &RuntimeOrigins, origin: &str) -> bool {
        set.contains(origin.as_bytes(), Hazards::empty())
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
            assert!(allows(&set, origin), "{origin}");
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
            assert!(!allows(&set, origin), "{origin}");
        }
    }

    #[test]
    fn the_longest_host_with_the_longest_port_is_found() {
        let label = "a".repeat(61);
        let pattern = format!("https://*.{label}.{label}.{label}.example.com.:65535");
        let subdomain = "a".repeat(253 - 3 * 62 - ".example.com".len());
        let origin = pattern.replace('*', &subdomain);
        let set = set(&[&pattern]);
        assert!(allows(&set, &origin));
        let too_long = origin.replace("//", "//a");
        assert!(!allows(&set, &too_long));
    }

    #[test]
    fn an_entry_with_a_refused_hazard_does_not_count() {
        let set = set(&["http://app.example.com", "https://app.example.com"]);
        let refused = Hazards::INSECURE_ORIGIN;
        assert!(!set.contains(b"http://app.example.com", refused));
        assert!(set.contains(b"https://app.example.com", refused));
    }

    #[test]
    fn a_changed_set_is_the_set_of_the_changed_list() {
        let mut changed = set(&[
            "https://a.example",
            "https://*.b.example",
            "https://pr-*.b.example",
        ]);
        changed.remove("https://a.example");
        changed.remove("https://*.b.example");
        changed.remove("https://unknown.example");
        changed.remove("https://*.unknown.example");
        changed.remove("not an origin *");
        changed.insert(&set(&["https://c.example", "https://*.d.example"]));
        changed.insert(&set(&["https://*.d.example"]));
        let expected = [
            "https://*.d.example",
            "https://c.example",
            "https://pr-*.b.example",
        ];
        assert_eq!(changed.texts(), expected);
        for (origin, is_allowed) in [
            ("https://a.example", false),
            ("https://a.b.example", false),
            ("https://pr-1.b.example", true),
            ("https://c.example", true),
            ("https://a.d.example", true),
        ] {
            assert_eq!(allows(&changed, origin), is_allowed, "{origin}");
        }
    }

    #[test]
    fn a_set_of_variables_has_its_entries_for_messages_and_reads_nothing_else_of_requests() {
        let set = set(&["https://app.example.com"]);
        let request = TestRequest::default().to_srv_request();
        let in_memory: &dyn OriginsInMemory = &set;
        assert_eq!(
            in_memory.some_texts(request.head()),
            ["https://app.example.com"]
        );
        assert!(!in_memory.reads_request());
    }

    #[test]
    fn an_opt_out_permits_what_it_names_with_credentials() {
        let validate = |opt_outs: &[OptOut]| {
            let texts = vec!["http://app.example.com".to_string()];
            RuntimeOrigins::validate(texts, true, opt_outs)
        };
        assert!(validate(&[]).is_err());
        assert!(validate(&[OptOut::InsecureOrigins]).is_ok());
    }
}
