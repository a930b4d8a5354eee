//! A policy, as the page shows it and a snapshot stores it, and what is doubtful about it.

use cors_browser::DeclaredPolicy;
use cors_rules::{Config, OriginFacts, PolicyFacts};
use serde::{Deserialize, Serialize};

/// A policy; the names are those of the arguments of `#[cors]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PolicyReport {
    pub(crate) origins: Vec<String>,
    pub(crate) methods: Vec<String>,
    pub(crate) allow_headers: Vec<String>,
    pub(crate) expose_headers: Vec<String>,
    pub(crate) max_age: Option<u32>,
    pub(crate) credentials: bool,
    pub(crate) enforce: bool,
}

impl PolicyReport {
    pub(crate) fn new(facts: &PolicyFacts) -> Self {
        let PolicyFacts {
            origins,
            methods,
            allow_headers,
            expose_headers,
            max_age,
            credentials,
            enforce,
            ..
        } = facts;
        Self {
            origins: origins.texts(),
            methods: methods.clone(),
            allow_headers: allow_headers.clone(),
            expose_headers: expose_headers.clone(),
            max_age: *max_age,
            credentials: *credentials,
            enforce: *enforce,
        }
    }

    /// Whether the policy names the origin, if its list is whole.
    pub(crate) fn allows(&self, origin: &str) -> Option<bool> {
        let is_whole = self.origins.iter().all(|origin| !origin.contains('('));
        let declared = DeclaredPolicy {
            origins: self.origins.clone(),
            ..DeclaredPolicy::default()
        };
        is_whole.then(|| declared.allows_origin(origin))
    }

    /// A fact on each line.
    pub(crate) fn lines(&self) -> Vec<String> {
        let lists = [
            ("origin", &self.origins),
            ("method", &self.methods),
            ("request header", &self.allow_headers),
            ("exposed header", &self.expose_headers),
        ];
        let mut lines: Vec<_> = lists
            .iter()
            .flat_map(|(label, values)| values.iter().map(move |value| format!("{label}: {value}")))
            .collect();
        lines.push(format!("credentials: {}", self.credentials));
        lines.push(match self.max_age {
            Some(seconds) => format!("max-age: {seconds} seconds"),
            None => "max-age: not sent".into(),
        });
        lines.push(format!("enforce: {}", self.enforce));
        lines
    }
}

/// What the compiler warned of, or would have if the handler did not silence it. The rules are the compiler's.
/// The methods that a policy around routes serves are not known.
pub(crate) fn warnings(facts: &PolicyFacts, served: Option<&[&str]>) -> Vec<String> {
    let config = Config {
        origins: match &facts.origins {
            OriginFacts::Any => Some(vec!["*".into()]),
            OriginFacts::Listed(origins) => Some(origins.clone()),
            OriginFacts::Environment { listed, .. } if !listed.is_empty() => Some(listed.clone()),
            // Known only at run time.
            _ => None,
        },
        origins_from_elsewhere: !matches!(facts.origins, OriginFacts::Any | OriginFacts::Listed(_)),
        variables: Vec::new(),
        methods: Some(facts.methods.clone()),
        methods_for_many_routes: true,
        allow_headers: facts.allow_headers.clone(),
        expose_headers: facts.expose_headers.clone(),
        max_age: facts.max_age.map(|seconds| seconds.to_string()),
        credentials: facts.credentials,
        enforce: facts.enforce,
        // An opt-out let an error pass; what it let pass is worth a word here.
        dangerously_allow: Vec::new(),
        allow: Vec::new(),
        served: served.map(|served| served.iter().map(|&method| method.to_owned()).collect()),
    };
    let violations = match config.validate() {
        Ok(validated) => validated.warnings,
        Err(errors) => errors,
    };
    let text =
        |violation: &cors_rules::Violation| format!("{violation} ({})", violation.rule().name());
    violations.iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::{OriginFacts, PolicyFacts, PolicyReport};

    #[test]
    fn every_row_about_a_policy_is_in_its_report() {
        let facts = PolicyFacts::of_origins(OriginFacts::Any);
        let mut rows = facts.rows();
        // It follows from the others.
        rows.retain(|row| row.label != "Preflight");
        let report = serde_json::to_value(PolicyReport::new(&facts)).unwrap();
        assert_eq!(report.as_object().unwrap().len(), rows.len());
    }
}
