//! A handler and its policy as one service. It does what actix-web's own routes do, in one future and
//! without their boxes.

use std::{
    fmt,
    future::{Future, Ready, ready},
    marker::PhantomData,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, ready},
};

use actix_service::{Service, ServiceFactory, always_ready};
use actix_web::{
    Error, FromRequest, Handler, HttpRequest, HttpResponse, Responder,
    dev::{ServiceRequest, ServiceResponse},
};
use pin_project_lite::pin_project;

use super::{
    in_flight::{Check, InFlight, polled_after_completion},
    request_check::{RequestAction, RequestCheck, SourceLookup, respond},
    resolved_policy::ResolvedPolicy,
};

/// A handler as a service without a policy, for the middleware that the user wraps around it.
pub fn handler<H, Args>(handler: H) -> HandlerService<H, Args>
where
    H: Handler<Args>,
    Args: FromRequest + 'static,
    H::Output: Responder + 'static,
{
    HandlerService {
        handler,
        policy: None,
        args: PhantomData,
    }
}

/// Calls a handler. It is its own factory: it holds nothing that each worker has to make.
pub struct HandlerService<H, Args> {
    handler: H,
    /// The policy, or `None` if it is around the handler's own middleware.
    policy: Option<Rc<ResolvedPolicy>>,
    args: PhantomData<fn(Args)>,
}

impl<H, Args> HandlerService<H, Args> {
    pub(super) fn new(handler: H, policy: Rc<ResolvedPolicy>) -> Self {
        Self {
            handler,
            policy: Some(policy),
            args: PhantomData,
        }
    }
}

impl<H, Args> fmt::Debug for HandlerService<H, Args> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HandlerService").finish_non_exhaustive()
    }
}

impl<H, Args> ServiceFactory<ServiceRequest> for HandlerService<H, Args>
where
    H: Handler<Args>,
    Args: FromRequest + 'static,
    H::Output: Responder + 'static,
{
    type Response = ServiceResponse;
    type Error = Error;
    type Config = ();
    type Service = Self;
    type InitError = ();
    type Future = Ready<Result<Self, ()>>;

    fn new_service(&self, (): ()) -> Self::Future {
        ready(Ok(Self {
            handler: self.handler.clone(),
            policy: self.policy.clone(),
            args: PhantomData,
        }))
    }
}

impl<H, Args> Service<ServiceRequest> for HandlerService<H, Args>
where
    H: Handler<Args>,
    Args: FromRequest + 'static,
    H::Output: Responder + 'static,
{
    type Response = ServiceResponse;
    type Error = Error;
    type Future = HandlerFuture<H, Args>;

    always_ready!();

    #[inline]
    fn call(&self, request: ServiceRequest) -> Self::Future {
        let handler = self.handler.clone();
        match &self.policy {
            None => HandlerFuture::handle(request, Check::NotCovered, handler),
            Some(policy) if policy.is_checked_first(request.head()) => HandlerFuture::Checking {
                policy: Rc::clone(policy),
                request: Some(request),
                handler,
            },
            Some(policy) => {
                HandlerFuture::handle(request, Check::WithResponse(Rc::clone(policy)), handler)
            }
        }
    }
}

pin_project! {
    /// The response of a handler, or of its policy. Each state owns what it needs, and gives it away where it
    /// is: to move a state out of the future would copy all of it.
    #[project = HandlerFutureProjection]
    pub enum HandlerFuture<H, Args>
    where
        H: Handler<Args>,
        Args: FromRequest,
    {
        Checking {
            policy: Rc<ResolvedPolicy>,
            request: Option<ServiceRequest>,
            handler: H,
        },
        AskingSource {
            lookup: SourceLookup,
            handler: H,
        },
        Handling {
            in_flight: InFlight,
            #[pin]
            call: HandlerCall<H, Args>,
        },
        Done,
    }
}

impl<H, Args> HandlerFuture<H, Args>
where
    H: Handler<Args>,
    Args: FromRequest,
{
    #[inline]
    fn handle(request: ServiceRequest, check: Check, handler: H) -> Self {
        let (request, mut payload) = request.into_parts();
        let args = Args::from_request(&request, &mut payload);
        Self::Handling {
            in_flight: InFlight::new(request, payload, check),
            call: HandlerCall::Extracting { args, handler },
        }
    }
}

impl<H, Args> Future for HandlerFuture<H, Args>
where
    H: Handler<Args>,
    Args: FromRequest,
    H::Output: Responder,
{
    type Output = Result<ServiceResponse, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        loop {
            let next = match self.as_mut().project() {
                HandlerFutureProjection::Handling {
                    in_flight,
                    mut call,
                } => {
                    let mut response = ready!(call.as_mut().poll_response(in_flight.request(), cx));
                    // Extractors may hold the body.
                    call.set(HandlerCall::Done);
                    let request = in_flight.finish(&mut response);
                    return Poll::Ready(Ok(ServiceResponse::new(request, response)));
                }
                HandlerFutureProjection::Checking {
                    policy,
                    request,
                    handler,
                } => {
                    let Some(request) = request.take() else {
                        polled_after_completion()
                    };
                    if policy.answers(request.head()) {
                        let allows_method = policy.allows_method_of(request.head());
                        return policy.answer(request, allows_method);
                    }
                    match policy.check_request(&request) {
                        RequestCheck::Done(RequestAction::Respond(response)) => {
                            return Poll::Ready(Ok(respond(request, response)));
                        }
                        RequestCheck::Done(RequestAction::Forward(headers)) => {
                            Self::handle(request, Check::from(headers), handler.clone())
                        }
                        RequestCheck::AskSource(question) => Self::AskingSource {
                            lookup: question.ask(request),
                            handler: handler.clone(),
                        },
                    }
                }
                HandlerFutureProjection::AskingSource { lookup, handler } => {
                    let (request, action) = ready!(Pin::new(lookup).poll(cx));
                    let handler = handler.clone();
                    match action {
                        RequestAction::Respond(response) => {
                            self.set(Self::Done);
                            return Poll::Ready(Ok(respond(request, response)));
                        }
                        RequestAction::Forward(headers) => {
                            Self::handle(request, Check::from(headers), handler)
                        }
                    }
                }
                HandlerFutureProjection::Done => polled_after_completion(),
            };
            self.set(next);
        }
    }
}

pin_project! {
    /// The call of a handler: first its arguments are extracted, then it runs.
    #[project = HandlerCallProjection]
    pub enum HandlerCall<H, Args>
    where
        H: Handler<Args>,
        Args: FromRequest,
    {
        Extracting {
            #[pin]
            args: Args::Future,
            handler: H,
        },
        Running {
            #[pin]
            output: H::Future,
        },
        Done,
    }
}

impl<H, Args> HandlerCall<H, Args>
where
    H: Handler<Args>,
    Args: FromRequest,
    H::Output: Responder,
{
    #[inline]
    fn poll_response(
        mut self: Pin<&mut Self>,
        request: &HttpRequest,
        cx: &mut Context<'_>,
    ) -> Poll<HttpResponse> {
        loop {
            let output = match self.as_mut().project() {
                HandlerCallProjection::Extracting { args, handler } => {
                    match ready!(args.poll(cx)) {
                        Ok(args) => handler.call(args),
                        Err(error) => return Poll::Ready(HttpResponse::from_error(error)),
                    }
                }
                HandlerCallProjection::Running { output } => {
                    let response = ready!(output.poll(cx)).respond_to(request);
                    return Poll::Ready(response.map_into_boxed_body());
                }
                HandlerCallProjection::Done => polled_after_completion(),
            };
            self.set(Self::Running { output });
        }
    }
}

#[cfg(test)]
mod tests;
