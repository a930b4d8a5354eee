//! The CORS check of a request by a policy.

use std::sync::Arc;

use actix_web::{
    dev::{RequestHead, ServiceRequest},
    http::header::HeaderValue,
};

use super::{AllowOrigin, BorrowedCheck, OriginCheck, ResolvedPolicy};
use crate::{
    origins::{AskedOrigins, ResolvedOrigins},
    protocol::{cors_check, origin_to_check, preflight_method},
};

impl ResolvedPolicy {
    /// The CORS check of a request that meets the policy.
    #[inline]
    pub(in crate::actix) fn check<'a>(&'a self, head: &'a RequestHead) -> BorrowedCheck<'a> {
        if self.allows_method_of(head) {
            self.check_origin(head)
        } else {
            OriginCheck::Done(AllowOrigin::Denied)
        }
    }

    /// Whether the policy allows the method of a request that meets it; of a preflight, the one that it asks for.
    #[inline]
    pub(in crate::actix) fn allows_method_of(&self, head: &RequestHead) -> bool {
        // The guard of a route has compared the method.
        self.coverage.all_methods_allowed() || self.lists_method_of(head)
    }

    /// Whether the policy allows the method, if a request for it meets the policy.
    #[inline]
    pub(in crate::actix) fn allows_method_if_met(&self, method: &str) -> bool {
        self.coverage.all_methods_allowed() || self.allows_method(method)
    }

    // Not inlined: most policies allow all methods of their route.
    #[inline(never)]
    fn lists_method_of(&self, head: &RequestHead) -> bool {
        self.allows_method(preflight_method(head).unwrap_or(head.method.as_str()))
    }

    /// The CORS check for a method: the request's own, or the one that a preflight asks for.
    pub(in crate::actix) fn cors_check(&self, method: &str, head: &RequestHead) -> OriginCheck {
        self.check_method(method, head).cloned()
    }

    fn check_method<'a>(&'a self, method: &str, head: &'a RequestHead) -> BorrowedCheck<'a> {
        if self.allows_method_if_met(method) {
            self.check_origin(head)
        } else {
            OriginCheck::Done(AllowOrigin::Denied)
        }
    }

    /// The CORS check for a method that the policy allows.
    #[inline]
    pub(in crate::actix) fn check_origin<'a>(&'a self, head: &'a RequestHead) -> BorrowedCheck<'a> {
        match &self.origins {
            ResolvedOrigins::Any => OriginCheck::Done(AllowOrigin::Any),
            ResolvedOrigins::Source(source) => match origin_to_check(head) {
                Some(origin) => OriginCheck::AskSource(source, origin),
                None => OriginCheck::Done(AllowOrigin::Denied),
            },
            _ => OriginCheck::Done(cors_check(head, |origin| self.lists(origin, head))),
        }
    }

    /// Whether the origin is in the policy's list, if it is not a source that knows the list.
    fn lists(&self, origin: &[u8], head: &RequestHead) -> bool {
        match &self.origins {
            ResolvedOrigins::Static(set) => set.contains(origin),
            ResolvedOrigins::Environment(set) => set.contains(origin, self.refused_hazards, head),
            ResolvedOrigins::InMemory(set) => set.contains(origin, self.refused_hazards, head),
            ResolvedOrigins::Any | ResolvedOrigins::Source(_) => false,
        }
    }

    /// The result of the CORS check for a method, by a question to the source if it needs one.
    pub(in crate::actix) async fn allow_origin(
        &self,
        method: &str,
        request: &ServiceRequest,
    ) -> AllowOrigin {
        match self.cors_check(method, request.head()) {
            OriginCheck::Done(allow_origin) => allow_origin,
            OriginCheck::AskSource(source, origin) => {
                self.ask_source(&source, origin, request).await
            }
        }
    }

    /// The CORS check that needs a source, which may read the request.
    pub(in crate::actix) async fn ask_source(
        &self,
        source: &Arc<dyn AskedOrigins>,
        origin: HeaderValue,
        request: &ServiceRequest,
    ) -> AllowOrigin {
        let is_allowed = match origin.to_str() {
            Ok(text) => source.allows(text, self.refused_hazards, request).await,
            Err(_) => false,
        };
        if is_allowed {
            AllowOrigin::Origin(origin)
        } else {
            AllowOrigin::Denied
        }
    }
}
