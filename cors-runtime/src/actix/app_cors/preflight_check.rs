//! What becomes of a preflight, by the policies that the app has for it.

use std::rc::Rc;

use actix_web::dev::{ServiceRequest, ServiceResponse};

use super::{
    late_headers::is_routed,
    matched_policy::{AppPolicies, MatchedPolicy},
    other_methods::is_granted,
    router::Instead,
};
use crate::{
    actix::{asked_methods, inner_policy::InnerPolicy, resolved_policy::ResolvedPolicy},
    protocol::{Request as _, preflight_method},
};

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
    /// `None` if the request is not a preflight. Most are not `OPTIONS`, and cost one comparison.
    #[inline]
    pub(super) fn of(policies: &AppPolicies, request: &ServiceRequest) -> Option<Self> {
        if request.head().is_options() {
            Self::of_options(policies, request)
        } else {
            None
        }
    }

    fn of_options(policies: &AppPolicies, request: &ServiceRequest) -> Option<Self> {
        let method = preflight_method(request.head())?;
        Some(Self::by_match(
            policies.find_for_preflight(request, method),
            method,
        ))
    }

    fn by_match(matched: MatchedPolicy<'_>, method: &str) -> Self {
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

/// The policy that answers a preflight which was left to what is inside, and whether it allows the method: that of a
/// prefix, if the preflight came to a route under it, which may have compared the method, and not to a handler. It answers
/// even if a layer inside has answered.
pub(super) fn prefix_reached<B>(
    policies: &AppPolicies,
    response: &ServiceResponse<B>,
) -> Option<(Rc<ResolvedPolicy>, bool)> {
    let preflight = ServiceRequest::from_request(response.request().clone());
    let method = preflight_method(preflight.head())?;
    let MatchedPolicy::Prefix(policy) = policies.find(&preflight, method) else {
        return prefix_of_unrouted_grant(policies, response, method).map(|policy| (policy, false));
    };
    let context = preflight.guard_ctx();
    // A layer around `AppCors` must not answer, even if nothing inside does.
    InnerPolicy::set(&context);
    let has_arrived = is_routed(response)
        || is_granted(response.status(), response.headers())
        || asked_methods::surely_include(&context, method);
    has_arrived.then(|| (Rc::clone(policy), policy.allows_method_if_met(method)))
}

/// The policy of a prefix that the path may come under when `NormalizePath` is done, if a layer in front of the router
/// granted the preflight: nothing is granted then.
fn prefix_of_unrouted_grant<B>(
    policies: &AppPolicies,
    response: &ServiceResponse<B>,
    method: &str,
) -> Option<Rc<ResolvedPolicy>> {
    if is_routed(response) || !is_granted(response.status(), response.headers()) {
        return None;
    }
    let preflight = ServiceRequest::from_request(response.request().clone());
    match policies.find_unnormalized(&preflight, method) {
        MatchedPolicy::AmbiguousPrefix(policy) => Some(Rc::clone(policy)),
        _ => None,
    }
}
