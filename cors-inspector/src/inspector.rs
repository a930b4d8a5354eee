//! `Inspector`: the service that an app registers.

use std::fmt;

use actix_web::{
    dev::{AppService, HttpServiceFactory},
    guard::{Guard, GuardContext},
    middleware::from_fn,
    web::{self, Data, JsonConfig},
};
use cors_runtime::inspection::AppInspection;

use crate::{access::protect, exports, page, question, refusals, routes};

/// How large a snapshot may be.
const BODY_LIMIT: usize = 4 * 1024 * 1024;

/// The inspector, below a path of the app.
///
/// ```
/// use actix_web::App;
///
/// App::new().service(cors_inspector::inspector("/__cors"));
/// ```
pub fn inspector(path: &str) -> Inspector {
    Inspector {
        path: path.trim_end_matches('/').to_owned(),
        is_release: !cfg!(debug_assertions),
        is_for_release: false,
        guards: Vec::new(),
    }
}

/// The service that [`inspector`] makes.
#[must_use = "an app serves it by `service(..)`"]
pub struct Inspector {
    path: String,
    is_release: bool,
    is_for_release: bool,
    guards: Vec<Box<dyn Guard>>,
}

impl Inspector {
    /// Serves the inspector in release builds as well, if there is a [`guard`](Self::guard) too. It still answers
    /// requests from the same machine alone.
    ///
    /// ```
    /// use actix_web::{App, guard};
    ///
    /// App::new().service(
    ///     cors_inspector::inspector("/__cors")
    ///         .in_release()
    ///         .guard(guard::Header("x-operator", "a long random text")),
    /// );
    /// ```
    pub fn in_release(mut self) -> Self {
        self.is_for_release = true;
        self
    }

    /// Adds a condition for requests to the inspector. One that does not meet it reaches the app's other routes.
    pub fn guard(mut self, guard: impl Guard + 'static) -> Self {
        self.guards.push(Box::new(guard));
        self
    }

    /// Treats every build as a release build, for tests: it can only be stricter.
    #[doc(hidden)]
    pub fn as_in_release_builds(mut self) -> Self {
        self.is_release = true;
        self
    }

    fn is_served(&self) -> bool {
        !self.is_release || (self.is_for_release && !self.guards.is_empty())
    }
}

impl HttpServiceFactory for Inspector {
    fn register(self, app: &mut AppService) {
        if !self.is_served() {
            tracing::error!(
                "the inspector is not served at `{}`: this is a release build, and it has no `in_release()` with a guard",
                self.path
            );
            return;
        }
        refusals::remember();
        let guards = self.guards;
        let is_admitted =
            move |request: &GuardContext<'_>| guards.iter().all(|guard| guard.check(request));
        web::scope(&self.path)
            .guard(actix_web::guard::fn_guard(is_admitted))
            .app_data(Data::new(AppInspection::of_app(app)))
            .app_data(JsonConfig::default().limit(BODY_LIMIT))
            .wrap(from_fn(protect))
            .service(page::show)
            .service(page::show_file)
            .service(routes::list)
            .service(routes::list_checked)
            .service(routes::list_allowed)
            .service(exports::export_json)
            .service(exports::export_markdown)
            .service(exports::compare)
            .service(question::answer)
            .service(refusals::list)
            .register(app);
    }
}

impl fmt::Debug for Inspector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            path,
            is_release: _,
            is_for_release,
            guards,
        } = self;
        f.debug_struct("Inspector")
            .field("path", path)
            .field("is_for_release", is_for_release)
            .field("guards", &guards.len())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use actix_web::{
        App, guard,
        http::StatusCode,
        test::{TestRequest, call_service, init_service},
    };

    use super::*;

    async fn status(inspector: Inspector) -> StatusCode {
        let app = init_service(App::new().service(inspector)).await;
        let request = TestRequest::with_uri("/__cors")
            .peer_addr(([127, 0, 0, 1], 5000).into())
            .insert_header(("host", "localhost"))
            .insert_header(("x-operator", "yes"));
        call_service(&app, request.to_request()).await.status()
    }

    #[actix_web::test]
    async fn a_debug_build_serves_it() {
        assert_eq!(status(inspector("/__cors")).await, 200);
    }

    #[actix_web::test]
    async fn a_release_build_serves_nothing_of_it() {
        let release = || inspector("/__cors").as_in_release_builds();
        assert_eq!(status(release()).await, 404);
        assert_eq!(status(release().in_release()).await, 404);
        let guard = || guard::Header("x-operator", "yes");
        assert_eq!(status(release().guard(guard())).await, 404);
        assert_eq!(status(release().in_release().guard(guard())).await, 200);
    }

    #[actix_web::test]
    async fn a_request_that_the_guard_refuses_does_not_reach_it() {
        let guard = guard::Header("x-operator", "no");
        assert_eq!(status(inspector("/__cors").guard(guard)).await, 404);
    }
}
