//! A handler and its policy as one service: judge, extract, call, respond. What actix-web's own routes do,
//! without their boxes: a request's way through here is one future.

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
    dev::{Payload, ServiceRequest, ServiceResponse},
};
use pin_project_lite::pin_project;

use super::{
    decision::Answers,
    verdict::{Asking, Granted, Judgement, Verdict, write_headers},
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
        answers: None,
        args: PhantomData,
    }
}

/// Calls a handler; its own factory, as it holds nothing that a worker would have to make.
pub struct HandlerService<H, Args> {
    handler: H,
    /// The policy, unless it stands around the middleware of the handler.
    answers: Option<Rc<Answers>>,
    args: PhantomData<fn(Args)>,
}

impl<H, Args> HandlerService<H, Args> {
    pub(super) fn new(handler: H, answers: Rc<Answers>) -> Self {
        Self {
            handler,
            answers: Some(answers),
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
            answers: self.answers.clone(),
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

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let verdict = match &self.answers {
            None => Verdict::Handled(None),
            Some(answers) => match answers.judge(request.head()) {
                Judgement::Now(verdict) => verdict,
                Judgement::Later(source, origin) => {
                    return Handling {
                        request: None,
                        payload: Payload::None,
                        granted: None,
                        step: Step::Asking {
                            handler: self.handler.clone(),
                            asking: answers.ask_later(source, origin, request),
                        },
                    };
                }
            },
        };
        let (request, mut payload) = request.into_parts();
        let (step, granted) = Step::after(verdict, &self.handler, &request, &mut payload);
        Handling {
            request: Some(request),
            payload,
            granted,
            step,
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
        granted: Option<Granted>,
        #[pin]
        step: Step<H, Args, Args::Future, H::Future>,
    }
}

pin_project! {
    #[project = StepProjection]
    enum Step<H, Args, Extraction, Call> {
        Asking { handler: H, asking: Asking },
        Extracting { handler: H, #[pin] extraction: Extraction },
        Calling { #[pin] call: Call, args: PhantomData<Args> },
        // The policy did, or the handler did and there is nothing left to say.
        Answered { response: Option<HttpResponse> },
    }
}

impl<H, Args> Step<H, Args, Args::Future, H::Future>
where
    H: Handler<Args>,
    Args: FromRequest,
{
    fn after(
        verdict: Verdict,
        handler: &H,
        request: &HttpRequest,
        payload: &mut Payload,
    ) -> (Self, Option<Granted>) {
        match verdict {
            Verdict::Answered(response) => {
                let response = Some(response);
                (Self::Answered { response }, None)
            }
            Verdict::Handled(granted) => {
                let handler = handler.clone();
                let extraction = Args::from_request(request, payload);
                let step = Self::Extracting {
                    handler,
                    extraction,
                };
                (step, granted)
            }
        }
    }
}

impl<H, Args> Future for Handling<H, Args>
where
    H: Handler<Args>,
    Args: FromRequest,
    H::Output: Responder,
{
    type Output = Result<ServiceResponse, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut this = self.project();
        let mut response = loop {
            let next = match this.step.as_mut().project() {
                StepProjection::Asking { handler, asking } => {
                    let (request, verdict) = ready!(asking.as_mut().poll(cx));
                    let (request, payload) = request.into_parts();
                    *this.payload = payload;
                    let (step, granted) = Step::after(verdict, handler, &request, this.payload);
                    *this.granted = granted;
                    *this.request = Some(request);
                    step
                }
                StepProjection::Extracting {
                    handler,
                    extraction,
                } => match ready!(extraction.poll(cx)) {
                    Ok(args) => Step::Calling {
                        call: handler.call(args),
                        args: PhantomData,
                    },
                    Err(error) => break HttpResponse::from_error(error),
                },
                StepProjection::Calling { call, .. } => {
                    let output = ready!(call.poll(cx));
                    let Some(request) = this.request.as_ref() else {
                        return Poll::Pending;
                    };
                    break output.respond_to(request).map_into_boxed_body();
                }
                StepProjection::Answered { response } => match response.take() {
                    Some(response) => break response,
                    // Polled again after it was ready.
                    None => return Poll::Pending,
                },
            };
            this.step.set(next);
        };
        // A body that nobody holds any more is read away, and the connection lives on. The server looks
        // before it drops this future, so the rest of the body goes now.
        this.step.set(Step::Answered { response: None });
        *this.payload = Payload::None;
        write_headers(this.granted, &mut response);
        match this.request.take() {
            Some(request) => Poll::Ready(Ok(ServiceResponse::new(request, response))),
            None => Poll::Pending,
        }
    }
}
