//! The check of a request before it goes inside, where its policy may refuse it (a prefix with `enforce`), asks a
//! source of origins, or depends on guards: an error does not bring the request back.

use std::{future::Future, iter::once, pin::Pin, rc::Rc};

use actix_web::dev::{ServiceRequest, ServiceResponse};

use super::{
    added_headers::AddedHeaders,
    late_headers::LateHeaders,
    matched_policy::{AppPolicies, MatchedPolicy},
    unnormalized_path::UnnormalizedPath,
};
use crate::{
    actix::{
        inner_policy::InnerPolicy,
        request_check::respond,
        resolved_policy::{AllowOrigin, ResolvedPolicy},
    },
    protocol::{Request as _, RequestKind},
};

/// The check of a request.
pub(super) enum EarlyCheck {
    Done(CheckedRequest),
    AskSource(SourceLookup),
}

/// What becomes of a request.
pub(super) enum CheckedRequest {
    /// The policy refuses it.
    Respond(ServiceResponse),
    /// It goes inside.
    Forward(ServiceRequest, LateHeaders),
}

/// A check that owns the request while a source is asked.
pub(super) type SourceLookup = Pin<Box<dyn Future<Output = CheckedRequest>>>;

/// The policy that decides about a request.
struct Subject {
    policy: Rc<ResolvedPolicy>,
    owner: Owner,
    /// Of another prefix, which the path is under as it came: it may refuse the request as well.
    policy_as_it_came: Option<Rc<ResolvedPolicy>>,
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
                let headers = LateHeaders::known(policies, headers, &request);
                return Self::Done(CheckedRequest::Forward(request, headers));
            }
        };
        if !subject.asks_source(&request) {
            let check = |policy: &ResolvedPolicy| policy.check(request.head()).or_denied().cloned();
            let allow_as_it_came = subject.policy_as_it_came.as_deref().map(check);
            let allow = check(&subject.policy);
            return Self::Done(subject.act(allow, allow_as_it_came.as_ref(), policies, request));
        }
        let policies = Rc::clone(policies);
        Self::AskSource(Box::pin(async move {
            let method = request.method().as_str();
            let allow_as_it_came = match &subject.policy_as_it_came {
                Some(policy) => Some(policy.allow_origin(method, &request).await),
                None => None,
            };
            let allow = subject.policy.allow_origin(method, &request).await;
            subject.act(allow, allow_as_it_came.as_ref(), &policies, request)
        }))
    }
}

impl Subject {
    /// The policy that decides about the request; what its response gets, if there is none.
    fn of(policies: &AppPolicies, request: &ServiceRequest) -> Result<Self, AddedHeaders> {
        let head = request.head();
        let context = request.guard_ctx();
        let path = UnnormalizedPath {
            policies,
            path: request.match_info().as_str(),
            method: head.method.as_str(),
            request: Some(&context),
        };
        let is_covered = |policy: &ResolvedPolicy| policy.classify(head) != RequestKind::NotCovered;
        match path.policy() {
            MatchedPolicy::Handler(_, policy) => Ok(Self::new(policy, Owner::Handler)),
            MatchedPolicy::Prefix(policy) if is_covered(policy) => {
                Ok(Self::new(policy, Owner::Prefix))
            }
            MatchedPolicy::AmbiguousPrefix(policy) => {
                let as_it_came = policies.prefix_of(path.path);
                let mut covering = once(policy).chain(as_it_came).filter(|one| is_covered(one));
                let first = covering.next().ok_or(AddedHeaders::Nothing)?;
                let subject = Self::new(first, Owner::AmbiguousPrefix);
                Ok(subject.with_policy_as_it_came(covering.next()))
            }
            MatchedPolicy::Ambiguous(_) => Err(AddedHeaders::Vary),
            MatchedPolicy::Prefix(_) | MatchedPolicy::OtherMethods { .. } => {
                Err(AddedHeaders::Nothing)
            }
        }
    }

    fn new(policy: &Rc<ResolvedPolicy>, owner: Owner) -> Self {
        Self {
            policy: Rc::clone(policy),
            owner,
            policy_as_it_came: None,
        }
    }

    fn with_policy_as_it_came(mut self, policy: Option<&Rc<ResolvedPolicy>>) -> Self {
        let other = policy.filter(|other| !other.is_same(&self.policy));
        self.policy_as_it_came = other.map(Rc::clone);
        self
    }

    /// Whether a source decides about the request.
    fn asks_source(&self, request: &ServiceRequest) -> bool {
        let mut policies = once(&self.policy).chain(&self.policy_as_it_came);
        request.head().has_origin() && policies.any(|policy| policy.asks_source())
    }

    fn act(
        &self,
        allow: AllowOrigin,
        allow_as_it_came: Option<&AllowOrigin>,
        policies: &Rc<AppPolicies>,
        request: ServiceRequest,
    ) -> CheckedRequest {
        match self.decide(allow, allow_as_it_came, &request) {
            Ok(headers) => {
                let headers = LateHeaders::known(policies, headers, &request);
                CheckedRequest::Forward(request, headers)
            }
            Err(policy) => {
                // No layer around `AppCors` applies to the refusal.
                InnerPolicy::set(&request.guard_ctx());
                let response = policy.refusal(request.request());
                CheckedRequest::Respond(respond(request, response))
            }
        }
    }

    /// The headers of the response, or the policy that refuses the request. Handlers refuse requests themselves.
    fn decide(
        &self,
        allow: AllowOrigin,
        allow_as_it_came: Option<&AllowOrigin>,
        request: &ServiceRequest,
    ) -> Result<AddedHeaders, &ResolvedPolicy> {
        let policy = Rc::clone(&self.policy);
        if self.owner == Owner::Handler {
            return Ok(AddedHeaders::OfHandler {
                policy,
                allow,
                is_reached: false,
            });
        }
        let as_it_came = self.policy_as_it_came.iter().zip(allow_as_it_came);
        for (policy, allow) in as_it_came.chain(once((&self.policy, &allow))) {
            if allow.is_denied() && policy.refuses(request.request()) {
                return Err(policy);
            }
        }
        Ok(match self.owner {
            Owner::Prefix => AddedHeaders::OfPrefix(policy, allow),
            _ => AddedHeaders::OfAmbiguousPrefix(policy, allow),
        })
    }
}
