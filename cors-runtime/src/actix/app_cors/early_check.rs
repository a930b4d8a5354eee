//! The check of a request before it goes inside, where its policy may refuse it (a prefix with `enforce`), asks a
//! source of origins, or depends on guards: an error does not bring the request back.

use std::{future::Future, pin::Pin, rc::Rc};

use actix_web::{
    HttpResponse,
    dev::{ServiceRequest, ServiceResponse},
};

use super::{
    added_headers::AddedHeaders,
    late_headers::LateHeaders,
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

/// The one policy that decides about a request.
struct Subject {
    policy: Rc<ResolvedPolicy>,
    owner: Owner,
}

/// Whose policy it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    Handler,
    Prefix,
    /// A prefix, if the path is under it when `NormalizePath` is done.
    AmbiguousPrefix,
}

impl EarlyCheck {
    pub(super) fn of(policies: &Rc<AppPolicies>, request: ServiceRequest) -> Self {
        let subject = match Subject::of(policies, &request) {
            Ok(subject) => subject,
            Err(headers) => {
                return Self::Forward(request, LateHeaders::known(policies, headers));
            }
        };
        if subject.owner == Owner::Prefix {
            InnerPolicy::set(&request.guard_ctx());
        }
        if subject.owner == Owner::AmbiguousPrefix
            && let Some(policy) = policies.prefix_as_it_came(&request)
            && denies(policy, &request)
        {
            let response = policy.refusal(request.request());
            return Self::Respond(request, response);
        }
        let head = request.head();
        match subject.policy.cors_check(head.method.as_str(), head) {
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
    /// The policy that decides about the request; what its response gets, if there is none.
    fn of(policies: &AppPolicies, request: &ServiceRequest) -> Result<Self, AddedHeaders> {
        let head = request.head();
        let (path, method) = (request.match_info().as_str(), head.method.as_str());
        let context = request.guard_ctx();
        let is_covered = |policy: &ResolvedPolicy| policy.classify(head) != RequestKind::NotCovered;
        match policies.find_before_normalization(path, method, Some(&context)) {
            MatchedPolicy::Handler(_, policy) => Ok(Self::new(policy, Owner::Handler)),
            MatchedPolicy::Prefix(policy) if is_covered(policy) => {
                Ok(Self::new(policy, Owner::Prefix))
            }
            MatchedPolicy::AmbiguousPrefix(policy) if is_covered(policy) => {
                Ok(Self::new(policy, Owner::AmbiguousPrefix))
            }
            MatchedPolicy::Ambiguous(_) => Err(AddedHeaders::Vary),
            MatchedPolicy::Prefix(_)
            | MatchedPolicy::AmbiguousPrefix(_)
            | MatchedPolicy::OtherMethods { .. } => Err(AddedHeaders::Nothing),
        }
    }

    fn new(policy: &Rc<ResolvedPolicy>, owner: Owner) -> Self {
        Self {
            policy: Rc::clone(policy),
            owner,
        }
    }

    /// The headers of the response; `None` if the policy refuses the request. Handlers refuse requests
    /// themselves.
    fn decide(&self, allow: AllowOrigin, request: &ServiceRequest) -> Option<AddedHeaders> {
        let policy = Rc::clone(&self.policy);
        match self.owner {
            Owner::Handler => Some(AddedHeaders::OfHandler {
                policy,
                allow,
                is_reached: false,
            }),
            _ if allow.is_denied() && policy.refuses(request.request()) => None,
            Owner::Prefix => Some(AddedHeaders::OfPrefix(policy, allow)),
            Owner::AmbiguousPrefix => Some(AddedHeaders::OfAmbiguousPrefix(policy, allow)),
        }
    }
}

/// Whether the policy refuses the request, as far as that is known without a question to a source.
fn denies(policy: &ResolvedPolicy, request: &ServiceRequest) -> bool {
    let check = policy.cors_check(request.method().as_str(), request.head());
    let is_allowed = matches!(check, OriginCheck::Done(allow) if !allow.is_denied());
    !is_allowed && policy.refuses(request.request())
}
