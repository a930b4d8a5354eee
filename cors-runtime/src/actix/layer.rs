//! A policy around anything that actix-web can wrap: hand-built resources, scopes, static files, apps.

use std::{
    cell::Cell,
    fmt,
    future::{Ready, ready},
    rc::Rc,
};

use actix_service::{Service, Transform};
use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
};

use super::{
    app_cors::RouterUser, layer_middleware::LayerMiddleware, resolved_policy::ResolvedPolicy,
    unseen_preflights::UnseenPreflights,
};
use crate::policy::Policy;

impl Policy {
    #[doc = include_str!("../../docs/layer.md")]
    #[must_use]
    pub fn layer(&'static self) -> Layer {
        Layers::is_made();
        Layer {
            policy: self,
            _router: RouterUser::begin(),
        }
    }
}

/// The middleware of [`Policy::layer`].
pub struct Layer {
    policy: &'static Policy,
    _router: RouterUser,
}

impl Clone for Layer {
    fn clone(&self) -> Self {
        self.policy.layer()
    }
}

impl fmt::Debug for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Layer")
            .field("policy", &self.policy)
            .finish_non_exhaustive()
    }
}

impl<S, B> Transform<S, ServiceRequest> for Layer
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse;
    type Error = Error;
    type Transform = LayerMiddleware<S>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        let may_contain_layers = Layers::is_built();
        let policy = ResolvedPolicy::of_layer(self.policy);
        ready(match policy {
            Ok(policy) => Ok(LayerMiddleware::new(
                inner,
                Rc::new(policy),
                may_contain_layers,
                UnseenPreflights::new(self.policy),
            )),
            Err(error) => {
                error.refuse_to_start();
                Err(())
            }
        })
    }
}

/// The layers of the app that this thread builds. An app's code runs first and makes its layers; then its
/// services are built, those inside before those around them.
#[derive(Clone, Copy)]
enum Layers {
    Made,
    /// So many were built since the last one was made.
    Built(usize),
}

impl Layers {
    /// A layer is made. If others were built before, they belong to another app.
    fn is_made() {
        LAYERS.set(Self::Made);
    }

    /// A layer is built. Returns whether others were built before that may be inside it.
    fn is_built() -> bool {
        let built = match LAYERS.get() {
            Self::Made => 0,
            Self::Built(count) => count,
        };
        LAYERS.set(Self::Built(built + 1));
        built > 0
    }
}

thread_local! {
    static LAYERS: Cell<Layers> = const { Cell::new(Layers::Made) };
}
