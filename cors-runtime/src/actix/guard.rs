//! Which requests a handler's one router entry takes: those with a method that it serves, and the
//! preflights that ask for one.

use std::cell::Cell;

use actix_web::{
    dev::RequestHead,
    guard::{Guard, GuardContext},
    http::Method,
};

use super::{asked_methods, inner_policy::InnerPolicy, refusal};
use crate::protocol::{Request as _, preflight_method, requested_method};

/// Whether the request is a CORS-preflight request: `OPTIONS` with an `Origin` and one
/// `Access-Control-Request-Method`.
///
/// A handler's own guards decide about its preflights as well. A preflight carries the same `Host` as
/// the request that will follow, and none of its other headers. So a guard that reads such a header
/// lets preflights pass with this function:
///
/// ```
/// use actix_web::{HttpResponse, Responder, guard::GuardContext, put};
/// use cors_runtime::{cors, is_preflight};
///
/// fn second_version(request: &GuardContext<'_>) -> bool {
///     is_preflight(request)
///         || request.head().headers().get("x-api-version").is_some_and(|version| version == "2")
/// }
///
/// #[cors(origins = ["https://app.example.com"], allow_headers = ["x-api-version"])]
/// #[put("/users/{id}", guard = "second_version")]
/// async fn put_user() -> impl Responder {
///     HttpResponse::NoContent()
/// }
/// ```
///
/// Source: <https://fetch.spec.whatwg.org/#cors-preflight-request>.
#[must_use]
pub fn is_preflight(request: &GuardContext<'_>) -> bool {
    preflight_method(request.head()).is_some()
}

/// The guard of a handler's router entry.
pub(super) struct RouteGuard {
    serves: &'static [&'static str],
    /// The same methods, compared without reading them as text.
    methods: Box<[Method]>,
    /// actix-web's own method guards. They collect the methods that a path serves, for the `Allow` header
    /// of a later 405, and allocate for it; so they are asked only when a request passes this entry.
    by_method: Box<[Box<dyn Guard>]>,
    /// The guards of the user's route attribute.
    others: Box<[Box<dyn Guard>]>,
    has_policy: bool,
    in_front: Cell<InFront>,
}

/// Which entries of the router are in front of a handler's, as far as their paths can match the same requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum InFront {
    /// The router was not read yet.
    Unknown,
    /// Only entries of handlers with a policy.
    HandlersWithPolicy,
    /// Also entries of handlers that are disabled.
    DisabledHandlers,
    /// Also others, whose guards cannot be seen.
    Others,
}

/// Marks a preflight whose actual request reaches a handler without a policy, so that no handler
/// behind it with the same path answers.
struct ReachesDisabledHandler;

/// Whether the actual request of a preflight reaches a handler without a policy, in front of where the preflight is.
pub(super) fn reaches_disabled_handler(preflight: &GuardContext<'_>) -> bool {
    preflight.req_data().contains::<ReachesDisabledHandler>()
}

impl RouteGuard {
    pub(super) fn new(
        serves: &'static [&'static str],
        others: Box<[Box<dyn Guard>]>,
        has_policy: bool,
    ) -> Self {
        // Upper-case letters: the macro validated each of them.
        let methods: Box<[Method]> = serves
            .iter()
            .filter_map(|method| Method::from_bytes(method.as_bytes()).ok())
            .collect();
        let by_method = methods
            .iter()
            .map(|method| Box::new(actix_web::guard::Method(method.clone())) as Box<dyn Guard>)
            .collect();
        Self {
            serves,
            methods,
            by_method,
            others,
            has_policy,
            in_front: Cell::new(InFront::Unknown),
        }
    }

    /// The methods that the handler has.
    pub(super) fn methods(&self) -> &'static [&'static str] {
        self.serves
    }

    /// Whether the handler has the method.
    pub(super) fn serves(&self, method: &str) -> bool {
        self.serves.contains(&method)
    }

    /// The method of the handler that has these bytes.
    fn served(&self, requested: &[u8]) -> Option<&'static str> {
        let mut served = self.serves.iter();
        served
            .find(|method| method.as_bytes() == requested)
            .copied()
    }

    /// Whether the user's guards admit the request; unknown if there are any and the request is gone.
    pub(super) fn admits(&self, request: Option<&GuardContext<'_>>) -> Option<bool> {
        match request {
            Some(request) => Some(self.admits_all(request)),
            None if self.others.is_empty() => Some(true),
            None => None,
        }
    }

    fn admits_all(&self, request: &GuardContext<'_>) -> bool {
        self.others.iter().all(|guard| guard.check(request))
    }

    /// Whether the user has guards on the handler.
    pub(super) fn has_conditions(&self) -> bool {
        !self.others.is_empty()
    }

    /// Remembers what the router has in front of the handler.
    pub(super) fn set_in_front(&self, in_front: InFront) {
        self.in_front.set(in_front);
    }

    /// What the router has in front of the handler.
    pub(super) fn in_front(&self) -> InFront {
        self.in_front.get()
    }

    /// Whether the actual request, whose method the handler has, would reach it.
    fn takes_preflight_for(&self, method: &str, preflight: &GuardContext<'_>) -> bool {
        if !self.admits_all(preflight) {
            return false;
        }
        if !self.has_policy {
            preflight.req_data_mut().insert(ReachesDisabledHandler);
            return false;
        }
        let is_taken = match self.in_front() {
            InFront::HandlersWithPolicy => true,
            InFront::DisabledHandlers => !reaches_disabled_handler(preflight),
            InFront::Unknown | InFront::Others => !may_be_taken_in_front(method, preflight),
        };
        if is_taken {
            InnerPolicy::set(preflight);
        }
        is_taken
    }

    /// Whether the handler takes the request with the method `OPTIONS`, which may be a preflight.
    #[inline(never)]
    fn takes_options(&self, request: &GuardContext<'_>) -> bool {
        self.takes_preflight(request)
            .unwrap_or_else(|| self.takes(request))
    }

    /// Whether the request is a preflight for the handler; `None` if it is not a preflight.
    fn takes_preflight(&self, request: &GuardContext<'_>) -> Option<bool> {
        let requested = requested_method(request.head())?;
        if let Some(method) = self.served(requested.as_bytes()) {
            return Some(self.takes_preflight_for(method, request));
        }
        RequestHead::text(requested)?;
        // Only entries that are not ours ask for `OPTIONS`.
        self.leave_methods(request, |method| method != Method::OPTIONS);
        Some(false)
    }

    /// Whether the handler serves the request, which is not a preflight.
    fn takes(&self, request: &GuardContext<'_>) -> bool {
        // Compared as they are, and not as texts: most requests are not preflights.
        let is_taken = self.methods.contains(&request.head().method) && self.admits_all(request);
        if is_taken {
            InnerPolicy::set(request);
        } else {
            self.leave_methods(request, |_| true);
        }
        is_taken
    }

    /// Leaves the methods for the `Allow` header of a later 405.
    fn leave_methods(&self, request: &GuardContext<'_>, is_left: impl Fn(&Method) -> bool) {
        for (guard, method) in self.by_method.iter().zip(&self.methods) {
            if is_left(method) {
                guard.check(request);
            }
        }
    }
}

/// Whether an entry without a policy in front of the handler may take the actual request.
#[inline(never)]
fn may_be_taken_in_front(method: &str, preflight: &GuardContext<'_>) -> bool {
    if reaches_disabled_handler(preflight) {
        return true;
    }
    let may_be_taken = asked_methods::include(preflight, method);
    if may_be_taken {
        tracing::debug!(
            target: refusal::TARGET,
            "a route without `#[cors(..)]` in front may take {method} `{}`, so the preflight passes the handler",
            preflight.head().uri.path(),
        );
    }
    may_be_taken
}

impl Guard for RouteGuard {
    fn check(&self, request: &GuardContext<'_>) -> bool {
        if request.head().is_options() {
            self.takes_options(request)
        } else {
            self.takes(request)
        }
    }
}

#[cfg(test)]
mod tests {
    use actix_web::{guard, http::header, test::TestRequest};

    use super::*;

    fn with_user_guards(others: Vec<Box<dyn Guard>>) -> RouteGuard {
        RouteGuard::new(&["PUT"], others.into(), true)
    }

    #[test]
    fn without_the_request_it_is_unknown_what_the_users_guards_admit() {
        let request = TestRequest::put().to_srv_request();
        let request = request.guard_ctx();
        for (methods, with_request, without) in [
            (&[][..], Some(true), Some(true)),
            (&[Method::PUT], Some(true), None),
            (&[Method::PUT, Method::GET], Some(false), None),
        ] {
            let guards = methods.iter().map(|method| guard::Method(method.clone()));
            let guards = guards.map(|guard| Box::new(guard) as Box<dyn Guard>);
            let route = with_user_guards(guards.collect());
            assert_eq!(route.admits(Some(&request)), with_request);
            assert_eq!(route.admits(None), without);
        }
    }

    /// An entry in front that asks for the method takes the actual request; a handler of this crate would have taken it.
    #[test]
    fn a_method_that_was_asked_for_in_front_closes_a_preflight_unless_all_entries_there_are_known()
    {
        for (in_front, is_taken) in [
            (InFront::Unknown, false),
            (InFront::Others, false),
            (InFront::HandlersWithPolicy, true),
            (InFront::DisabledHandlers, true),
        ] {
            let preflight = TestRequest::default()
                .method(Method::OPTIONS)
                .insert_header((header::ORIGIN, "https://app.example.com"))
                .insert_header((header::ACCESS_CONTROL_REQUEST_METHOD, "PUT"))
                .to_srv_request();
            let preflight = preflight.guard_ctx();
            guard::Put().check(&preflight);
            let route = with_user_guards(vec![]);
            route.set_in_front(in_front);
            assert_eq!(route.check(&preflight), is_taken, "{in_front:?}");
        }
    }
}
