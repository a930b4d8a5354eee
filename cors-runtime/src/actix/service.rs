//! The CORS layer around a handler and its own middleware: it answers preflights itself, and puts the
//! policy's headers on every response, error or not.

use std::{
    future::Future,
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

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let head = request.head();
        let asked = asked_method(head);
        let is_preflight = asked.is_some();
        if !is_preflight && !self.answers.is_about(&head.method) {
            let response = self.inner.call(request);
            return Answering::Passing { response };
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
        /// The request is not ours.
        Passing {
            #[pin]
            response: S::Future,
        },
        /// The layer answers itself.
        Answered {
            response: Option<ServiceResponse>,
        },
        /// The handler answers.
        Handling {
            #[pin]
            response: S::Future,
            grant: Grant,
            answers: Rc<Answers>,
        },
    }
}

impl<S: Service<ServiceRequest>> Answering<S> {
    fn begin(
        inner: &S,
        answers: &Rc<Answers>,
        request: ServiceRequest,
        is_preflight: bool,
        grant: Grant,
    ) -> Self {
        let own_answer = if is_preflight {
            Some(answers.answer_preflight(grant.clone()))
        } else if answers.refuses(&grant, request.head()) {
            Some(answers.refusal())
        } else {
            None
        };
        match own_answer {
            Some(response) => Self::Answered {
                // `into_response` would go through the framework's own kind of response and back.
                response: Some(ServiceResponse::new(request.into_parts().0, response)),
            },
            None => Self::Handling {
                response: inner.call(request),
                grant,
                answers: Rc::clone(answers),
            },
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
                AnsweringProjection::Passing { response } => {
                    let response = ready!(response.poll(cx));
                    return Poll::Ready(response.map(ServiceResponse::map_into_boxed_body));
                }
                AnsweringProjection::Answered { response } => {
                    return match response.take() {
                        Some(response) => Poll::Ready(Ok(response)),
                        // Polled again after it was ready: there is nothing left to say.
                        None => Poll::Pending,
                    };
                }
                AnsweringProjection::Handling {
                    response,
                    grant,
                    answers,
                } => {
                    let response = ready!(response.poll(cx));
                    let grant = std::mem::replace(grant, Grant::Denied);
                    let response = with_headers(response, answers, grant);
                    // What a middleware still holds goes now: the server looks whether anybody holds a
                    // body that was not read whole, before it drops this future.
                    self.set(Self::Answered { response: None });
                    return Poll::Ready(response);
                }
            };
            self.set(next);
        }
    }
}

fn with_headers<B: MessageBody + 'static>(
    response: Result<ServiceResponse<B>, Error>,
    answers: &Rc<Answers>,
    grant: Grant,
) -> Result<ServiceResponse, Error> {
    match response {
        Ok(mut response) => {
            answers.write(grant, response.headers_mut());
            Ok(response.map_into_boxed_body())
        }
        // An error of a middleware travels on as an error, and becomes a response further out.
        Err(mut error) => {
            let answers = Rc::clone(answers);
            error.add_response_mapper(move |mut response| {
                answers.write(grant.clone(), response.headers_mut());
                response
            });
            Err(error)
        }
    }
}
