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
    Error, FromRequest, Handler, HttpResponse, Responder,
    dev::{ServiceRequest, ServiceResponse},
};
use pin_project_lite::pin_project;

use super::{
    in_flight::{InFlight, polled_after_completion},
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
        HandlerFuture {
            in_flight: InFlight::new(request, self.policy.as_ref()),
            handler: self.handler.clone(),
            call: HandlerCall::Waiting,
        }
    }
}

pin_project! {
    /// The response of a handler, or of its policy. What does not depend on the handler's types is in
    /// [`InFlight`], because this code is compiled for every handler.
    pub struct HandlerFuture<H, Args>
    where
        H: Handler<Args>,
        Args: FromRequest,
    {
        in_flight: InFlight,
        handler: H,
        #[pin]
        call: HandlerCall<H, Args>,
    }
}

pin_project! {
    /// The call of a handler: first its arguments are extracted, then it runs.
    #[project = HandlerCallProjection]
    enum HandlerCall<H, Args>
    where
        H: Handler<Args>,
        Args: FromRequest,
    {
        /// The policy decides whether it happens.
        Waiting,
        Extracting {
            #[pin]
            args: Args::Future,
        },
        Running {
            #[pin]
            output: H::Future,
        },
        Done,
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
        let mut this = self.project();
        if let HandlerCallProjection::Waiting = this.call.as_mut().project() {
            if this.in_flight.is_answered() {
                return this.in_flight.answer();
            }
            if let Some(response) = ready!(this.in_flight.poll_check(cx)) {
                return Poll::Ready(Ok(response));
            }
            let (request, payload) = this.in_flight.parts();
            let args = Args::from_request(request, payload);
            this.call.set(HandlerCall::Extracting { args });
        }
        let mut response = 'response: {
            if let HandlerCallProjection::Extracting { args } = this.call.as_mut().project() {
                match ready!(args.poll(cx)) {
                    Ok(args) => {
                        let output = this.handler.call(args);
                        this.call.set(HandlerCall::Running { output });
                    }
                    Err(error) => break 'response HttpResponse::from_error(error),
                }
            }
            let HandlerCallProjection::Running { output } = this.call.as_mut().project() else {
                polled_after_completion()
            };
            let output = ready!(output.poll(cx));
            output
                .respond_to(this.in_flight.parts().0)
                .map_into_boxed_body()
        };
        // Extractors may hold the body.
        this.call.set(HandlerCall::Done);
        let request = this.in_flight.finish(&mut response);
        Poll::Ready(Ok(ServiceResponse::new(request, response)))
    }
}

#[cfg(test)]
mod tests;
