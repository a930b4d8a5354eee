//! A mark on a request whose handler responded with anything but a success. Middleware may make a new response
//! from such a one, without the headers of the policy; `AppCors` then knows whose headers are missing.

use std::rc::Rc;

use actix_web::{HttpMessage as _, HttpRequest, http::StatusCode};

use super::resolved_policy::ResolvedPolicy;

/// The policy of the handler that responded.
struct HandlerError(Rc<ResolvedPolicy>);

/// Marks the request of a handler with this policy, unless the response is a success.
#[inline]
pub(super) fn mark(request: &HttpRequest, status: StatusCode, policy: &Rc<ResolvedPolicy>) {
    if !status.is_success() {
        mark_error(request, policy);
    }
}

#[cold]
fn mark_error(request: &HttpRequest, policy: &Rc<ResolvedPolicy>) {
    let mark = HandlerError(Rc::clone(policy));
    request.extensions_mut().insert(mark);
}

/// The policy of the handler that responded to the request, if it is marked.
pub(super) fn marked_policy(request: &HttpRequest) -> Option<Rc<ResolvedPolicy>> {
    let extensions = request.extensions();
    let mark = extensions.get::<HandlerError>();
    mark.map(|HandlerError(policy)| Rc::clone(policy))
}
