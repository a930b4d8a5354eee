//! The policy of an annotated handler around the handler's own middleware. It responds to preflights, and adds
//! the policy's headers to every response, errors included.

use std::{
    future::Future,
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
    in_flight::polled_after_completion,
    request_check::{RequestAction, RequestCheck, SourceLookup, respond},
    resolved_policy::ResolvedPolicy,
};

/// A service and the policy around it.
#[derive(Debug)]
pub(super) struct PolicyMiddleware<S> {
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
        match self.policy.check_request(&request) {
            RequestCheck::Done(action) => PolicyResponse::of(action, request, &*self.inner),
            RequestCheck::AskSource(question) => PolicyResponse::AskingSource {
                lookup: question.ask(request),
                inner: Rc::clone(&self.inner),
            },
        }
    }
}

pin_project! {
    /// The response of the service, or of the policy. Each state owns what it needs.
    #[project = PolicyResponseProjection]
    #[project_replace = PolicyResponseState]
    pub(super) enum PolicyResponse<S>
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
    fn of(action: RequestAction, request: ServiceRequest, inner: &S) -> Self {
        match action {
            RequestAction::Respond(response) => Self::Responding {
                response: respond(request, response),
            },
            RequestAction::Forward(headers) => Self::Forwarding {
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
                    let (request, action) = ready!(Pin::new(lookup).poll(cx));
                    Self::of(action, request, inner)
                }
                PolicyResponseProjection::Forwarding { response, headers } => {
                    let mut response = ready!(response.poll(cx));
                    if let Some(headers) = headers.take() {
                        add_headers(headers, &mut response);
                    }
                    // What a middleware still holds is dropped now: the server looks whether the body of
                    // the request is still held before it drops this future.
                    self.set(Self::Done);
                    return Poll::Ready(response.map(ServiceResponse::map_into_boxed_body));
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
        Ok(response) => {
            headers.mark(response.request(), response.status());
            headers.add_to(response.headers_mut());
        }
        // The error of a middleware becomes a response further out.
        Err(error) => error.add_response_mapper(move |mut response| {
            headers.add_to(response.headers_mut());
            response
        }),
    }
}
