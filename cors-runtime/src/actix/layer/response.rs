//! The response of a layer, or of what is inside, with the headers that [`Plan`] says.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    rc::Rc,
    sync::Arc,
    task::{Context, Poll, ready},
};

use actix_service::Service;
use actix_web::{
    Error, HttpRequest, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    error::InternalError,
    http::header::HeaderValue,
};
use pin_project_lite::pin_project;

use super::{
    completion::Completion,
    plan::{Inside, Plan, Step},
};
use crate::{
    actix::{
        cors_headers::CorsHeaders, in_flight::polled_after_completion, inner_policy::InnerPolicy,
        refusal, refusal_reason::exclude_source, request_check::respond,
        resolved_policy::AllowOrigin,
    },
    origins::AskedOrigins,
};

/// A CORS check that owns the request and the plan while a source is asked.
pub struct PlanLookup(Pin<Box<dyn Future<Output = (Plan, AllowOrigin, ServiceRequest)>>>);

impl PlanLookup {
    pub(super) fn new(
        plan: Plan,
        source: Arc<dyn AskedOrigins>,
        origin: HeaderValue,
        request: ServiceRequest,
    ) -> Self {
        Self(Box::pin(async move {
            let policy = &plan.policy;
            let allow_origin = policy.ask_source(&source, origin, &request).await;
            (plan, allow_origin, request)
        }))
    }
}

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
        RefusingWithoutRequest {
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

impl<S: Service<ServiceRequest>> LayerResponse<S> {
    pub(super) fn of(
        plan: &Plan,
        allow_origin: AllowOrigin,
        request: ServiceRequest,
        inner: &S,
    ) -> Self {
        let inner_policy = InnerPolicy::enter(&request);
        let is_refused = plan.refuses(&allow_origin, &request);
        let is_answered = is_refused || plan.is_for_preflight();
        let is_denied = allow_origin.is_denied();
        let is_reported =
            is_denied && (is_refused || !refusal::is_allowed_by_prefix(request.request()));
        if plan.is_of_layer_alone() && is_reported && !is_refused {
            refusal::report(&plan.policy, request.request());
        }
        let headers = CorsHeaders::new(&plan.policy, allow_origin);
        if is_answered && plan.inside == Inside::Nothing {
            let response = if is_refused {
                plan.policy.refusal(request.request())
            } else {
                preflight_response(plan, &headers, request.request())
            };
            return Self::Responding {
                response: respond(request, response),
            };
        }
        let denied = plan.is_for_preflight() || plan.may_be_reported(is_reported);
        let denied = denied.then(|| refusal::copy(request.request())).flatten();
        let response = inner.call(request);
        if is_refused && !inner_policy.is_met() {
            // Nothing inside has run: a service routes a request when it is called, and runs when it is polled.
            drop(response);
            headers.report(denied.as_ref());
            return Self::refuse(plan);
        }
        Self::Inside {
            response,
            completion: Completion::new(plan.step, headers, inner_policy, denied),
        }
    }

    /// Refuses a request that is gone: actix-web calls a response without a request an error.
    fn refuse(plan: &Plan) -> Self {
        let response = plan.policy.refusal_response();
        let error = InternalError::from_response("refused by its CORS policy", response);
        Self::RefusingWithoutRequest {
            error: error.into(),
        }
    }
}

fn preflight_response(plan: &Plan, headers: &CorsHeaders, preflight: &HttpRequest) -> HttpResponse {
    if plan.step == Step::Deny {
        exclude_source(preflight);
    }
    headers.preflight_response(preflight)
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
                        LayerResponseState::RefusingWithoutRequest { error } => Err(error),
                        _ => polled_after_completion(),
                    });
                }
            };
            self.set(next);
        }
    }
}

#[cfg(test)]
mod tests;
