//! The CORS layer around a handler and its own middleware: it answers preflights itself, and puts the
//! policy's headers on every response, error or not.

use std::{
    future::Future,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, ready},
};

use actix_service::{Service, ServiceFactory, forward_ready};
use actix_web::{
    Error, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{StatusCode, header},
};
use pin_project_lite::pin_project;

use super::{
    guard::asked_method,
    response::{Answers, Grant, vary_by_origin},
};
use crate::protocol::{Policy, only};

/// Makes the layer for each worker.
#[derive(Debug)]
pub(super) struct CorsFactory<F> {
    inner: F,
    answers: Rc<Answers>,
}

impl<F> CorsFactory<F> {
    pub(super) fn new(policy: &'static Policy, inner: F) -> Self {
        Self {
            inner,
            answers: Rc::new(Answers::new(policy)),
        }
    }
}

impl<F, B> ServiceFactory<ServiceRequest> for CorsFactory<F>
where
    F: ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<B>,
            Error = Error,
            InitError = (),
        >,
    F::Future: 'static,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse;
    type Error = Error;
    type Config = ();
    type Service = CorsService<F::Service>;
    type InitError = ();
    type Future = Pin<Box<dyn Future<Output = Result<Self::Service, ()>>>>;

    fn new_service(&self, (): ()) -> Self::Future {
        let inner = self.inner.new_service(());
        let answers = Rc::clone(&self.answers);
        Box::pin(async move {
            let inner = inner.await?;
            Ok(CorsService { inner, answers })
        })
    }
}

/// A handler, its own middleware, and its policy.
#[derive(Debug)]
pub(super) struct CorsService<S> {
    inner: S,
    answers: Rc<Answers>,
}

impl<S, B> Service<ServiceRequest> for CorsService<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse;
    type Error = Error;
    type Future = Answering<S::Future>;

    forward_ready!(inner);

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let head = request.head();
        let asked = asked_method(head);
        let origin = only(head.headers().get_all(header::ORIGIN));
        let grant = self
            .answers
            .grant(asked.unwrap_or(head.method.as_str()), origin);

        if asked.is_some() {
            let response = answer_preflight(&self.answers, grant);
            return Answering::Preflight {
                response: Some(request.into_response(response)),
            };
        }
        Answering::Actual {
            response: self.inner.call(request),
            grant,
            answers: Rc::clone(&self.answers),
        }
    }
}

/// The whole answer to a preflight; nothing behind this layer hears of it.
fn answer_preflight(answers: &Answers, grant: Grant) -> HttpResponse {
    if matches!(grant, Grant::Denied) {
        let mut response = HttpResponse::new(StatusCode::FORBIDDEN);
        if answers.policy.varies_by_origin() {
            vary_by_origin(response.headers_mut());
        }
        return response;
    }
    let mut response = HttpResponse::new(StatusCode::NO_CONTENT);
    answers.write_preflight(grant, response.headers_mut());
    response
}

pin_project! {
    /// A response on its way through the layer.
    #[project = AnsweringProjection]
    pub(super) enum Answering<F> {
        Preflight { response: Option<ServiceResponse> },
        Actual { #[pin] response: F, grant: Grant, answers: Rc<Answers> },
    }
}

impl<F, B> Future for Answering<F>
where
    F: Future<Output = Result<ServiceResponse<B>, Error>>,
    B: MessageBody + 'static,
{
    type Output = Result<ServiceResponse<BoxBody>, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project() {
            AnsweringProjection::Preflight { response } => match response.take() {
                Some(response) => Poll::Ready(Ok(response)),
                // Polled again after it was ready: there is nothing left to say.
                None => Poll::Pending,
            },
            AnsweringProjection::Actual {
                response,
                grant,
                answers,
            } => {
                let mut grant = || std::mem::replace(grant, Grant::Denied);
                Poll::Ready(match ready!(response.poll(cx)) {
                    Ok(mut response) => {
                        answers.write(grant(), response.headers_mut());
                        Ok(response.map_into_boxed_body())
                    }
                    Err(error) => Err(with_headers(error, Rc::clone(answers), grant())),
                })
            }
        }
    }
}

/// An error of a middleware travels on as an error, and becomes a response further out.
fn with_headers(mut error: Error, answers: Rc<Answers>, grant: Grant) -> Error {
    error.add_response_mapper(move |mut response| {
        answers.write(grant.clone(), response.headers_mut());
        response
    });
    error
}
