//! Which methods the router's other entries asked a request for: entries without `#[cors]` that were passed
//! over would take the actual request if one of them asked for its method.
//!
//! actix-web's method guards collect the methods that they compare, hit or miss, in the extensions of the
//! request, under a private type; a [resource](actix_web::web::resource) without routes prints them in the
//! `Allow` header of its 405. So the extensions are lent to a request for such a resource. Our own entries
//! leave nothing there while they look at a preflight (see [`RouteGuard`](super::guard::RouteGuard)).

use std::{
    cell::LazyCell,
    future::Future,
    mem,
    pin::pin,
    task::{Context, Poll, Waker},
};

use actix_http::Request;
use actix_service::{IntoServiceFactory, Service, ServiceFactory};
use actix_web::{
    App, HttpMessage,
    dev::{AppConfig, Extensions},
    guard::GuardContext,
    http::{
        Uri,
        header::{self, HeaderValue},
    },
    web,
};

/// Reads the methods, as an `Allow` header lists them, and gives the extensions back.
type Reader = Box<dyn Fn(Extensions) -> (Extensions, Option<HeaderValue>)>;

thread_local! {
    static READER: LazyCell<Option<Reader>> = LazyCell::new(reader);
}

/// Whether an entry in front asked for the method. An entry that asked for `OPTIONS` and did not take the
/// preflight may take everything else, so that counts as well; and so does everything if this cannot be read.
pub(super) fn include(preflight: &GuardContext<'_>, method: &str) -> bool {
    is_included(preflight, method).unwrap_or(true)
}

/// Whether an entry that the preflight was compared with has surely asked for the method, or for `OPTIONS`: then it has come
/// to the router.
pub(super) fn surely_include(preflight: &GuardContext<'_>, method: &str) -> bool {
    is_included(preflight, method).unwrap_or(false)
}

/// `None` if it cannot be read.
fn is_included(preflight: &GuardContext<'_>, method: &str) -> Option<bool> {
    READER.with(|reader| {
        let read = reader.as_ref()?;
        let extensions = mem::take(&mut *preflight.req_data_mut());
        let (extensions, allow) = read(extensions);
        *preflight.req_data_mut() = extensions;
        let Some(allow) = allow else {
            return Some(false);
        };
        let mut methods = allow.to_str().ok()?.split(',').map(str::trim);
        Some(methods.any(|asked| asked == method || asked == "OPTIONS"))
    })
}

fn reader() -> Option<Reader> {
    let app = App::new().service(web::resource("/"));
    let app = ready(app.into_factory().new_service(AppConfig::default()))?.ok()?;
    Some(Box::new(move |extensions| {
        // One of `actix_web::test` would bring cookies and dates into the program.
        let mut request = Request::new();
        // A head that was used before still has its path.
        request.head_mut().uri = Uri::from_static("/");
        *request.extensions_mut() = extensions;
        match ready(app.call(request)) {
            Some(Ok(response)) => {
                let extensions = mem::take(&mut *response.request().extensions_mut());
                (extensions, response.headers().get(header::ALLOW).cloned())
            }
            // The router of this app answers at once, and never with an error.
            _ => (Extensions::new(), Some(HeaderValue::from_static("OPTIONS"))),
        }
    }))
}

/// The output of a future that waits for nothing.
fn ready<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    }
}

#[cfg(test)]
mod tests {
    use actix_http::Request;
    use actix_web::{
        HttpMessage as _,
        guard::{self, Guard},
        http::{Method, Uri},
        test::TestRequest,
    };

    use super::include;

    #[test]
    fn methods_that_guards_asked_for_are_found_and_nothing_is_lost() {
        let request = TestRequest::default()
            .method(Method::OPTIONS)
            .to_srv_request();
        request.extensions_mut().insert(7_u8);
        let context = request.guard_ctx();
        assert!(!include(&context, "PUT"));

        guard::Put().check(&context);
        guard::Any(guard::Get())
            .or(guard::Method(Method::from_bytes(b"PURGE").unwrap()))
            .check(&context);
        for method in ["PUT", "GET", "PURGE"] {
            assert!(include(&context, method), "{method}");
        }
        assert!(!include(&context, "DELETE"));
        assert_eq!(request.extensions().get(), Some(&7_u8));

        guard::Not(guard::Options()).check(&context);
        assert!(include(&context, "DELETE"));
    }
    #[test]
    fn methods_are_found_behind_requests_for_other_paths() {
        let request = TestRequest::default().to_srv_request();
        let context = request.guard_ctx();
        guard::Put().check(&context);

        let mut other = Request::new();
        other.head_mut().uri = Uri::from_static("/other");
        drop(other);
        assert!(include(&context, "PUT"));
    }
}
