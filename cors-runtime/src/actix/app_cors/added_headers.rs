//! What a policy adds to a response that did not come from its handler.

use std::rc::Rc;

use actix_web::http::{StatusCode, header::HeaderMap};

use crate::{
    actix::resolved_policy::{AllowOrigin, ResolvedPolicy},
    protocol::add_vary,
};

/// What a response gets.
#[derive(Clone)]
pub(super) enum CorsHeaders {
    /// The headers of a handler's policy, on a response that is not a success.
    OfHandler {
        policy: Rc<ResolvedPolicy>,
        allow: AllowOrigin,
        /// Whether the handler responded, so that a 404 or 405 is not the router's.
        is_reached: bool,
    },
    /// The headers of a prefix's policy.
    OfPrefix(Rc<ResolvedPolicy>, AllowOrigin),
    /// The same, if the path turns out to be under the prefix; `Vary` if that is not known.
    IfUnderPrefix(Rc<ResolvedPolicy>, AllowOrigin),
    /// Nothing but `Vary`.
    Vary,
    /// Nothing.
    Nothing,
}

impl CorsHeaders {
    /// The policy that denies pages a response which did not come from the handler. Of its own, the handler reports it.
    pub(super) fn denied_policy(&self, status: StatusCode) -> Option<&ResolvedPolicy> {
        match self {
            Self::OfHandler {
                policy,
                allow,
                is_reached: false,
            } if allow.is_denied() && may_be_granted(status, false) => Some(policy),
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
            } if may_be_granted(status, *is_reached) => {
                policy.add_headers(allow.as_ref(), headers);
            }
            Self::OfPrefix(policy, allow) => policy.add_headers(allow.as_ref(), headers),
            Self::OfHandler { .. } | Self::IfUnderPrefix(..) | Self::Vary => add_vary(headers),
            Self::Nothing => {}
        }
    }
}

/// A success comes from a cache, or from whatever took the request instead of the handler; 404 and 405 come
/// from the router, unless the request reached the handler.
fn may_be_granted(status: StatusCode, is_reached: bool) -> bool {
    let is_of_router = matches!(
        status,
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED
    );
    !status.is_success() && (is_reached || !is_of_router)
}
