//! The service of a layer: it carries out what [`Plan`] says.

use std::{cell::OnceCell, fmt, rc::Rc};

use actix_service::{Service, forward_ready};
use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
};

use super::{
    plan::{Inside, Plan},
    response::{LayerResponse, PlanLookup},
    unseen_preflights::UnseenPreflights,
};
use crate::actix::{
    app_cors::InnerRoutes,
    resolved_policy::{OriginCheck, ResolvedPolicy},
};

/// A service and the layer around it.
pub struct LayerMiddleware<S> {
    inner: Rc<S>,
    layer: Rc<ResolvedPolicy>,
    may_contain_layers: bool,
    preflights: UnseenPreflights,
    /// Known when the first request comes: the router is not there before.
    routes: OnceCell<InnerRoutes>,
}

impl<S> fmt::Debug for LayerMiddleware<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LayerMiddleware")
            .field("layer", &self.layer)
            .finish_non_exhaustive()
    }
}

impl<S> LayerMiddleware<S> {
    pub(super) fn new(
        inner: S,
        layer: Rc<ResolvedPolicy>,
        may_contain_layers: bool,
        preflights: UnseenPreflights,
    ) -> Self {
        Self {
            inner: Rc::new(inner),
            layer,
            may_contain_layers,
            preflights,
            routes: OnceCell::new(),
        }
    }

    fn plan(&self, request: &ServiceRequest) -> Plan {
        let routes = self
            .routes
            .get_or_init(|| InnerRoutes::of_app(request.request()));
        // Nothing is left of the path around a resource, which contains no layer.
        let is_resource = request.match_info().unprocessed().is_empty();
        let layers = if self.may_contain_layers && !is_resource {
            Inside::Layer
        } else {
            Inside::Nothing
        };
        Plan::new(&self.layer, routes, layers, request)
    }
}

impl<S, B> Service<ServiceRequest> for LayerMiddleware<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse;
    type Error = Error;
    type Future = LayerResponse<S>;

    forward_ready!(inner);

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let plan = self.plan(&request);
        if plan.is_for_preflight() {
            self.preflights.see();
        } else if plan.is_of_layer_alone() {
            self.preflights.warn_of(&request);
        }
        match plan.check(request.head()) {
            OriginCheck::Done(allow_origin) => {
                LayerResponse::of(&plan, allow_origin, request, &*self.inner)
            }
            OriginCheck::AskSource(source, origin) => LayerResponse::AskingSource {
                lookup: PlanLookup::new(plan, source, origin, request),
                inner: Rc::clone(&self.inner),
            },
        }
    }
}
