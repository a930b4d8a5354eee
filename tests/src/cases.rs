//! The policies of `tests/cases/`, each with its verdict and the rules that it breaks.

use cors_rules::{Config, OptOut, Severity, rule_names};
use serde::Deserialize;

/// A policy on a route, and what the compiler has to say about it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// A name for messages.
    pub id: String,
    /// The methods that the route serves.
    pub served: Vec<String>,
    /// The policy as it is written.
    pub policy: Written,
    /// What becomes of it.
    pub verdict: Verdict,
    /// The names of the rules that it breaks, in the order in which they are reported.
    pub rules: Vec<String>,
    /// What the help of the only violation has to propose.
    pub fix: Option<String>,
}

/// What becomes of a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It compiles without a word.
    Ok,
    /// It compiles, with warnings.
    Warning,
    /// It does not compile.
    Error,
}

/// The arguments that are given; all others are left out.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Written {
    origins: Option<Vec<String>>,
    methods: Option<Vec<String>>,
    allow_headers: Option<Vec<String>>,
    expose_headers: Option<Vec<String>>,
    max_age: Option<serde_json::Value>,
    credentials: bool,
    dangerously_allow: Vec<String>,
    allow: Vec<String>,
}

/// Every case there is.
#[must_use]
pub fn all() -> Vec<Case> {
    serde_json::from_str(include_str!("../cases/policies.json")).expect("cases are readable")
}

impl Case {
    /// The arguments of the policy, on one line.
    #[must_use]
    pub fn arguments(&self) -> String {
        let Written {
            origins,
            methods,
            allow_headers,
            expose_headers,
            max_age,
            credentials,
            dangerously_allow,
            allow,
        } = &self.policy;
        let lists = [
            ("origins", origins),
            ("methods", methods),
            ("allow_headers", allow_headers),
            ("expose_headers", expose_headers),
        ];
        let mut arguments: Vec<String> = lists
            .into_iter()
            .filter_map(|(name, list)| Some(format!("{name} = {:?}", list.as_ref()?)))
            .collect();
        arguments.extend(max_age.as_ref().map(|value| format!("max_age = {value}")));
        arguments.extend(credentials.then(|| "credentials".to_string()));
        if !dangerously_allow.is_empty() {
            let opt_outs = dangerously_allow.join(", ");
            arguments.push(format!("dangerously_allow = [{opt_outs}]"));
        }
        if !allow.is_empty() {
            arguments.push(format!("allow = {allow:?}"));
        }
        arguments.join(", ")
    }

    /// The route attribute.
    #[must_use]
    pub fn route(&self) -> String {
        let methods: Vec<_> = self
            .served
            .iter()
            .map(|method| format!("method = {method:?}"))
            .collect();
        format!("#[route(\"/\", {})]", methods.join(", "))
    }

    /// The case as the rules take it.
    #[must_use]
    pub fn config(&self) -> Config {
        let policy = &self.policy;
        let opt_out = |name: &String| {
            OptOut::ALL
                .into_iter()
                .find(|opt_out| opt_out.name() == name)
        };
        let warning = |name: &String| rule_names(Severity::Warning).find(|warning| warning == name);
        Config {
            origins: policy.origins.clone(),
            methods: policy.methods.clone(),
            allow_headers: policy.allow_headers.clone().unwrap_or_default(),
            expose_headers: policy.expose_headers.clone().unwrap_or_default(),
            max_age: policy.max_age.as_ref().map(ToString::to_string),
            credentials: policy.credentials,
            dangerously_allow: policy
                .dangerously_allow
                .iter()
                .filter_map(opt_out)
                .collect(),
            allow: policy.allow.iter().filter_map(warning).collect(),
            served: Some(self.served.clone()),
            ..Config::default()
        }
    }
}
