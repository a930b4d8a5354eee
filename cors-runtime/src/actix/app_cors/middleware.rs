//! `AppCors` at work: what it answers itself, what it lets pass, and what it watches on the way out.

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
    Error, HttpResponse,
    body::{EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::header::{self, HeaderValue},
};
use pin_project_lite::pin_project;

use super::{
    late_headers::{Headers, Watch},
    other_methods::{name_methods, unless_granted},
    registered::RegisteredRoute,
    routing::{Asked, Reach, Routing},
};
use crate::{
    actix::{
        guard::{preflight_method, preflight_method_of_cors_request},
        resolved_policy::{OriginCheck, ResolvedPolicy},
    },
    protocol::only,
};

/// Everything else in the app, and what is known of its router.
pub struct AppCorsMiddleware<S> {
    inner: Rc<S>,
    scopes_are_open: bool,
    /// Known when the first request with an `Origin` comes: the router is not there before.
    routing: OnceCell<Rc<Routing>>,
}

impl<S> fmt::Debug for AppCorsMiddleware<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AppCorsMiddleware").finish_non_exhaustive()
    }
}

impl<S> AppCorsMiddleware<S> {
    pub(super) fn new(inner: S, scopes_are_open: bool) -> Self {
        Self {
            inner: Rc::new(inner),
            scopes_are_open,
            routing: OnceCell::new(),
        }
    }
}

impl<S, B> Service<ServiceRequest> for AppCorsMiddleware<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = Passing<S>;

    forward_ready!(inner);

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let origins = request.headers().get_all(header::ORIGIN);
        if origins.len() == 0 {
            return Passing::through(&self.inner, request, None);
        }
        let routing = self.routing.get_or_init(|| {
            let routing = Routing::of_app(request.request(), self.scopes_are_open);
            Rc::new(routing)
        });
        match preflight_method_of_cors_request(request.head()) {
            Some(asked) => {
                let answerer = Answerer::of(routing, &request, asked);
                self.preflight(answerer, request)
            }
            None => self.actual(routing, only(origins).cloned(), request),
        }
    }
}

impl<S: Service<ServiceRequest>> AppCorsMiddleware<S> {
    fn preflight(&self, answerer: Answerer, request: ServiceRequest) -> Passing<S> {
        match answerer {
            Answerer::Nobody => Passing::through(&self.inner, request, None),
            Answerer::Handler(policy, OriginCheck::Done(grant)) => {
                // `into_response` would go through the framework's own kind of response and back.
                let (request, _) = request.into_parts();
                Passing::Answered {
                    response: Some(ServiceResponse::new(
                        request,
                        policy.preflight_response(grant),
                    )),
                }
            }
            Answerer::Handler(policy, OriginCheck::AskSource(source, origin)) => {
                Passing::answering(async move {
                    let grant = policy.ask_source(&source, origin, &request).await;
                    request.into_response(policy.preflight_response(grant))
                })
            }
            Answerer::Path(policies) => Passing::answering(async move {
                let response = name_methods(&policies, &request).await;
                request.into_response(response)
            }),
            Answerer::PathUnlessOther(policies) => {
                let offering = async move {
                    let answer = name_methods(&policies, &request).await;
                    (request, answer)
                };
                Passing::Offering {
                    offering: Box::pin(offering),
                    inner: Rc::clone(&self.inner),
                }
            }
        }
    }

    fn actual(
        &self,
        routing: &Rc<Routing>,
        origin: Option<HeaderValue>,
        request: ServiceRequest,
    ) -> Passing<S> {
        if !routing.has_conditions {
            let watch = Watch::later(routing, &request, origin);
            return Passing::through(&self.inner, request, Some(watch));
        }
        match Answerer::of(routing, &request, request.method().as_str()) {
            Answerer::Nobody | Answerer::Path(_) | Answerer::PathUnlessOther(_) => {
                Passing::through(&self.inner, request, None)
            }
            Answerer::Handler(policy, OriginCheck::Done(grant)) => {
                let watch = Watch::Known(Headers { policy, grant });
                Passing::through(&self.inner, request, Some(watch))
            }
            Answerer::Handler(policy, OriginCheck::AskSource(source, origin)) => {
                let asking = async move {
                    let grant = policy.ask_source(&source, origin, &request).await;
                    (request, Headers { policy, grant })
                };
                Passing::Asking {
                    asking: Box::pin(asking),
                    inner: Rc::clone(&self.inner),
                }
            }
        }
    }
}

/// Whose policy speaks for a request.
enum Answerer {
    /// The handler's that it reaches, if it reaches any.
    Handler(Rc<ResolvedPolicy>, OriginCheck),
    /// Those of the handlers that have the path, and other methods.
    Path(Vec<Rc<ResolvedPolicy>>),
    /// The same, unless a route without `#[cors]` has the path, and a policy around it that grants.
    PathUnlessOther(Vec<Rc<ResolvedPolicy>>),
    /// None, or nobody knows.
    Nobody,
}

impl Answerer {
    /// The method is that of the request; of a preflight, the one that it asks for.
    fn of(routing: &Routing, request: &ServiceRequest, method: &str) -> Self {
        let context = request.guard_ctx();
        let asked = Asked {
            path: request.match_info().as_str(),
            method,
            request: Some(&context),
        };
        match routing.reach(asked) {
            Reach::Handler(route) => {
                let decision = route.policy.cors_check(method, request.head());
                Self::Handler(Rc::clone(&route.policy), decision)
            }
            Reach::Nothing(routes) => match policies(&routes) {
                policies if policies.is_empty() => Self::Nobody,
                policies => Self::Path(policies),
            },
            Reach::Unknown => match routing.candidate(asked) {
                Some(route) => {
                    if preflight_method(request.head()).is_some() {
                        route.tell_passed(method);
                    }
                    Self::Nobody
                }
                // Whoever may take the request, no annotated handler does: this answer grants no more
                // than the policies of the path do.
                None => match policies(&routing.others_under(asked)) {
                    policies if policies.is_empty() => Self::Nobody,
                    policies => Self::PathUnlessOther(policies),
                },
            },
        }
    }
}

fn policies(routes: &[&RegisteredRoute]) -> Vec<Rc<ResolvedPolicy>> {
    let policies = routes.iter().map(|route| Rc::clone(&route.policy));
    policies.collect()
}

pin_project! {
    /// A response on its way out.
    #[project = PassingProjection]
    pub enum Passing<S>
    where
        S: Service<ServiceRequest>,
    {
        /// Ours.
        Answered {
            response: Option<ServiceResponse>,
        },
        /// Ours, when somebody was asked.
        Answering {
            response: Pin<Box<dyn Future<Output = ServiceResponse>>>,
        },
        /// Somebody is asked before the request goes on.
        Asking {
            asking: Pin<Box<dyn Future<Output = (ServiceRequest, Headers)>>>,
            inner: Rc<S>,
        },
        /// Ours, when somebody was asked, unless somebody else grants the preflight.
        Offering {
            offering: Pin<Box<dyn Future<Output = (ServiceRequest, HttpResponse)>>>,
            inner: Rc<S>,
        },
        /// Somebody else's if it grants the preflight, or else ours.
        Offered {
            #[pin]
            response: S::Future,
            answer: Option<HttpResponse>,
        },
        /// Somebody else's.
        Passed {
            #[pin]
            response: S::Future,
            watch: Option<Watch>,
        },
    }
}

impl<S: Service<ServiceRequest>> Passing<S> {
    fn through(inner: &S, request: ServiceRequest, watch: Option<Watch>) -> Self {
        Self::Passed {
            response: inner.call(request),
            watch,
        }
    }

    fn answering(response: impl Future<Output = ServiceResponse> + 'static) -> Self {
        Self::Answering {
            response: Box::pin(response),
        }
    }
}

impl<S, B> Future for Passing<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    type Output = Result<ServiceResponse<EitherBody<B>>, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        loop {
            let next = match self.as_mut().project() {
                PassingProjection::Answered { response } => {
                    return match response.take() {
                        Some(response) => Poll::Ready(Ok(response.map_into_right_body())),
                        // Polled again after it was ready: there is nothing left to say.
                        None => Poll::Pending,
                    };
                }
                PassingProjection::Answering { response } => {
                    let response = ready!(response.as_mut().poll(cx));
                    return Poll::Ready(Ok(response.map_into_right_body()));
                }
                PassingProjection::Asking { asking, inner } => {
                    let (request, headers) = ready!(asking.as_mut().poll(cx));
                    Self::through(inner, request, Some(Watch::Known(headers)))
                }
                PassingProjection::Offering { offering, inner } => {
                    let (request, answer) = ready!(offering.as_mut().poll(cx));
                    Self::Offered {
                        response: inner.call(request),
                        answer: Some(answer),
                    }
                }
                PassingProjection::Offered { response, answer } => {
                    let response = ready!(response.poll(cx));
                    return match answer.take() {
                        Some(answer) => Poll::Ready(unless_granted(response, answer)),
                        // Polled again after it was ready: there is nothing left to say.
                        None => Poll::Pending,
                    };
                }
                PassingProjection::Passed { response, watch } => {
                    let mut response = ready!(response.poll(cx));
                    if let Some(watch) = watch.take() {
                        watch.finish(&mut response);
                    }
                    return Poll::Ready(response.map(ServiceResponse::map_into_left_body));
                }
            };
            self.set(next);
        }
    }
}
