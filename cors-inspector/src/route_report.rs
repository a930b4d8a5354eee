//! A route of the app, as the page shows it, exports it, and compares it with a snapshot.

use cors_rules::{PolicyFacts, route_line};
use cors_runtime::inspection::{InspectedHandler, MountedKind, MountedRoute};
use serde::{Deserialize, Serialize};

use crate::{
    in_front::{Finding, LAYER},
    policy_report::{PolicyReport, warnings},
};

/// A route. One without `#[cors]` has no methods: the router does not show them.
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
    /// The status with which something in front of the handler answers its preflights.
    #[serde(default)]
    pub(crate) answered_in_front: Option<u16>,
}

/// What answers there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum RouteKind {
    /// A handler with `#[cors(..)]`.
    Annotated,
    /// A handler with `#[cors(disabled)]`.
    Disabled,
    /// A route without `#[cors]`, and a layer around it.
    Layer,
    /// A route without `#[cors]` below a prefix of `AppCors`, or the prefix.
    Prefix,
    /// A route, or a service, without `#[cors]`.
    Other,
}

impl RouteReport {
    pub(crate) fn of(route: &MountedRoute) -> Self {
        let end = if route.is_prefix { "/…" } else { "" };
        let report = Self {
            in_front: route.in_front.clone(),
            ..Self::without_policy(format!("{}{end}", route.path))
        };
        let owned = |methods: &[&str]| methods.iter().map(|&method| method.to_owned()).collect();
        match &route.kind {
            MountedKind::Annotated(handler) => {
                let route = &handler.route;
                Self {
                    kind: RouteKind::Annotated,
                    methods: owned(route.methods()),
                    handler: Some(route.handler().to_owned()),
                    policy: Some(PolicyReport::new(route.policy())),
                    provenance: Some(provenance(handler)),
                    warnings: warnings(route.policy(), Some(route.methods())),
                    ..report
                }
            }
            MountedKind::Disabled { name, methods } => Self {
                kind: RouteKind::Disabled,
                methods: owned(methods),
                handler: Some((*name).to_owned()),
                ..report
            },
            MountedKind::Other => report,
        }
    }

    pub(crate) fn of_prefix(prefix: &str, facts: &PolicyFacts) -> Self {
        Self {
            kind: RouteKind::Prefix,
            policy: Some(PolicyReport::new(facts)),
            provenance: Some("a prefix of `AppCors`".into()),
            warnings: warnings(facts, None),
            ..Self::without_policy(format!("{prefix}/…"))
        }
    }

    /// The route as people write it.
    pub(crate) fn line(&self) -> String {
        if self.methods.is_empty() {
            return self.path.clone();
        }
        route_line(&self.methods, &self.path)
    }

    /// A fact on each line, so that a difference explains itself.
    pub(crate) fn lines(&self) -> Vec<String> {
        let of = |label: &'static str| move |text: &String| format!("{label}: {text}");
        let handler = self.handler.iter().map(of("handler"));
        let provenance = self.provenance.iter().map(of("policy"));
        let warnings = self.warnings.iter().map(of("warning"));
        let in_front = self.in_front().into_iter();
        let in_front = in_front.map(|text| format!("in front: {text}"));
        let policy = match (&self.policy, self.kind) {
            (Some(policy), _) => policy.lines(),
            (None, RouteKind::Disabled) => vec!["no CORS: disabled".into()],
            (
                None,
                RouteKind::Annotated | RouteKind::Layer | RouteKind::Prefix | RouteKind::Other,
            ) => vec!["no #[cors]".into()],
        };
        handler
            .chain(provenance)
            .chain(policy)
            .chain(warnings)
            .chain(in_front)
            .collect()
    }

    /// What is in front of the route, in words.
    pub(crate) fn in_front(&self) -> Vec<String> {
        let answered = self.answered_in_front.iter();
        let answered =
            answered.map(|status| format!("something that answers preflights with {status}"));
        self.in_front.iter().cloned().chain(answered).collect()
    }

    /// Adds what a check found.
    pub(crate) fn add(&mut self, finding: Finding) {
        match finding {
            Finding::Unknown | Finding::AsListed => {}
            Finding::InFront(status) => self.answered_in_front = Some(status),
            Finding::Around {
                owner,
                policy,
                warnings,
            } => {
                self.kind = if owner == LAYER {
                    RouteKind::Layer
                } else {
                    RouteKind::Prefix
                };
                self.provenance = Some(owner.into());
                self.policy = Some(policy);
                self.warnings = warnings;
            }
        }
    }

    fn without_policy(path: String) -> Self {
        Self {
            path,
            kind: RouteKind::Other,
            methods: Vec::new(),
            handler: None,
            policy: None,
            provenance: None,
            warnings: Vec::new(),
            in_front: Vec::new(),
            answered_in_front: None,
        }
    }
}

/// Where the policy is written, in words.
fn provenance(handler: &InspectedHandler) -> String {
    match (handler.named_policy, handler.is_inherited) {
        (None, false) => "the attribute of the handler".into(),
        (None, true) => "the module around the handler".into(),
        (Some(name), false) => format!("the policy `{name}`, which the handler names"),
        (Some(name), true) => format!("the policy `{name}`, by the module around the handler"),
    }
}
