//! What becomes of a preflight, by the policies that the app has for it.

use std::rc::Rc;

use super::{matched_policy::MatchedPolicy, router::Instead};
use crate::actix::resolved_policy::ResolvedPolicy;

/// What becomes of a preflight.
pub(super) enum PreflightCheck {
    /// This policy answers, and allows the method or not.
    Policy(Rc<ResolvedPolicy>, bool),
    /// These policies have the path, and other methods.
    OtherMethods(Vec<Rc<ResolvedPolicy>>),
    /// The same, unless something inside grants the preflight.
    OtherMethodsUnlessGranted(Vec<Rc<ResolvedPolicy>>),
    /// It is left to what is inside.
    Forward,
}

impl PreflightCheck {
    pub(super) fn of(matched: MatchedPolicy<'_>, method: &str) -> Self {
        match matched {
            MatchedPolicy::Handler(_, policy) | MatchedPolicy::Prefix(policy) => {
                Self::Policy(Rc::clone(policy), policy.allows_method_if_met(method))
            }
            MatchedPolicy::Ambiguous(route) => {
                route.warn_unanswered(method);
                Self::Forward
            }
            MatchedPolicy::AmbiguousPrefix(_) => Self::Forward,
            MatchedPolicy::OtherMethods { policies, .. } if policies.is_empty() => Self::Forward,
            MatchedPolicy::OtherMethods {
                policies,
                instead: Instead::Default,
            } => Self::OtherMethods(policies),
            // None of the handlers takes the request: this answer grants no more than the policies of
            // the path do.
            MatchedPolicy::OtherMethods { policies, .. } => {
                Self::OtherMethodsUnlessGranted(policies)
            }
        }
    }
}
