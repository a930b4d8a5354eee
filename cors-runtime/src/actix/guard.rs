//! Which requests a handler's one router entry takes: those with a method that it serves, and the
//! preflights that ask for one.

use actix_web::{
    dev::RequestHead,
    guard::{Guard, GuardContext},
    http::{Method, header},
};

use crate::protocol::only;

/// Whether the request is a CORS-preflight request: `OPTIONS` with an `Origin` and one
/// `Access-Control-Request-Method`.
///
/// A handler's own guards decide about its preflights as well. A preflight carries the same `Host` as
/// the request that will follow, and none of its other headers, so a guard that reads such a header
/// says here that preflights may pass:
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

/// The method that a preflight asks for; nothing if the request is no preflight.
pub(super) fn preflight_method(head: &RequestHead) -> Option<&str> {
    if head.method != Method::OPTIONS || !head.headers().contains_key(header::ORIGIN) {
        return None;
    }
    preflight_method_of_cors_request(head)
}

/// The same, where it is known that the request has an `Origin`
/// (<https://fetch.spec.whatwg.org/#cors-request>).
#[inline]
pub(super) fn preflight_method_of_cors_request(head: &RequestHead) -> Option<&str> {
    if head.method != Method::OPTIONS {
        return None;
    }
    let asked = only(
        head.headers()
            .get_all(header::ACCESS_CONTROL_REQUEST_METHOD),
    )?;
    asked.to_str().ok()
}

/// The guard of a handler's router entry.
pub(super) struct RouteGuard {
    serves: &'static [&'static str],
    /// The same.
    methods: Box<[Method]>,
    /// actix-web's own method guards. They remember which methods a path serves, for the `Allow` header
    /// of a later 405, and allocate for it; so they are asked only when this entry is passed over.
    by_method: Box<[Box<dyn Guard>]>,
    /// What the user's route attribute demands.
    others: Box<[Box<dyn Guard>]>,
    has_policy: bool,
}

/// Marks a preflight of an actual request that reaches a handler without a policy, so that no handler
/// behind it whose path matches as well speaks for it.
struct NobodyAnswers;

impl RouteGuard {
    pub(super) fn new(serves: &'static [&'static str], others: Box<[Box<dyn Guard>]>) -> Self {
        // Upper-case letters: the macro judged each of them.
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
            has_policy: true,
        }
    }

    /// That of a handler which has no policy, and so answers no preflight.
    pub(super) fn without_policy(
        serves: &'static [&'static str],
        others: Box<[Box<dyn Guard>]>,
    ) -> Self {
        Self {
            has_policy: false,
            ..Self::new(serves, others)
        }
    }

    /// Whether the handler has the method.
    pub(super) fn serves(&self, method: &str) -> bool {
        self.serves.contains(&method)
    }

    /// Whether the user's guards let the request in; not known if there are any and it is gone.
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

    /// Whether the handler answers preflights, and so does every handler in front of it that the actual
    /// request would reach.
    fn may_answer(&self, preflight: &GuardContext<'_>) -> bool {
        if !self.has_policy {
            preflight.req_data_mut().insert(NobodyAnswers);
        }
        !preflight.req_data().contains::<NobodyAnswers>()
    }
}

impl Guard for RouteGuard {
    fn check(&self, request: &GuardContext<'_>) -> bool {
        let head = request.head();
        let is_served = match preflight_method(head) {
            Some(asked) => {
                self.serves(asked) && self.admits_all(request) && self.may_answer(request)
            }
            // Compared as they are, and not as texts: most requests are no preflights.
            None => self.methods.contains(&head.method) && self.admits_all(request),
        };
        if is_served {
            return true;
        }
        for guard in &self.by_method {
            guard.check(request);
        }
        false
    }
}
