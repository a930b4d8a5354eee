//! A policy around a service that other code made: a handler with middleware of its own, or whatever
//! [`Policy::layer`](crate::Policy::layer) wraps. It responds to preflights, and adds the policy's headers
//! to every response, errors included.

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
    Error,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
};
use pin_project_lite::pin_project;

use super::{
    cors_headers::CorsHeaders,
    handler_service::polled_after_completion,
    request_check::{CheckedRequest, RequestCheck, SourceLookup},
    resolved_policy::ResolvedPolicy,
};

/// A service and the policy around it.
#[derive(Debug)]
pub struct PolicyMiddleware<S> {
    inner: Rc<S>,
    policy: Rc<ResolvedPolicy>,
}

impl<S> PolicyMiddleware<S> {
    pub(super) fn new(inner: S, policy: Rc<ResolvedPolicy>) -> Self {
        Self {
            inner: Rc::new(inner),
            policy,
        }
    }
}

impl<S, B> Service<ServiceRequest> for PolicyMiddleware<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse;
    type Error = Error;
    type Future = PolicyResponse<S>;

    forward_ready!(inner);

    fn call(&self, request: ServiceRequest) -> Self::Future {
        match self.policy.check_request(request) {
            RequestCheck::Done(checked) => PolicyResponse::of(checked, &*self.inner),
            RequestCheck::AskSource(lookup) => PolicyResponse::AskingSource {
                lookup,
                inner: Rc::clone(&self.inner),
            },
        }
    }
}

pin_project! {
    /// The response of the service, or of the policy. Each state owns what it needs.
    #[project = PolicyResponseProjection]
    #[project_replace = PolicyResponseState]
    pub enum PolicyResponse<S>
    where
        S: Service<ServiceRequest>,
    {
        AskingSource {
            lookup: SourceLookup,
            inner: Rc<S>,
        },
        Forwarding {
            #[pin]
            response: S::Future,
            headers: Option<CorsHeaders>,
        },
        Responding {
            response: ServiceResponse,
        },
        Done,
    }
}

impl<S: Service<ServiceRequest>> PolicyResponse<S> {
    fn of(checked: CheckedRequest, inner: &S) -> Self {
        match checked {
            CheckedRequest::Respond(response) => Self::Responding { response },
            CheckedRequest::Forward(request, headers) => Self::Forwarding {
                response: inner.call(request),
                headers,
            },
        }
    }
}

impl<S, B> Future for PolicyResponse<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody + 'static,
{
    type Output = Result<ServiceResponse<BoxBody>, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        loop {
            let next = match self.as_mut().project() {
                PolicyResponseProjection::AskingSource { lookup, inner } => {
                    Self::of(ready!(lookup.0.as_mut().poll(cx)), inner)
                }
                PolicyResponseProjection::Forwarding { response, headers } => {
                    let mut response = ready!(response.poll(cx));
                    if let Some(headers) = headers.take() {
                        add_headers(headers, &mut response);
                    }
                    // What a middleware still holds is dropped now: the server looks whether the body of
                    // the request is still held before it drops this future.
                    self.set(Self::Done);
                    return boxed(Poll::Ready(response));
                }
                PolicyResponseProjection::Responding { .. } | PolicyResponseProjection::Done => {
                    return match self.project_replace(Self::Done) {
                        PolicyResponseState::Responding { response } => Poll::Ready(Ok(response)),
                        _ => polled_after_completion(),
                    };
                }
            };
            self.set(next);
        }
    }
}

fn add_headers<B>(headers: CorsHeaders, response: &mut Result<ServiceResponse<B>, Error>) {
    match response {
        Ok(response) => headers.add_to(response.headers_mut()),
        // The error of a middleware becomes a response further out.
        Err(error) => error.add_response_mapper(move |mut response| {
            headers.add_to(response.headers_mut());
            response
        }),
    }
}

/// The response with its body boxed. Most bodies are boxed already; to box them again moves them twice.
fn boxed<B: MessageBody + 'static>(
    mut response: Poll<Result<ServiceResponse<B>, Error>>,
) -> Poll<Result<ServiceResponse, Error>> {
    let any: &mut dyn Any = &mut response;
    match any.downcast_mut::<Poll<Result<ServiceResponse, Error>>>() {
        Some(boxed) => mem::replace(boxed, Poll::Pending),
        None => response.map_ok(ServiceResponse::map_into_boxed_body),
    }
}
