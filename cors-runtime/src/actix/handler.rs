//! A handler as a service: extract, call, respond. What actix-web's own routes do, without their boxes.

use std::{
    fmt,
    future::{Future, Ready, ready},
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll, ready},
};

use actix_service::{Service, ServiceFactory, always_ready};
use actix_web::{
    Error, FromRequest, Handler, HttpRequest, HttpResponse, Responder,
    dev::{Payload, ServiceRequest, ServiceResponse},
};
use pin_project_lite::pin_project;

/// A service of the handler.
pub fn handler<H, Args>(handler: H) -> HandlerService<H, Args>
where
    H: Handler<Args>,
    Args: FromRequest + 'static,
    H::Output: Responder + 'static,
{
    HandlerService {
        handler,
        args: PhantomData,
    }
}

/// Calls a handler; its own factory, as it holds nothing that a worker would have to make.
pub struct HandlerService<H, Args> {
    handler: H,
    args: PhantomData<fn(Args)>,
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
    type Future = Handling<H, Args>;

    always_ready!();

    #[inline]
    fn call(&self, request: ServiceRequest) -> Self::Future {
        let (request, mut payload) = request.into_parts();
        let extraction = Args::from_request(&request, &mut payload);
        Handling {
            request: Some(request),
            payload,
            step: Step::Extracting {
                handler: self.handler.clone(),
                extraction,
            },
        }
    }
}

pin_project! {
    /// A request on its way through a handler.
    pub struct Handling<H, Args>
    where
        H: Handler<Args>,
        Args: FromRequest,
    {
        request: Option<HttpRequest>,
        // Extractors may have left some of it; it lives as long as the handler runs.
        payload: Payload,
        #[pin]
        step: Step<H, Args, Args::Future, H::Future>,
    }
}

pin_project! {
    #[project = StepProjection]
    enum Step<H, Args, Extraction, Call> {
        Extracting { handler: H, #[pin] extraction: Extraction },
        Calling { #[pin] call: Call, args: PhantomData<Args> },
        Done,
    }
}

impl<H, Args> Future for Handling<H, Args>
where
    H: Handler<Args>,
    Args: FromRequest,
    H::Output: Responder,
{
    type Output = Result<ServiceResponse, Error>;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut this = self.project();
        let response = loop {
            match this.step.as_mut().project() {
                StepProjection::Extracting {
                    handler,
                    extraction,
                } => match ready!(extraction.poll(cx)) {
                    Ok(args) => {
                        let call = handler.call(args);
                        this.step.set(Step::Calling {
                            call,
                            args: PhantomData,
                        });
                    }
                    Err(error) => break HttpResponse::from_error(error),
                },
                StepProjection::Calling { call, .. } => {
                    let output = ready!(call.poll(cx));
                    let Some(request) = this.request.as_ref() else {
                        return Poll::Pending;
                    };
                    break output.respond_to(request).map_into_boxed_body();
                }
                StepProjection::Done => return Poll::Pending,
            }
        };
        // A body that nobody holds any more is read away, and the connection lives on. The server looks
        // before it drops this future, so the rest of the body goes now.
        this.step.set(Step::Done);
        *this.payload = Payload::None;
        match this.request.take() {
            Some(request) => Poll::Ready(Ok(ServiceResponse::new(request, response))),
            // Polled again after it was ready: there is nothing left to say.
            None => Poll::Pending,
        }
    }
}
