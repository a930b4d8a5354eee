//! The CORS layer around services that other code made: handlers with middleware of their own, and whatever
//! [`Policy::layer`](crate::Policy::layer) is wrapped around. It answers preflights itself, and puts the
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
    Error,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
};
use pin_project_lite::pin_project;

use super::{
    action::{Action, ActionCheck, SourceLookup},
    resolved_policy::{AllowOrigin, ResolvedPolicy},
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
        match self.policy.judge(request.request()) {
            ActionCheck::Done(verdict) => {
                PolicyResponse::after(verdict, &self.policy, &*self.inner, request)
            }
            ActionCheck::AskSource(source, origin) => PolicyResponse::Asking {
                asking: self.policy.look_up_later(source, origin, request),
                policy: Rc::clone(&self.policy),
                inner: Rc::clone(&self.inner),
            },
        }
    }
}

pin_project! {
    /// A response on its way through the layer.
    #[project = PolicyResponseProjection]
    pub enum PolicyResponse<S>
    where
        S: Service<ServiceRequest>,
    {
        /// A source of origins was asked.
        Asking {
            asking: SourceLookup,
            policy: Rc<ResolvedPolicy>,
            inner: Rc<S>,
        },
        /// The layer answers itself.
        Answered {
            response: Option<ServiceResponse>,
        },
        /// The service answers.
        Handling {
            #[pin]
            response: S::Future,
            granted: Option<Granted>,
        },
    }
}

/// A grant, and the policy that gave it.
type Granted = (AllowOrigin, Rc<ResolvedPolicy>);

impl<S: Service<ServiceRequest>> PolicyResponse<S> {
    fn after(
        verdict: Action,
        policy: &Rc<ResolvedPolicy>,
        inner: &S,
        request: ServiceRequest,
    ) -> Self {
        match verdict {
            Action::Respond(grant) => Self::Answered {
                // `into_response` would go through the framework's own kind of response and back.
                response: Some(ServiceResponse::new(
                    request.into_parts().0,
                    policy.preflight_response(grant),
                )),
            },
            Action::Forward(grant) => Self::Handling {
                response: inner.call(request),
                granted: grant.map(|grant| (grant, Rc::clone(policy))),
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
                PolicyResponseProjection::Asking {
                    asking,
                    policy,
                    inner,
                } => {
                    let (request, verdict) = ready!(asking.as_mut().poll(cx));
                    Self::after(verdict, policy, inner, request)
                }
                PolicyResponseProjection::Answered { response } => {
                    return match response.take() {
                        Some(response) => Poll::Ready(Ok(response)),
                        // Polled again after it was ready: there is nothing left to say.
                        None => Poll::Pending,
                    };
                }
                PolicyResponseProjection::Handling { response, granted } => {
                    let mut response = ready!(response.poll(cx));
                    if let Some(granted) = granted.take() {
                        write_headers(&mut response, granted);
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

fn write_headers<B>(response: &mut Result<ServiceResponse<B>, Error>, (grant, policy): Granted) {
    match response {
        Ok(response) => policy.add_headers(grant, response.headers_mut()),
        // An error of a middleware travels on as an error, and becomes a response further out.
        Err(error) => error.add_response_mapper(move |mut response| {
            policy.add_headers(grant.clone(), response.headers_mut());
            response
        }),
    }
}

/// With its body boxed. Most bodies are, and would be moved about twice for nothing.
fn boxed<B: MessageBody + 'static>(
    mut response: Poll<Result<ServiceResponse<B>, Error>>,
) -> Poll<Result<ServiceResponse, Error>> {
    let any: &mut dyn Any = &mut response;
    match any.downcast_mut::<Poll<Result<ServiceResponse, Error>>>() {
        Some(boxed) => mem::replace(boxed, Poll::Pending),
        None => response.map_ok(ServiceResponse::map_into_boxed_body),
    }
}
