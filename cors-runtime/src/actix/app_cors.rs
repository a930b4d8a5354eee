//! The middleware in front of everything.

mod added_headers;
mod early_check;
mod inner_routes;
mod late_headers;
mod matched_policy;
mod middleware;
mod other_methods;
mod path_forms;
mod prefixes;
mod preflight_check;
mod response;
mod router;
mod unnormalized_path;

use std::{
    fmt,
    future::{Ready, ready},
};

use actix_service::{Service, Transform};
use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
};

pub use self::middleware::AppCorsMiddleware;
use self::prefixes::Prefix;
pub(super) use self::{
    inner_routes::{InnerRoute, InnerRoutes},
    prefixes::Prefixes,
    router::{
        AppRoutes, Instead, MountedEntry, RegisteredRoute, RouteMatch, RouteQuery, Router,
        RouterUser,
    },
};
use crate::{actix::built_layers::BuiltLayers, policy::Policy};

#[doc = include_str!("../../docs/app_cors.md")]
pub struct AppCors {
    are_scopes_open: bool,
    prefixes: Vec<Prefix>,
    _router: RouterUser,
}

impl AppCors {
    /// A middleware for one app: make it where the app is made, and wrap it last, so that it is the
    /// outermost.
    #[must_use]
    pub fn new() -> Self {
        Self {
            are_scopes_open: false,
            prefixes: Vec::new(),
            _router: RouterUser::begin(),
        }
    }

    /// The policy of everything under a path that is not an annotated handler: routes that are built by hand,
    /// a GraphQL endpoint, static files. `AppCors` answers their preflights and puts the policy's headers on
    /// their responses, as [`Policy::layer`] does around them, but in front of all other middleware.
    ///
    /// The prefix is a path of whole segments: `/files` covers `/files` and `/files/a`, not `/filesystem`.
    /// The longest prefix wins, and an annotated handler wins over every prefix. The path is the full one, with
    /// the prefixes of scopes. A prefix that is not a plain path, or that is given twice, keeps the server from
    /// starting; all such prefixes are reported at once.
    ///
    /// ```
    /// use actix_web::{App, HttpResponse, web};
    /// use cors_runtime::AppCors;
    ///
    /// cors_runtime::policy! {
    ///     /// Our own pages.
    ///     static GRAPHQL = {
    ///         origins = ["https://app.example.com"],
    ///         methods = [POST],
    ///         allow_headers = ["authorization", "content-type"],
    ///         credentials,
    ///     };
    /// }
    ///
    /// # let authentication = actix_web::middleware::DefaultHeaders::new();
    /// App::new()
    ///     .wrap(authentication)
    ///     .wrap(AppCors::new().prefix("/graphql", &GRAPHQL))
    ///     .route("/graphql", web::post().to(HttpResponse::Ok));
    /// ```
    #[must_use]
    pub fn prefix(mut self, path: &str, policy: &'static Policy) -> Self {
        self.prefixes.push((path.to_owned(), policy));
        self
    }

    /// Promises that no scope of this app has a guard.
    ///
    /// `AppCors` cannot see the guards of scopes. If another route could get a request that a guard
    /// excludes from a scope, it therefore passes the preflight to the app's other middleware, and logs
    /// a warning. With this promise, it answers the preflight: a request with the prefix of a scope goes
    /// into the scope.
    ///
    /// Nothing checks the promise. If a scope has a guard nevertheless, a preflight may be answered by the policy
    /// of a handler that the request does not reach.
    ///
    /// ```
    /// use actix_web::{App, HttpResponse, Responder, put, web};
    /// use cors_runtime::{AppCors, cors};
    ///
    /// #[cors(origins = ["https://app.example.com"])]
    /// #[put("/users/{id}")]
    /// async fn put_user() -> impl Responder {
    ///     HttpResponse::NoContent()
    /// }
    ///
    /// App::new()
    ///     .wrap(AppCors::new().assume_scopes_have_no_guards())
    ///     .service(web::scope("/api").service(put_user))
    ///     // Takes every path, also those below `/api` if a guard closed that scope.
    ///     .route("/{page:.*}", web::get().to(HttpResponse::Ok));
    /// ```
    #[must_use]
    pub fn assume_scopes_have_no_guards(mut self) -> Self {
        self.are_scopes_open = true;
        self
    }
}

impl Default for AppCors {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for AppCors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AppCors")
            .field("are_scopes_open", &self.are_scopes_open)
            .field("prefixes", &self.prefixes)
            .finish_non_exhaustive()
    }
}

impl<S, B> Transform<S, ServiceRequest> for AppCors
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse;
    type Error = Error;
    type Transform = AppCorsMiddleware<S>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        ready(match Prefixes::resolve(&self.prefixes) {
            Ok(prefixes) => {
                if !prefixes.is_empty() {
                    BuiltLayers::layer_is_built();
                }
                Ok(AppCorsMiddleware::new(
                    inner,
                    prefixes,
                    self.are_scopes_open,
                ))
            }
            Err(error) => {
                error.report();
                Err(())
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{AppCors, AppCorsMiddleware, Prefixes};

    #[test]
    fn debug_output_has_the_settings() {
        assert_eq!(
            format!("{:?}", AppCors::new().assume_scopes_have_no_guards()),
            "AppCors { are_scopes_open: true, prefixes: [], .. }"
        );
        let prefixes = Prefixes::resolve(&[]).unwrap();
        let middleware = AppCorsMiddleware::new((), prefixes, false);
        assert_eq!(format!("{middleware:?}"), "AppCorsMiddleware { .. }");
    }
}
