//! A handler and its policy as one service. What actix-web's own routes do, without their boxes: a
//! request's way through here is one future.

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
    Error, FromRequest, Handler, HttpResponse, Responder,
    dev::{ServiceRequest, ServiceResponse},
};
use pin_project_lite::pin_project;

use super::{
    handling::{Call, Handling},
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

/// Calls a handler; its own factory, as it holds nothing that a worker would have to make.
pub struct HandlerService<H, Args> {
    handler: H,
    /// The policy, unless it stands around the middleware of the handler.
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

    fn call(&self, request: ServiceRequest) -> Self::Future {
        HandlerFuture {
            handling: Handling::new(request, self.policy.as_ref()),
            step: Step::Waiting {
                handler: self.handler.clone(),
            },
        }
    }
}

pin_project! {
    /// A response on its way from a handler.
    pub struct HandlerFuture<H, Args>
    where
        H: Handler<Args>,
        Args: FromRequest,
    {
        handling: Handling,
        #[pin]
        step: Step<H, Args, Args::Future, H::Future>,
    }
}

impl<H, Args> Future for HandlerFuture<H, Args>
where
    H: Handler<Args>,
    Args: FromRequest,
    H::Output: Responder,
{
    type Output = Result<ServiceResponse, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        this.handling.poll(this.step, cx)
    }
}

pin_project! {
    /// What is different for each handler.
    #[project = StepProjection]
    enum Step<H, Args, Extraction, Called> {
        Waiting { handler: H },
        Extracting { handler: H, #[pin] extraction: Extraction },
        Calling { #[pin] called: Called, args: PhantomData<Args> },
        Done,
    }
}

impl<H, Args> Call for Step<H, Args, Args::Future, H::Future>
where
    H: Handler<Args>,
    Args: FromRequest,
    H::Output: Responder,
{
    fn poll_response(
        mut self: Pin<&mut Self>,
        handling: &mut Handling,
        cx: &mut Context<'_>,
    ) -> Poll<Result<ServiceResponse, Error>> {
        let mut response = loop {
            let Some((request, payload)) = handling.parts() else {
                return Poll::Pending;
            };
            let next = match self.as_mut().project() {
                StepProjection::Waiting { handler } => Self::Extracting {
                    handler: handler.clone(),
                    extraction: Args::from_request(request, payload),
                },
                StepProjection::Extracting {
                    handler,
                    extraction,
                } => match ready!(extraction.poll(cx)) {
                    Ok(args) => Self::Calling {
                        called: handler.call(args),
                        args: PhantomData,
                    },
                    Err(error) => break HttpResponse::from_error(error),
                },
                StepProjection::Calling { called, .. } => {
                    let output = ready!(called.poll(cx));
                    break output.respond_to(request).map_into_boxed_body();
                }
                StepProjection::Done => return Poll::Pending,
            };
            self.set(next);
        };
        self.set(Self::Done);
        match handling.finish(&mut response) {
            Some(request) => Poll::Ready(Ok(ServiceResponse::new(request, response))),
            None => Poll::Pending,
        }
    }
}
