//! A policy around anything that actix-web can wrap: hand-built resources, scopes, static files, apps.

mod completion;
mod middleware;
mod plan;
mod response;
mod unseen_preflights;

use std::{
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

pub use self::middleware::LayerMiddleware;
use self::unseen_preflights::UnseenPreflights;
use super::{app_cors::RouterUser, built_layers::BuiltLayers, resolved_policy::ResolvedPolicy};
use crate::policy::Policy;

impl Policy {
    #[doc = include_str!("../../docs/layer.md")]
    #[must_use]
    pub fn layer(&'static self) -> Layer {
        BuiltLayers::layer_is_made();
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
        let may_contain_layers = BuiltLayers::layer_is_built();
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

#[cfg(test)]
mod tests {
    use actix_service::{IntoService as _, Service, fn_service};
    use actix_web::HttpResponse;

    use super::*;
    use crate::policy::NO_ORIGIN;

    static CLOSED: Policy = NO_ORIGIN;

    /// The service is never called.
    fn inside() -> impl Service<ServiceRequest, Response = ServiceResponse, Error = Error> {
        let service =
            |request: ServiceRequest| ready(Ok(request.into_response(HttpResponse::Ok().finish())));
        fn_service(service).into_service()
    }

    #[test]
    fn debug_output_has_the_policy() {
        let layer = CLOSED.layer();
        let policy = format!("{CLOSED:?}");
        let text = format!("{layer:?}");
        assert!(
            text.starts_with("Layer { policy: ") && text.contains(&policy),
            "{text}"
        );

        let middleware = layer.new_transform(inside()).into_inner().unwrap();
        let text = format!("{middleware:?}");
        assert!(
            text.starts_with("LayerMiddleware { layer: ResolvedPolicy "),
            "{text}"
        );
        assert!(text.contains(&policy), "{text}");
    }
}
