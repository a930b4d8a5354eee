//! What a policy adds to a response that did not come from its handler.

use std::rc::Rc;

use actix_web::http::{StatusCode, header::HeaderMap};

use crate::{
    actix::{
        resolved_policy::{AllowOrigin, ResolvedPolicy},
        status::is_of_middleware,
    },
    protocol::add_vary,
};

/// What a response gets that did not come from its handler.
#[derive(Clone)]
pub(super) enum AddedHeaders {
    /// The headers of a handler's policy, on a response that is not a success.
    OfHandler {
        policy: Rc<ResolvedPolicy>,
        allow: AllowOrigin,
        /// Whether the handler responded, so that a 404 or 405 is not the router's.
        is_reached: bool,
    },
    /// The headers of a prefix's policy.
    OfPrefix(Rc<ResolvedPolicy>, AllowOrigin),
    /// `Vary`, because the path may be under the prefix; and the result of the prefix's check.
    OfAmbiguousPrefix(Rc<ResolvedPolicy>, AllowOrigin),
    /// Nothing but `Vary`.
    Vary,
    /// Nothing.
    Nothing,
}

impl AddedHeaders {
    /// The policy that denies pages a response which did not come from the handler. Of its own, the handler reports it.
    pub(super) fn denied_policy(&self, status: StatusCode) -> Option<&ResolvedPolicy> {
        match self {
            Self::OfHandler {
                policy,
                allow,
                is_reached: false,
            } if allow.is_denied() && is_of_middleware(status) => Some(policy),
            Self::OfPrefix(policy, allow) if allow.is_denied() => Some(policy),
            _ => None,
        }
    }

    pub(super) fn add_to(&self, status: StatusCode, headers: &mut HeaderMap) {
        match self {
            Self::OfHandler {
                policy,
                allow,
                is_reached,
            } if is_of_handler(status, *is_reached) => {
                policy.add_headers(allow.as_ref(), headers);
            }
            Self::OfPrefix(policy, allow) => policy.add_headers(allow.as_ref(), headers),
            Self::OfHandler { .. } | Self::OfAmbiguousPrefix(..) | Self::Vary => add_vary(headers),
            Self::Nothing => {}
        }
    }
}

/// Whether the response belongs to the handler. A success comes from somewhere else, even if the request reached
/// the handler: middleware made it instead of the handler's.
fn is_of_handler(status: StatusCode, is_reached: bool) -> bool {
    if is_reached {
        !status.is_success()
    } else {
        is_of_middleware(status)
    }
}
