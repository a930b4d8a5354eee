//! The middleware in front of everything.

#[cfg(test)]
mod any_patterns;
mod debug_text;
mod late_headers;
mod middleware;
mod other_methods;
mod path_pattern;
mod path_starts;
mod registered;
mod resource_tree;
mod routing;

use std::future::{Ready, ready};

use actix_service::{Service, Transform};
use actix_web::{
    Error,
    body::{EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
};

pub(super) use self::registered::{RegisteredRoute, keep};
use self::{middleware::AppCorsMiddleware, registered::Waiting};

#[doc = include_str!("../../docs/app_cors.md")]
#[derive(Debug)]
pub struct AppCors {
    scopes_are_open: bool,
    _waiting: Waiting,
}

impl AppCors {
    /// A middleware for one app: make it where the app is made, and wrap it last, so that it is the
    /// outermost.
    #[must_use]
    pub fn new() -> Self {
        Self {
            scopes_are_open: false,
            _waiting: Waiting::begin(),
        }
    }

    /// Says that no scope of this app has a guard.
    ///
    /// `AppCors` cannot see the guards of scopes. Where another route could take a request that a guard
    /// keeps out of a scope, it therefore lets the preflight pass to the app's other middleware, and
    /// says so in the log. This promise makes it answer there: a request that has the prefix of a
    /// scope goes into the scope. If a scope has a guard nevertheless, preflights may be answered by the
    /// policy of a handler that the request does not reach.
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
    ///     .wrap(AppCors::new().scopes_have_no_guards())
    ///     .service(web::scope("/api").service(put_user))
    ///     // Takes every path, those below `/api` as well if a guard closed that.
    ///     .route("/{page:.*}", web::get().to(HttpResponse::Ok));
    /// ```
    #[must_use]
    pub fn scopes_have_no_guards(mut self) -> Self {
        self.scopes_are_open = true;
        self
    }
}

impl Default for AppCors {
    fn default() -> Self {
        Self::new()
    }
}

impl<S, B> Transform<S, ServiceRequest> for AppCors
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = AppCorsMiddleware<S>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        ready(Ok(AppCorsMiddleware::new(inner, self.scopes_are_open)))
    }
}
