//! What happens to a request after the CORS check: the policy responds, or the handler does.

use super::{cors_check::AllowOrigin, request::RequestKind};

/// Who responds, and what `Access-Control-Allow-Origin` says then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action<Value> {
    /// The policy: to a preflight, or to a request that it refuses. The handler does not see the request.
    Respond(AllowOrigin<Value>),
    /// The handler; the policy adds its headers to the response.
    Forward(AllowOrigin<Value>),
}

impl<Value> Action<Value> {
    /// Preflights are answered, allowed or not. `is_refused` says of a denied request whether the policy
    /// keeps it from the handler.
    #[inline]
    pub(crate) fn of(
        kind: RequestKind,
        allow_origin: AllowOrigin<Value>,
        is_refused: impl FnOnce() -> bool,
    ) -> Self {
        let is_answered =
            kind == RequestKind::Preflight || (allow_origin.is_denied() && is_refused());
        if is_answered {
            Self::Respond(allow_origin)
        } else {
            Self::Forward(allow_origin)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALLOWED: AllowOrigin<()> = AllowOrigin::Any;
    const DENIED: AllowOrigin<()> = AllowOrigin::Denied;

    #[test]
    fn every_preflight_is_answered() {
        let kind = RequestKind::Preflight;
        for allow_origin in [ALLOWED, DENIED] {
            let action = Action::of(kind, allow_origin, || false);
            assert_eq!(action, Action::Respond(allow_origin));
        }
    }

    #[test]
    fn another_request_is_answered_only_if_it_is_denied_and_refused() {
        let kind = RequestKind::NonPreflight;
        assert_eq!(Action::of(kind, DENIED, || true), Action::Respond(DENIED));
        assert_eq!(Action::of(kind, DENIED, || false), Action::Forward(DENIED));
        assert_eq!(Action::of(kind, ALLOWED, || true), Action::Forward(ALLOWED));
    }
}
