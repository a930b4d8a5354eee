//! What a layer does with a request. The innermost policy applies: an annotated handler's before every
//! layer, a nearer layer's before a farther one's, for the preflight and for the response.

use std::rc::Rc;

use actix_web::{
    dev::{RequestHead, ServiceRequest},
    http::StatusCode,
};

use crate::{
    actix::{
        app_cors::{InnerRoute, InnerRoutes},
        asked_methods,
        guard::reaches_disabled_handler,
        resolved_policy::{AllowOrigin, OriginCheck, ResolvedPolicy},
        status::is_of_middleware,
    },
    protocol::{RequestKind, preflight_method},
};

/// What is done with a request, and by which policy.
pub(super) struct Plan {
    pub(super) step: Step,
    pub(super) policy: Rc<ResolvedPolicy>,
    pub(super) inside: Inside,
}

/// What is inside whose policy may apply instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inside {
    /// Nothing.
    Nothing,
    /// A nearer layer.
    Layer,
    /// An annotated handler.
    Handler,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The policy responds to the preflight.
    Respond,
    /// The preflight is denied.
    Deny,
    /// The request goes inside.
    Forward(LayerHeaders),
}

/// What a response gets to which no policy inside added its headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LayerHeaders {
    /// The headers of the layer.
    OfLayer,
    /// The headers of the layer, unless the response is one of middleware, which may be in front of an annotated
    /// handler.
    OfLayerIfReached,
    /// The headers of the annotated handler that the request did not reach, on a response that is not a
    /// success.
    OfHandler,
    /// `Vary`: it is not known whose response it is.
    Vary,
    /// Nothing.
    Nothing,
}

impl Plan {
    /// `layers` says whether the request may enter a nearer layer.
    pub(super) fn new(
        layer: &Rc<ResolvedPolicy>,
        routes: &InnerRoutes,
        layers: Inside,
        request: &ServiceRequest,
    ) -> Self {
        let found = || routes.find(request, method(request.head()));
        match layer.classify(request.head()) {
            RequestKind::NotCovered => Self {
                policy: Rc::clone(layer),
                step: Step::Forward(LayerHeaders::Nothing),
                inside: Inside::Handler,
            },
            RequestKind::Preflight => Self::of_preflight(layer, &found(), layers, request),
            RequestKind::NonPreflight => Self::of_request(layer, &found(), layers),
        }
    }

    fn of_preflight(
        layer: &Rc<ResolvedPolicy>,
        route: &InnerRoute<'_>,
        layers: Inside,
        preflight: &ServiceRequest,
    ) -> Self {
        let (policy, step, inside) = match route {
            InnerRoute::Policy {
                policy,
                is_in_scope: false,
            } => (*policy, Step::Respond, Inside::Nothing),
            InnerRoute::Disabled => (layer, Step::Deny, Inside::Nothing),
            InnerRoute::Policy { .. } | InnerRoute::Uncertain => {
                (layer, Step::Deny, Inside::Handler)
            }
            InnerRoute::OtherForm | InnerRoute::None if is_taken_in_front(preflight) => {
                (layer, Step::Deny, Inside::Nothing)
            }
            InnerRoute::OtherForm => (layer, Step::Respond, Inside::Layer),
            InnerRoute::None => (layer, Step::Respond, layers),
        };
        Self {
            step,
            policy: Rc::clone(policy),
            inside,
        }
    }

    /// For a request that is not a preflight.
    fn of_request(layer: &Rc<ResolvedPolicy>, route: &InnerRoute<'_>, layers: Inside) -> Self {
        let (policy, headers, inside) = match route {
            InnerRoute::Policy {
                policy,
                is_in_scope: false,
            } => (*policy, LayerHeaders::OfHandler, Inside::Nothing),
            InnerRoute::Disabled => (layer, LayerHeaders::Nothing, Inside::Handler),
            InnerRoute::Policy { .. } | InnerRoute::Uncertain => {
                (layer, LayerHeaders::Vary, Inside::Handler)
            }
            InnerRoute::OtherForm => (layer, LayerHeaders::OfLayerIfReached, Inside::Layer),
            InnerRoute::None => (layer, LayerHeaders::OfLayer, layers),
        };
        Self {
            step: Step::Forward(headers),
            policy: Rc::clone(policy),
            inside,
        }
    }

    /// The CORS check that the step needs.
    pub(super) fn check(&self, head: &RequestHead) -> OriginCheck {
        let check = || self.policy.cors_check(method(head), head);
        match self.step {
            Step::Respond
            | Step::Forward(LayerHeaders::OfLayer | LayerHeaders::OfLayerIfReached) => check(),
            // Only a layer that refuses requests has to know before.
            Step::Forward(LayerHeaders::Vary) if self.policy.enforces() => check(),
            Step::Forward(LayerHeaders::OfHandler) => match check() {
                // The handler asks the source itself, if the request reaches it.
                OriginCheck::AskSource(..) => OriginCheck::Done(AllowOrigin::Denied),
                done @ OriginCheck::Done(_) => done,
            },
            Step::Deny | Step::Forward(LayerHeaders::Vary | LayerHeaders::Nothing) => {
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
        self.step == Step::Forward(LayerHeaders::OfLayer) && self.inside == Inside::Nothing
    }

    /// Whether a denial by the plan's policy has to be reported when the response is there.
    pub(super) fn may_be_reported(&self, is_denied: bool) -> bool {
        let is_reported = self.is_for_preflight() || self.is_of_layer_alone();
        // The source of a handler's policy was not asked here.
        let is_unknown =
            self.step == Step::Forward(LayerHeaders::OfHandler) && self.policy.asks_source();
        is_denied && !is_reported && !is_unknown
    }

    /// Whether the layer keeps the request from the handlers inside.
    pub(super) fn refuses(&self, allow_origin: &AllowOrigin, request: &ServiceRequest) -> bool {
        let is_of_layer = matches!(
            self.step,
            Step::Forward(
                LayerHeaders::OfLayer | LayerHeaders::OfLayerIfReached | LayerHeaders::Vary
            )
        );
        is_of_layer && allow_origin.is_denied() && self.policy.refuses(request.request())
    }
}

impl LayerHeaders {
    /// Whether the response gets the headers of the plan's policy.
    pub(super) fn is_of_policy(self, status: StatusCode) -> bool {
        match self {
            Self::OfLayer => true,
            Self::OfLayerIfReached => !is_of_middleware(status),
            Self::OfHandler => is_of_middleware(status),
            Self::Vary | Self::Nothing => false,
        }
    }
}

/// Whether something in front of the layer takes the actual request: a handler that is disabled, or a route that
/// compared its method with the requested one.
fn is_taken_in_front(preflight: &ServiceRequest) -> bool {
    let context = preflight.guard_ctx();
    reaches_disabled_handler(&context) || asked_methods::include(&context, method(preflight.head()))
}

/// The method that a policy allows or not: of a preflight, the requested one.
fn method(head: &RequestHead) -> &str {
    preflight_method(head).unwrap_or(head.method.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        actix::test_route::{OF_UNASKED_SOURCE, get},
        policy::{NO_ORIGIN, Route},
    };

    #[test]
    fn the_denial_of_a_handlers_policy_is_reported_unless_its_source_was_not_asked() {
        static LISTED: Route = get(NO_ORIGIN);
        static ASKED: Route = get(OF_UNASKED_SOURCE);

        let (of_handler, vary) = (LayerHeaders::OfHandler, LayerHeaders::Vary);
        for (route, step, expected) in [
            (&LISTED, Step::Forward(of_handler), true),
            (&ASKED, Step::Forward(of_handler), false),
            (&LISTED, Step::Forward(vary), true),
            (&ASKED, Step::Forward(vary), true),
            (&LISTED, Step::Respond, false),
        ] {
            let policy = Rc::new(ResolvedPolicy::of_route(route).unwrap());
            let inside = Inside::Handler;
            let plan = Plan {
                step,
                policy,
                inside,
            };
            assert_eq!(plan.may_be_reported(true), expected, "{step:?}");
            assert!(!plan.may_be_reported(false), "{step:?}");
        }
    }
}
