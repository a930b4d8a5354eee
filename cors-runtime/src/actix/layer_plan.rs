//! What a layer does with a request. The innermost policy speaks for it: an annotated handler's before every
//! layer, a nearer layer's before a farther one's, for the preflight and for the response.

use std::rc::Rc;

use actix_web::dev::{RequestHead, ServiceRequest};

use super::{
    app_cors::{InnerRoute, InnerRoutes},
    resolved_policy::{AllowOrigin, OriginCheck, ResolvedPolicy},
};
use crate::protocol::{RequestKind, preflight_method};

/// What is done with a request, and by which policy.
pub(super) struct Plan {
    pub(super) step: Step,
    pub(super) policy: Rc<ResolvedPolicy>,
    /// Whether a nearer policy may speak for the request, so that it goes inside in any case.
    pub(super) may_meet_policy: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The policy responds to the preflight.
    Respond,
    /// The preflight is denied.
    Deny,
    /// The request goes inside.
    Forward(LateHeaders),
}

/// What a response gets for which no policy inside spoke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LateHeaders {
    /// The headers of the layer.
    OfLayer,
    /// The headers of the annotated handler that the request did not reach, on a response that is not a
    /// success.
    OfHandler,
    /// `Vary`: it is not known whose response it is.
    Vary,
    /// Nothing.
    Nothing,
}

impl Plan {
    /// `may_meet_layers` says whether the request may enter a layer inside.
    pub(super) fn new(
        layer: &Rc<ResolvedPolicy>,
        routes: &InnerRoutes,
        may_meet_layers: bool,
        request: &ServiceRequest,
    ) -> Self {
        let head = request.head();
        let of_layer = |step, may_meet_policy| Self {
            step,
            policy: Rc::clone(layer),
            may_meet_policy,
        };
        let of_handler = |step, policy: &Rc<ResolvedPolicy>| Self {
            step,
            policy: Rc::clone(policy),
            may_meet_policy: false,
        };
        match layer.classify(head) {
            RequestKind::NotCovered => of_layer(Step::Forward(LateHeaders::Nothing), true),
            RequestKind::Preflight => match routes.find(request, method(head)) {
                InnerRoute::Policy(policy) => of_handler(Step::Respond, policy),
                InnerRoute::Disabled => of_layer(Step::Deny, false),
                InnerRoute::Uncertain => of_layer(Step::Deny, true),
                InnerRoute::None => of_layer(Step::Respond, may_meet_layers),
            },
            RequestKind::NonPreflight => match routes.find(request, method(head)) {
                InnerRoute::Policy(policy) => {
                    of_handler(Step::Forward(LateHeaders::OfHandler), policy)
                }
                InnerRoute::Disabled => of_layer(Step::Forward(LateHeaders::Nothing), true),
                InnerRoute::Uncertain => of_layer(Step::Forward(LateHeaders::Vary), true),
                InnerRoute::None => of_layer(Step::Forward(LateHeaders::OfLayer), may_meet_layers),
            },
        }
    }

    /// The CORS check that the step needs.
    pub(super) fn check(&self, head: &RequestHead) -> OriginCheck {
        let check = || self.policy.cors_check(method(head), head);
        match self.step {
            Step::Respond | Step::Forward(LateHeaders::OfLayer) => check(),
            // Only a layer that refuses requests has to know before.
            Step::Forward(LateHeaders::Vary) if self.policy.enforces() => check(),
            Step::Forward(LateHeaders::OfHandler) => match check() {
                // The handler asks the source itself, if the request reaches it.
                OriginCheck::AskSource(..) => OriginCheck::Done(AllowOrigin::Denied),
                done @ OriginCheck::Done(_) => done,
            },
            Step::Deny | Step::Forward(LateHeaders::Vary | LateHeaders::Nothing) => {
                OriginCheck::Done(AllowOrigin::Denied)
            }
        }
    }

    /// Whether the request is a preflight that a policy responds to.
    pub(super) fn is_for_preflight(&self) -> bool {
        matches!(self.step, Step::Respond | Step::Deny)
    }

    /// Whether the response gets the headers of the layer, whatever is inside.
    pub(super) fn is_of_layer_alone(&self) -> bool {
        self.step == Step::Forward(LateHeaders::OfLayer) && !self.may_meet_policy
    }

    /// Whether the layer keeps the request from the handlers inside.
    pub(super) fn refuses(&self, allow_origin: &AllowOrigin, request: &ServiceRequest) -> bool {
        let is_of_layer = matches!(
            self.step,
            Step::Forward(LateHeaders::OfLayer | LateHeaders::Vary)
        );
        is_of_layer && allow_origin.is_denied() && self.policy.refuses(request.request())
    }
}

/// The method that a policy allows or not: of a preflight, the requested one.
fn method(head: &RequestHead) -> &str {
    preflight_method(head).unwrap_or(head.method.as_str())
}
