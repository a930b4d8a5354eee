//! The shapes of apps in which a wrong grant cannot be known to be wrong before the router is asked. They are
//! named in the documentation, and counted apart.

use std::collections::BTreeSet;

use crate::{
    judge::Judge,
    plan::{Condition, Node},
    policy::Policy,
    pool::{LAYERS, TENANT, VERSION},
    reached::{Endpoint, Reached},
    request::Answer,
};

/// A guard demands a header that preflights do not carry.
pub(crate) const HEADER_GUARD: &str = "a guard that reads a header of the request";
/// A guard compares the method in a way of its own, and not by `guard::Method`: a preflight's method is `OPTIONS`.
pub(crate) const OWN_METHOD_GUARD: &str = "a function as a guard that compares the method";
/// A hand-written service is registered under a pattern without a leading slash.
pub(crate) const HIDDEN_SERVICE: &str = "a service whose pattern has no leading slash";
/// A guard keeps the request out of a scope, and it gets the router's 404.
pub(crate) const NOTHING_BEHIND: &str = "a guarded scope without another route behind it";
/// The same, and a default service takes the request.
pub(crate) const DEFAULT_BEHIND: &str = "a default service behind a guarded scope";
/// A middleware between `AppCors`, or a layer, and the router rewrites the path.
pub(crate) const REWRITTEN_PATH: &str = "a path or a method that is rewritten inside `AppCors`";
/// The annotated handler is uncertain, so that a layer answers under a prefix.
pub(crate) const LAYER_UNDER_PREFIX: &str =
    "a layer under a prefix, where an annotated handler is uncertain";
/// All of them.
pub(crate) const SHAPES: [&str; 7] = [
    HEADER_GUARD,
    OWN_METHOD_GUARD,
    HIDDEN_SERVICE,
    NOTHING_BEHIND,
    DEFAULT_BEHIND,
    REWRITTEN_PATH,
    LAYER_UNDER_PREFIX,
];

impl Judge<'_> {
    /// The shape by which nothing in front of the router can know that a preflight's grant is wrong.
    pub(crate) async fn unknowable_preflight(
        &self,
        reached: &Reached,
        answer: &Answer,
        origin: &str,
    ) -> Option<&'static str> {
        for header in [TENANT, VERSION] {
            let other = self.request.actual(self.app, &[header]).await.reached;
            let policy = other.policy();
            let policy = policy.filter(|policy| policy.allows(origin, self.request.method));
            if policy.is_some_and(|policy| answer.lines == policy.preflight_lines(origin)) {
                return Some(HEADER_GUARD);
            }
        }
        if let Some(layer) = layer_under_prefix(reached)
            && layer.allows(origin, self.request.method)
            && answer.lines == layer.preflight_lines(origin)
        {
            return Some(LAYER_UNDER_PREFIX);
        }
        self.shape(reached)
    }

    /// The same for a response that did not come from the router.
    pub(crate) fn unknowable_response(
        &self,
        reached: &Reached,
        answer: &Answer,
        origin: &str,
    ) -> Option<&'static str> {
        if let Some(layer) = layer_under_prefix(reached)
            && layer.allows(origin, self.request.method)
            && answer.lines == layer.response_lines(origin)
        {
            return Some(LAYER_UNDER_PREFIX);
        }
        let is_foreign = matches!(
            answer.reached.endpoint,
            None | Some(Endpoint::Default | Endpoint::Hidden)
        );
        if !is_foreign || answer.is_success() {
            return None;
        }
        self.shape(reached)
    }

    fn shape(&self, reached: &Reached) -> Option<&'static str> {
        // A layer looks ahead for annotated handlers, too.
        let looks_ahead = self.plan.has_app_cors() || !reached.layers.is_empty();
        match reached.endpoint {
            Some(Endpoint::OwnMethodGuard) => Some(OWN_METHOD_GUARD),
            _ if has_scope_refusing(&self.plan.nodes, self.request.method) => {
                Some(OWN_METHOD_GUARD)
            }
            Some(Endpoint::Hidden) => Some(HIDDEN_SERVICE),
            _ if looks_ahead && reached.is_rewritten() => Some(REWRITTEN_PATH),
            None => Some(NOTHING_BEHIND),
            Some(Endpoint::Default) if looks_ahead => Some(DEFAULT_BEHIND),
            _ => None,
        }
    }
}

/// The policy of the innermost layer around something that is not annotated, under a prefix.
fn layer_under_prefix(reached: &Reached) -> Option<&'static Policy> {
    let layer = reached.layers.last().filter(|_| !reached.is_annotated());
    layer
        .filter(|_| reached.prefix.is_some())
        .map(|&layer| &LAYERS[layer].1)
}

/// Whether the guard of a scope refuses the method, and so lets preflights for it pass.
fn has_scope_refusing(nodes: &[Node], method: &'static str) -> bool {
    nodes.iter().any(|node| match node {
        Node::Scope(scope) => {
            scope
                .guard
                .is_some_and(|guard| guard == Condition::NotMethod(method))
                || has_scope_refusing(&scope.nodes, method)
        }
        _ => false,
    })
}

#[test]
fn the_documentation_names_the_same_shapes() {
    let page = include_str!("../../../cors-runtime/docs/app_cors.md");
    let (_, page) = page.split_once("# What it cannot know").unwrap();
    let named: BTreeSet<String> = page
        .split("**")
        .skip(1)
        .step_by(2)
        .map(|name| name.trim_end_matches('.').replacen('A', "a", 1))
        .collect();
    assert_eq!(named, SHAPES.map(String::from).into());
}
