//! A route of the app, as the page shows it, exports it, and compares it with a snapshot.

use cors_browser::DeclaredPolicy;
use cors_rules::{Config, OriginFacts, PolicyFacts, route_line};
use serde::{Deserialize, Serialize};

/// A route. One without a policy has no methods either: the router does not show them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RouteReport {
    /// The whole path, with the prefixes of scopes.
    pub(crate) path: String,
    pub(crate) kind: RouteKind,
    #[serde(default)]
    pub(crate) methods: Vec<String>,
    /// The path of the handler's function.
    #[serde(default)]
    pub(crate) handler: Option<String>,
    #[serde(default)]
    pub(crate) policy: Option<PolicyReport>,
    /// Where the policy is written.
    #[serde(default)]
    pub(crate) provenance: Option<String>,
    /// What is doubtful about the policy.
    #[serde(default)]
    pub(crate) warnings: Vec<String>,
    /// Paths of routes without `#[cors]` that are registered before and may take the same requests.
    #[serde(default)]
    pub(crate) in_front: Vec<String>,
    /// Whether the origin that was asked about may call. Not part of a snapshot.
    #[serde(default, skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub(crate) allows: Option<bool>,
}

/// What answers there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum RouteKind {
    /// A handler with `#[cors(..)]`.
    Annotated,
    /// Everything under a prefix of `AppCors`, except annotated handlers.
    Prefix,
    /// A handler with `#[cors(disabled)]`.
    Disabled,
    /// A route, or a service, without `#[cors]`. A layer around it may have a policy.
    Other,
}

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

impl RouteReport {
    /// The route as people write it.
    pub(crate) fn line(&self) -> String {
        if self.methods.is_empty() {
            return self.path.clone();
        }
        route_line(&self.methods, &self.path)
    }

    /// A fact on each line, so that a difference explains itself.
    pub(crate) fn lines(&self) -> Vec<String> {
        let handler = self
            .handler
            .iter()
            .map(|handler| format!("handler: {handler}"));
        let policy = match (&self.policy, self.kind) {
            (Some(policy), _) => policy.lines(),
            (None, RouteKind::Disabled) => vec!["no CORS: disabled".into()],
            (None, RouteKind::Annotated | RouteKind::Prefix | RouteKind::Other) => {
                vec!["no #[cors]".into()]
            }
        };
        handler.chain(policy).collect()
    }
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

    fn lines(&self) -> Vec<String> {
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
pub(crate) fn warnings(facts: &PolicyFacts, served: &[&str]) -> Vec<String> {
    let config = Config {
        origins: match &facts.origins {
            OriginFacts::Any => Some(vec!["*".into()]),
            OriginFacts::Listed(origins) => Some(origins.clone()),
            OriginFacts::Environment { listed, .. } if !listed.is_empty() => Some(listed.clone()),
            // Known only at run time.
            _ => None,
        },
        origins_from_elsewhere: !matches!(facts.origins, OriginFacts::Any | OriginFacts::Listed(_)),
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
        served: Some(served.iter().map(|&method| method.to_owned()).collect()),
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
