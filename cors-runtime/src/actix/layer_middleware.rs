//! The service of a layer: it carries out what [`Plan`] says.

use std::{
    cell::OnceCell,
    fmt,
    future::Future,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, ready},
};

use actix_service::{Service, forward_ready};
use actix_web::{
    Error,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    error::InternalError,
    http::{StatusCode, header::HeaderMap},
};
use pin_project_lite::pin_project;

use super::{
    app_cors::InnerRoutes,
    cors_headers::CorsHeaders,
    handler_service::polled_after_completion,
    inner_policy::InnerPolicy,
    layer_plan::{LateHeaders, Plan, Step},
    refusal,
    request_check::respond,
    resolved_policy::{AllowOrigin, OriginCheck, ResolvedPolicy},
    unseen_preflights::UnseenPreflights,
};
use crate::protocol::add_vary;

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
        let may_meet_layers = self.may_contain_layers && !is_resource;
        Plan::new(&self.layer, routes, may_meet_layers, request)
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
                lookup: PlanLookup(Box::pin(async move {
                    let policy = &plan.policy;
                    let allow_origin = policy.ask_source(&source, origin, &request).await;
                    (plan, allow_origin, request)
                })),
                inner: Rc::clone(&self.inner),
            },
        }
    }
}

/// A CORS check that owns the request and the plan while a source is asked.
pub struct PlanLookup(Pin<Box<dyn Future<Output = (Plan, AllowOrigin, ServiceRequest)>>>);

impl fmt::Debug for PlanLookup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PlanLookup").finish_non_exhaustive()
    }
}

pin_project! {
    /// The response of a layer, or of what is inside. Each state owns what it needs.
    #[project = LayerResponseProjection]
    #[project_replace = LayerResponseState]
    pub enum LayerResponse<S>
    where
        S: Service<ServiceRequest>,
    {
        AskingSource {
            lookup: PlanLookup,
            inner: Rc<S>,
        },
        Responding {
            response: ServiceResponse,
        },
        Refusing {
            error: Error,
        },
        Inside {
            #[pin]
            response: S::Future,
            completion: Completion,
        },
        Done,
    }
}

/// What the response of what is inside gets.
#[derive(Debug)]
pub struct Completion {
    step: Step,
    headers: CorsHeaders,
    inner_policy: InnerPolicy,
}

impl<S: Service<ServiceRequest>> LayerResponse<S> {
    fn of(plan: &Plan, allow_origin: AllowOrigin, request: ServiceRequest, inner: &S) -> Self {
        let inner_policy = InnerPolicy::enter(&request);
        let is_refused = plan.refuses(&allow_origin, &request);
        let is_answered = is_refused || plan.is_for_preflight();
        if plan.is_of_layer_alone() && allow_origin.is_denied() && !is_refused {
            refusal::report(&plan.policy, request.request());
        }
        let headers = CorsHeaders::new(&plan.policy, allow_origin);
        if is_answered && !plan.may_meet_policy {
            let response = if is_refused {
                plan.policy.refusal(request.request())
            } else {
                headers.preflight_response(request.request())
            };
            return Self::Responding {
                response: respond(request, response),
            };
        }
        let response = inner.call(request);
        if is_refused && !inner_policy.is_met() {
            // Nothing of it has run: a service routes when it is called, and runs when it is polled.
            drop(response);
            let refusal = plan.policy.refusal_response();
            let error = InternalError::from_response("refused by its CORS policy", refusal);
            return Self::Refusing {
                error: error.into(),
            };
        }
        Self::Inside {
            response,
            completion: Completion {
                step: plan.step,
                headers,
                inner_policy,
            },
        }
    }
}

impl<S, B> Future for LayerResponse<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody + 'static,
{
    type Output = Result<ServiceResponse<BoxBody>, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        loop {
            let next = match self.as_mut().project() {
                LayerResponseProjection::AskingSource { lookup, inner } => {
                    let (plan, allow_origin, request) = ready!(lookup.0.as_mut().poll(cx));
                    Self::of(&plan, allow_origin, request, inner)
                }
                LayerResponseProjection::Inside { response, .. } => {
                    let response = ready!(response.poll(cx));
                    return Poll::Ready(match self.project_replace(Self::Done) {
                        LayerResponseState::Inside { completion, .. } => {
                            completion.complete(response.map(ServiceResponse::map_into_boxed_body))
                        }
                        _ => polled_after_completion(),
                    });
                }
                _ => {
                    return Poll::Ready(match self.project_replace(Self::Done) {
                        LayerResponseState::Responding { response } => Ok(response),
                        LayerResponseState::Refusing { error } => Err(error),
                        _ => polled_after_completion(),
                    });
                }
            };
            self.set(next);
        }
    }
}

impl Completion {
    fn complete(self, response: Result<ServiceResponse, Error>) -> Result<ServiceResponse, Error> {
        if self.inner_policy.is_met() {
            return response;
        }
        let Step::Forward(late) = self.step else {
            return self.answer(response);
        };
        let add_to =
            move |status, headers: &mut HeaderMap| late.add_to(status, headers, &self.headers);
        match response {
            Ok(mut response) => {
                add_to(response.status(), response.headers_mut());
                Ok(response)
            }
            // The error of a middleware becomes a response further out.
            Err(mut error) => {
                error.add_response_mapper(move |mut response| {
                    add_to(response.status(), response.headers_mut());
                    response
                });
                Err(error)
            }
        }
    }

    /// The layer's response to a preflight that no policy inside has answered.
    fn answer(self, response: Result<ServiceResponse, Error>) -> Result<ServiceResponse, Error> {
        match response {
            Ok(response) => {
                let answer = self.headers.preflight_response(response.request());
                Ok(response.into_response(answer))
            }
            Err(mut error) => {
                error.add_response_mapper(move |_| self.headers.bare_preflight_response());
                Err(error)
            }
        }
    }
}

impl LateHeaders {
    fn add_to(self, status: StatusCode, headers: &mut HeaderMap, policy: &CorsHeaders) {
        match self {
            Self::OfLayer => policy.add_to(headers),
            Self::OfHandler if is_of_middleware(status) => policy.add_to(headers),
            Self::OfHandler | Self::Vary => add_vary(headers),
            Self::Nothing => {}
        }
    }
}

/// Whether a response that did not come from the handler is one of middleware in front of it. The router
/// responds with 404 and 405, and a success comes from somewhere else, such as a cache.
fn is_of_middleware(status: StatusCode) -> bool {
    let is_of_router = matches!(
        status,
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED
    );
    !status.is_success() && !is_of_router
}
