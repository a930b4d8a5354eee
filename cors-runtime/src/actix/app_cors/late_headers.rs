//! A policy's CORS headers on responses that did not come from its handler: those of middleware in front, and
//! those that middleware replaced.
//!
//! A grant is written only on a response that is not a success and that belongs to the handler. If either is
//! uncertain, the response gets `Vary: Origin`, so that no cache takes it for the answer to another origin
//! (<https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches>).

use std::rc::Rc;

use actix_web::{
    Error, HttpRequest,
    dev::{RequestHead, ServiceRequest, ServiceResponse, Url},
    http::{
        Method, Uri,
        header::{self, HeaderValue},
        uri::PathAndQuery,
    },
};

use super::{
    added_headers::AddedHeaders,
    matched_policy::{AppPolicies, MatchedPolicy},
    unnormalized_path::UnnormalizedPath,
};
use crate::{
    actix::{
        handler_error::marked_policy,
        inner_policy::InnerPolicy,
        refusal,
        resolved_policy::{AllowOrigin, OriginCheck, ResolvedPolicy},
    },
    protocol::{Request as _, RequestKind, single, varies_by_origin},
};

/// What is needed to find the headers of a response, while the request is inside.
pub(super) struct LateHeaders {
    policies: Rc<AppPolicies>,
    request: RequestParts,
    /// The request, if a denial of its response may have to be reported when it is gone.
    copy: Option<HttpRequest>,
}

/// What is known of a request that an error does not bring back.
enum RequestParts {
    /// As little as possible: nearly every request is remembered for nothing.
    Kept {
        path: Option<PathAndQuery>,
        method: Method,
        origin: Option<HeaderValue>,
    },
    /// The request was looked up before it went inside.
    LookedUp(AddedHeaders),
}

impl LateHeaders {
    /// For a request that is looked up when its response is there, if it has to be.
    pub(super) fn of_request(policies: &Rc<AppPolicies>, request: &ServiceRequest) -> Self {
        let origin = single(request.head().origins()).cloned();
        let copy = origin
            .as_ref()
            .and_then(|_| refusal::copy(request.request()));
        Self {
            policies: Rc::clone(policies),
            request: RequestParts::Kept {
                path: request.uri().path_and_query().cloned(),
                method: request.method().clone(),
                origin,
            },
            copy,
        }
    }

    /// For a request that was looked up before it went inside.
    pub(super) fn known(
        policies: &Rc<AppPolicies>,
        headers: AddedHeaders,
        request: &ServiceRequest,
    ) -> Self {
        let mut copy = None;
        match &headers {
            // What is inside decides whether a response is denied by this policy.
            AddedHeaders::OfHandler { allow, .. } if allow.is_denied() => {
                copy = refusal::copy(request.request());
            }
            // Every response is denied by the prefix: layers inside apply no policy.
            AddedHeaders::OfPrefix(policy, allow) if allow.is_denied() => {
                refusal::report(policy, request.request());
            }
            AddedHeaders::OfPrefix(..) => refusal::mark_allowed_by_prefix(request.request()),
            _ => {}
        }
        Self {
            policies: Rc::clone(policies),
            request: RequestParts::LookedUp(headers),
            copy,
        }
    }

    /// Adds the headers, unless a policy inside wrote them.
    #[inline]
    pub(super) fn finish<B>(&self, response: &mut Result<ServiceResponse<B>, Error>) {
        match response {
            Ok(response) => {
                if !self.is_complete(response) {
                    let headers = self.of_response(response.request());
                    if let Some(policy) = headers.denied_policy(response.status()) {
                        refusal::report(policy, response.request());
                    }
                    headers.add_to(response.status(), response.headers_mut());
                }
            }
            // Middleware and the server turn an error into a response further out.
            Err(error) => match self.of_error() {
                AddedHeaders::Nothing => {}
                headers => {
                    let status = error.as_response_error().status_code();
                    if let Some((policy, copy)) =
                        headers.denied_policy(status).zip(self.copy.as_ref())
                    {
                        refusal::report(policy, copy);
                    }
                    error.add_response_mapper(move |mut response| {
                        headers.add_to(response.status(), response.headers_mut());
                        response
                    });
                }
            },
        }
    }

    /// Whether nothing has to be added: a policy inside wrote on the response, which leaves traces, and its
    /// request went all the way through the router. Under a prefix, a layer may have written.
    fn is_complete<B>(&self, response: &ServiceResponse<B>) -> bool {
        if let RequestParts::LookedUp(
            AddedHeaders::OfPrefix(..) | AddedHeaders::OfAmbiguousPrefix(..),
        ) = self.request
        {
            return false;
        }
        let head = response.response().head();
        if varies_by_origin(&head.headers) {
            // A success gets no more than that, unless it is under a prefix.
            let has_no_prefix = matches!(self.request, RequestParts::Kept { .. });
            return (has_no_prefix && head.status.is_success()) || is_routed(response);
        }
        head.headers
            .contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN)
            && is_routed(response)
    }

    /// By the request as it is now, as middleware inside may have changed it.
    fn of_response(&self, request: &HttpRequest) -> AddedHeaders {
        let head = request.head();
        let method = head.method.as_str();
        if let Some(policy) = marked_policy(request) {
            return self.of_handler(&policy, method, head, true);
        }
        let whole_request = ServiceRequest::from_request(request.clone());
        match self.policies.find(&whole_request, method) {
            MatchedPolicy::Handler(_, policy) => self.of_handler(policy, method, head, false),
            MatchedPolicy::Prefix(policy) if policy.classify(head) == RequestKind::NotCovered => {
                AddedHeaders::Nothing
            }
            MatchedPolicy::Prefix(policy) => {
                InnerPolicy::set(&whole_request.guard_ctx());
                let allow = self
                    .check(policy, method, head)
                    .unwrap_or(AllowOrigin::Denied);
                AddedHeaders::OfPrefix(Rc::clone(policy), allow)
            }
            MatchedPolicy::AmbiguousPrefix(_) => {
                InnerPolicy::set(&whole_request.guard_ctx());
                AddedHeaders::Vary
            }
            MatchedPolicy::Ambiguous(_) => AddedHeaders::Vary,
            MatchedPolicy::OtherMethods { .. } => AddedHeaders::Nothing,
        }
    }

    fn of_handler(
        &self,
        policy: &Rc<ResolvedPolicy>,
        method: &str,
        head: &RequestHead,
        is_reached: bool,
    ) -> AddedHeaders {
        match self.check(policy, method, head) {
            Some(allow) => AddedHeaders::OfHandler {
                policy: Rc::clone(policy),
                allow,
                is_reached,
            },
            // What the handler wrote after it asked its source stays.
            None => AddedHeaders::Vary,
        }
    }

    /// The check of a request that went inside; `None` if its source was not asked before.
    fn check(
        &self,
        policy: &ResolvedPolicy,
        method: &str,
        head: &RequestHead,
    ) -> Option<AllowOrigin> {
        match policy.cors_check(method, head) {
            OriginCheck::Done(allow) => Some(allow),
            OriginCheck::AskSource(..) => self.answer_of_source(policy),
        }
    }

    fn answer_of_source(&self, policy: &ResolvedPolicy) -> Option<AllowOrigin> {
        match &self.request {
            RequestParts::LookedUp(
                AddedHeaders::OfHandler {
                    policy: asked,
                    allow,
                    ..
                }
                | AddedHeaders::OfPrefix(asked, allow)
                | AddedHeaders::OfAmbiguousPrefix(asked, allow),
            ) if asked.is_same(policy) => Some(allow.clone()),
            _ => None,
        }
    }

    /// By what is left of the request.
    fn of_error(&self) -> AddedHeaders {
        let (path, method, origin) = match &self.request {
            RequestParts::LookedUp(headers) => return headers.clone(),
            RequestParts::Kept { path: None, .. } => return AddedHeaders::Nothing,
            RequestParts::Kept {
                path: Some(path),
                method,
                origin,
            } => (path, method, origin),
        };
        let url = Url::new(Uri::from(path.clone()));
        // A request for `http://api.example.com` has no path of its own.
        let path = match url.path() {
            "" => "/",
            path => path,
        };
        let mut head = RequestHead::default();
        head.method = method.clone();
        if let Some(origin) = origin {
            head.headers.insert(header::ORIGIN, origin.clone());
        }
        let method = head.method.as_str();
        let path = UnnormalizedPath {
            policies: &self.policies,
            path,
            method,
            request: None,
        };
        path.policy().headers(method, &head)
    }
}

impl MatchedPolicy<'_> {
    /// The headers of a response whose request is not there any more.
    fn headers(&self, method: &str, head: &RequestHead) -> AddedHeaders {
        match self {
            Self::Handler(_, policy) => AddedHeaders::OfHandler {
                policy: Rc::clone(policy),
                allow: check_without_source(policy, method, head),
                is_reached: false,
            },
            // Where there are prefixes, requests are looked up before they go inside.
            Self::Prefix(_) | Self::AmbiguousPrefix(_) | Self::Ambiguous(_) => AddedHeaders::Vary,
            Self::OtherMethods { .. } => AddedHeaders::Nothing,
        }
    }
}

fn check_without_source(policy: &ResolvedPolicy, method: &str, head: &RequestHead) -> AllowOrigin {
    match policy.cors_check(method, head) {
        OriginCheck::Done(allow) => allow,
        OriginCheck::AskSource(..) => AllowOrigin::Denied,
    }
}

/// Whether the request went all the way through the router.
pub(super) fn is_routed<B>(response: &ServiceResponse<B>) -> bool {
    response.request().match_info().unprocessed().is_empty()
}
