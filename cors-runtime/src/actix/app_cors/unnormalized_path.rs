//! Which policy applies to a request whose path `NormalizePath` may still change: what holds for all paths that it
//! may get.

use std::{borrow::Cow, iter::once, rc::Rc};

use actix_web::{dev::ServiceRequest, guard::GuardContext};

use super::{
    matched_policy::{AppPolicies, MatchedPolicy},
    path_forms::{form_with_slash, shorter_forms},
    router::Instead,
};
use crate::actix::resolved_policy::ResolvedPolicy;

/// The path of a request as it came.
pub(super) struct UnnormalizedPath<'a, 'r> {
    pub(super) policies: &'a AppPolicies,
    pub(super) path: &'r str,
    pub(super) method: &'r str,
    /// `None` if the request is gone.
    pub(super) request: Option<&'r GuardContext<'r>>,
}

impl AppPolicies {
    /// The policy for a preflight that requests the method.
    pub(super) fn find_for_preflight(
        &self,
        request: &ServiceRequest,
        method: &str,
    ) -> MatchedPolicy<'_> {
        let context = request.guard_ctx();
        let path = UnnormalizedPath::new(self, request, method, &context);
        match self.find(request, method) {
            // What `NormalizePath` makes of the path may be a handler, with a policy of its own.
            MatchedPolicy::Prefix(_) => path.policy(),
            found if path.may_become_another(&found) => MatchedPolicy::none(),
            found => found,
        }
    }

    /// The policy for a preflight that a layer responded to, perhaps before `NormalizePath` changed its path.
    pub(super) fn find_unnormalized(
        &self,
        preflight: &ServiceRequest,
        method: &str,
    ) -> MatchedPolicy<'_> {
        let context = preflight.guard_ctx();
        UnnormalizedPath::new(self, preflight, method, &context).policy()
    }
}

impl<'a, 'r> UnnormalizedPath<'a, 'r> {
    fn new(
        policies: &'a AppPolicies,
        request: &'r ServiceRequest,
        method: &'r str,
        context: &'r GuardContext<'r>,
    ) -> Self {
        Self {
            policies,
            path: request.match_info().as_str(),
            method,
            request: Some(context),
        }
    }

    pub(super) fn policy(&self) -> MatchedPolicy<'a> {
        match self.find(self.path) {
            MatchedPolicy::Handler(route, policy)
                if self.is_certain(policy, route.keeps_slash_of(self.path)) =>
            {
                MatchedPolicy::Handler(route, policy)
            }
            MatchedPolicy::Handler(route, _) | MatchedPolicy::Ambiguous(route) => {
                let ambiguous = MatchedPolicy::Ambiguous(route);
                self.enforced_prefix()
                    .map_or(ambiguous, MatchedPolicy::AmbiguousPrefix)
            }
            MatchedPolicy::Prefix(policy) if self.is_certain(policy, false) => {
                MatchedPolicy::Prefix(policy)
            }
            MatchedPolicy::Prefix(policy) => {
                MatchedPolicy::AmbiguousPrefix(self.enforced_prefix().unwrap_or(policy))
            }
            others => self
                .enforced_prefix()
                .or_else(|| self.shorter_prefix())
                .map_or(others, MatchedPolicy::AmbiguousPrefix),
        }
    }

    /// Whether the path has repeated slashes, and something else without them.
    fn may_become_another(&self, found: &MatchedPolicy<'_>) -> bool {
        self.path.as_bytes().windows(2).any(|pair| pair == b"//")
            && shorter_forms(self.path).any(|form| match (found, self.find(&form)) {
                (MatchedPolicy::Handler(..), MatchedPolicy::OtherMethods { instead, .. }) => {
                    instead != Instead::Default
                }
                (_, MatchedPolicy::OtherMethods { .. }) => false,
                (MatchedPolicy::Handler(_, policy), form) => form.is_not(policy),
                _ => true,
            })
    }

    fn find(&self, form: &str) -> MatchedPolicy<'a> {
        self.policies.find_by(form, self.method, self.request)
    }

    /// Whether no form of the path has another policy. If the handler's pattern keeps the slash of the path, prefixes
    /// of shorter forms do not count: where `NormalizePath` takes the slash away, no request reaches the handler.
    fn is_certain(&self, policy: &ResolvedPolicy, keeps_slash: bool) -> bool {
        let is_other = |form: Cow<'_, str>| match self.find(&form) {
            MatchedPolicy::Prefix(_) if keeps_slash => false,
            found => found.is_not(policy),
        };
        !shorter_forms(self.path).any(is_other)
            && !form_with_slash(self.path).is_some_and(|form| self.find(&form).is_of_other(policy))
    }

    /// The policy of a prefix that a shorter form of the path is under.
    fn shorter_prefix(&self) -> Option<&'a Rc<ResolvedPolicy>> {
        shorter_forms(self.path).find_map(|form| match self.find(&form) {
            MatchedPolicy::Prefix(policy) | MatchedPolicy::AmbiguousPrefix(policy) => Some(policy),
            _ => None,
        })
    }

    /// The policy with `enforce` of a prefix that a form of the path is under.
    fn enforced_prefix(&self) -> Option<&'a Rc<ResolvedPolicy>> {
        let mut forms = shorter_forms(self.path).chain(once(self.path.into()));
        forms.find_map(|form| {
            let policy = self.prefix_at(&form)?;
            policy.enforces().then_some(policy)
        })
    }

    /// The policy of the prefix that this form is under. What may take the request in front of an uncertain handler
    /// has no policy but that of the prefix.
    fn prefix_at(&self, form: &str) -> Option<&'a Rc<ResolvedPolicy>> {
        match self.find(form) {
            MatchedPolicy::Prefix(policy) | MatchedPolicy::AmbiguousPrefix(policy) => Some(policy),
            MatchedPolicy::Ambiguous(_) => self.policies.prefix_of(form),
            _ => None,
        }
    }
}

impl MatchedPolicy<'_> {
    /// Whether something is found, and it is not the handler or the prefix with the policy.
    fn is_not(&self, policy: &ResolvedPolicy) -> bool {
        match self {
            Self::Handler(_, other) | Self::Prefix(other) => !other.is_same(policy),
            Self::OtherMethods { policies, instead } => {
                !policies.is_empty() || *instead != Instead::Default
            }
            Self::AmbiguousPrefix(_) | Self::Ambiguous(_) => true,
        }
    }

    /// Whether another annotated handler is found.
    fn is_of_other(&self, policy: &ResolvedPolicy) -> bool {
        match self {
            Self::OtherMethods { instead, .. } => *instead >= Instead::Disabled,
            Self::Prefix(_) => false,
            Self::Handler(..) | Self::AmbiguousPrefix(_) | Self::Ambiguous(_) => {
                self.is_not(policy)
            }
        }
    }
}
