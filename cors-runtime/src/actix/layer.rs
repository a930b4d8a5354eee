//! A policy around anything that actix-web can wrap: hand-built resources, scopes, static files, apps.

use std::{
    future::{Ready, ready},
    rc::Rc,
};

use actix_service::{Service, Transform};
use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
};

use super::{middleware::PolicyMiddleware, resolved_policy::ResolvedPolicy};
use crate::{origins::refuse_to_start, policy::Policy};

impl Policy {
    /// A middleware that answers the preflights that reach it and puts this policy's headers on every
    /// response, error or not: around a resource, a scope, an app, or `actix-files`.
    ///
    /// Preflights reach it unless a middleware in front refuses them. The wrapped routes are not known here,
    /// so the methods are those that the policy names, or else the usual ones. `OPTIONS` that is no
    /// preflight passes untouched. Handlers with a `#[cors(..)]` of their own need no layer, and should not
    /// have one around them: the layer would speak over them.
    ///
    /// ```
    /// use actix_web::{App, HttpResponse, web};
    ///
    /// cors_runtime::policy! {
    ///     /// Everybody may read.
    ///     static PUBLIC = { origins = "*", methods = [GET] };
    /// }
    ///
    /// App::new().service(
    ///     web::scope("/files")
    ///         .wrap(PUBLIC.layer())
    ///         .route("/{name}", web::get().to(HttpResponse::Ok)),
    /// );
    /// ```
    #[must_use]
    pub fn layer(&'static self) -> Layer {
        Layer { policy: self }
    }
}

/// The middleware of [`Policy::layer`].
#[derive(Debug, Clone, Copy)]
pub struct Layer {
    policy: &'static Policy,
}

impl<S, B> Transform<S, ServiceRequest> for Layer
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse;
    type Error = Error;
    type Transform = PolicyMiddleware<S>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        ready(
            ResolvedPolicy::of_layer(self.policy)
                .map(|policy| PolicyMiddleware::new(inner, Rc::new(policy)))
                .map_err(|error| refuse_to_start(&error)),
        )
    }
}
