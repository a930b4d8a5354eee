//! The check of a request before it goes inside, where its policy may refuse it (a prefix with `enforce`), asks a
//! source of origins, or depends on guards: an error does not bring the request back.

use std::{future::Future, pin::Pin, rc::Rc};

use actix_web::{
    HttpResponse,
    dev::{ServiceRequest, ServiceResponse},
};

use super::{
    late_headers::{CorsHeaders, LateHeaders},
    matched_policy::{AppPolicies, MatchedPolicy},
};
use crate::{
    actix::{
        inner_policy::InnerPolicy,
        resolved_policy::{AllowOrigin, OriginCheck, ResolvedPolicy},
    },
    protocol::RequestKind,
};

/// What becomes of a request.
pub(super) enum EarlyCheck {
    /// The policy refuses it.
    Respond(ServiceRequest, HttpResponse),
    /// It goes inside.
    Forward(ServiceRequest, LateHeaders),
    /// A source of origins is asked first.
    AskSource(SourceLookup),
}

/// A request and the headers of its response, or the response that refuses it.
pub(super) type SourceLookup =
    Pin<Box<dyn Future<Output = Result<(ServiceRequest, LateHeaders), ServiceResponse>>>>;

/// The one policy that applies to a request.
struct Subject {
    policy: Rc<ResolvedPolicy>,
    is_prefix: bool,
}

impl EarlyCheck {
    pub(super) fn of(policies: &Rc<AppPolicies>, request: ServiceRequest) -> Self {
        let head = request.head();
        let method = head.method.as_str();
        let path = request.match_info().as_str();
        let matched = policies.find_before_normalization(path, method, Some(&request.guard_ctx()));
        let subject = match matched {
            MatchedPolicy::Handler(_, policy) => Subject::new(policy, false),
            MatchedPolicy::Prefix(policy) if policy.classify(head) != RequestKind::NotCovered => {
                InnerPolicy::set(&request.guard_ctx());
                Subject::new(policy, true)
            }
            MatchedPolicy::Ambiguous(_) => {
                let headers = LateHeaders::known(policies, CorsHeaders::Vary);
                return Self::Forward(request, headers);
            }
            MatchedPolicy::Prefix(_) | MatchedPolicy::OtherMethods { .. } => {
                let headers = LateHeaders::known(policies, CorsHeaders::Nothing);
                return Self::Forward(request, headers);
            }
        };
        match subject.policy.cors_check(method, head) {
            OriginCheck::Done(allow) => {
                if let Some(headers) = subject.decide(allow, &request) {
                    return Self::Forward(request, LateHeaders::known(policies, headers));
                }
                let response = subject.policy.refusal(request.request());
                Self::Respond(request, response)
            }
            OriginCheck::AskSource(source, origin) => {
                let policies = Rc::clone(policies);
                Self::AskSource(Box::pin(async move {
                    let allow = subject.policy.ask_source(&source, origin, &request).await;
                    if let Some(headers) = subject.decide(allow, &request) {
                        return Ok((request, LateHeaders::known(&policies, headers)));
                    }
                    let response = subject.policy.refusal(request.request());
                    Err(request.into_response(response))
                }))
            }
        }
    }
}

impl Subject {
    fn new(policy: &Rc<ResolvedPolicy>, is_prefix: bool) -> Self {
        Self {
            policy: Rc::clone(policy),
            is_prefix,
        }
    }

    /// The headers of the response; `None` if the policy refuses the request. Handlers refuse requests
    /// themselves.
    fn decide(&self, allow: AllowOrigin, request: &ServiceRequest) -> Option<CorsHeaders> {
        let policy = Rc::clone(&self.policy);
        if !self.is_prefix {
            return Some(CorsHeaders::OfHandler {
                policy,
                allow,
                is_reached: false,
            });
        }
        let is_refused = allow.is_denied() && policy.refuses(request.request());
        (!is_refused).then_some(CorsHeaders::OfPrefix(policy, allow))
    }
}
