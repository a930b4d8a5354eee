//! The CORS layer around a handler and its own middleware: it answers preflights itself, and puts the
//! policy's headers on every response, error or not.

use std::{
    any::Any,
    future::Future,
    mem,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, ready},
};

use actix_service::{Service, forward_ready};
use actix_web::{
    Error, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::StatusCode,
};
use pin_project_lite::pin_project;

use super::{
    decision::{Answers, Decision, Grant},
    guard::asked_method,
};

/// A handler, its own middleware, and its policy.
#[derive(Debug)]
pub struct CorsService<S> {
    inner: Rc<S>,
    answers: Rc<Answers>,
}

impl<S> CorsService<S> {
    pub(super) fn new(inner: S, answers: Rc<Answers>) -> Self {
        Self {
            inner: Rc::new(inner),
            answers,
        }
    }
}

impl<S, B> Service<ServiceRequest> for CorsService<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse;
    type Error = Error;
    type Future = Answering<S>;

    forward_ready!(inner);

    #[inline]
    fn call(&self, request: ServiceRequest) -> Self::Future {
        let head = request.head();
        let asked = asked_method(head);
        let is_preflight = asked.is_some();
        if !is_preflight && !self.answers.is_about(&head.method) {
            return Answering::Handling {
                response: self.inner.call(request),
                granted: None,
            };
        }
        let method = asked.unwrap_or(head.method.as_str());
        match self.answers.decide(method, head) {
            Decision::Made(grant) => {
                Answering::begin(&self.inner, &self.answers, request, is_preflight, grant)
            }
            Decision::Ask(source, origin) => {
                let answers = Rc::clone(&self.answers);
                let asking = async move {
                    let grant = answers.ask(&source, origin, &request).await;
                    (request, grant)
                };
                Answering::Asking {
                    asking: Box::pin(asking),
                    is_preflight,
                    inner: Rc::clone(&self.inner),
                    answers: Rc::clone(&self.answers),
                }
            }
        }
    }
}

type Asking = Pin<Box<dyn Future<Output = (ServiceRequest, Grant)>>>;

pin_project! {
    /// A response on its way through the layer.
    #[project = AnsweringProjection]
    pub enum Answering<S>
    where
        S: Service<ServiceRequest>,
    {
        /// A source of origins was asked.
        Asking {
            asking: Asking,
            is_preflight: bool,
            inner: Rc<S>,
            answers: Rc<Answers>,
        },
        /// The layer answers itself.
        Answered {
            response: Option<ServiceResponse>,
        },
        /// The handler answers; the policy has no say if nothing is here.
        Handling {
            #[pin]
            response: S::Future,
            granted: Option<(Grant, Rc<Answers>)>,
        },
    }
}

impl<S: Service<ServiceRequest>> Answering<S> {
    #[inline]
    fn begin(
        inner: &S,
        answers: &Rc<Answers>,
        request: ServiceRequest,
        is_preflight: bool,
        grant: Grant,
    ) -> Self {
        let response = if is_preflight {
            answers.answer_preflight(grant)
        } else if answers.refuses(&grant, request.head()) {
            answers.refusal()
        } else {
            return Self::Handling {
                response: inner.call(request),
                granted: Some((grant, Rc::clone(answers))),
            };
        };
        Self::Answered {
            // `into_response` would go through the framework's own kind of response and back.
            response: Some(ServiceResponse::new(request.into_parts().0, response)),
        }
    }
}

impl Answers {
    /// The whole answer to a preflight; nothing behind the layer hears of it.
    pub(super) fn answer_preflight(&self, grant: Grant) -> HttpResponse {
        if matches!(grant, Grant::Denied) {
            return self.refusal();
        }
        let mut response = HttpResponse::new(StatusCode::NO_CONTENT);
        self.write_preflight(grant, response.headers_mut());
        response
    }

    /// The answer to an origin that is not allowed.
    fn refusal(&self) -> HttpResponse {
        let mut response = HttpResponse::new(StatusCode::FORBIDDEN);
        self.write_grant(Grant::Denied, response.headers_mut());
        response
    }
}

impl<S, B> Future for Answering<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody + 'static,
{
    type Output = Result<ServiceResponse<BoxBody>, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        loop {
            let next = match self.as_mut().project() {
                AnsweringProjection::Asking {
                    asking,
                    is_preflight,
                    inner,
                    answers,
                } => {
                    let (request, grant) = ready!(asking.as_mut().poll(cx));
                    Self::begin(inner, answers, request, *is_preflight, grant)
                }
                AnsweringProjection::Answered { response } => {
                    return match response.take() {
                        Some(response) => Poll::Ready(Ok(response)),
                        // Polled again after it was ready: there is nothing left to say.
                        None => Poll::Pending,
                    };
                }
                AnsweringProjection::Handling { response, granted } => {
                    let mut response = ready!(response.poll(cx));
                    if let Some((grant, answers)) = granted.take() {
                        write_headers(&mut response, answers, grant);
                    }
                    // What a middleware still holds goes now: the server looks whether anybody holds a
                    // body that was not read whole, before it drops this future.
                    self.set(Self::Answered { response: None });
                    return boxed(Poll::Ready(response));
                }
            };
            self.set(next);
        }
    }
}

#[inline]
fn write_headers<B>(
    response: &mut Result<ServiceResponse<B>, Error>,
    answers: Rc<Answers>,
    grant: Grant,
) {
    match response {
        Ok(response) => answers.write(grant, response.headers_mut()),
        // An error of a middleware travels on as an error, and becomes a response further out.
        Err(error) => error.add_response_mapper(move |mut response| {
            answers.write(grant.clone(), response.headers_mut());
            response
        }),
    }
}

/// With its body boxed. Most bodies are, and would be moved about twice for nothing.
#[inline]
fn boxed<B: MessageBody + 'static>(
    mut response: Poll<Result<ServiceResponse<B>, Error>>,
) -> Poll<Result<ServiceResponse, Error>> {
    let any: &mut dyn Any = &mut response;
    match any.downcast_mut::<Poll<Result<ServiceResponse, Error>>>() {
        Some(boxed) => mem::replace(boxed, Poll::Pending),
        None => response.map_ok(ServiceResponse::map_into_boxed_body),
    }
}
