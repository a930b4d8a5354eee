//! The response of an app with `AppCors`: that of a policy, or that of what is inside, with the headers that it gets.

use std::{
    future::{Future, ready},
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, ready},
};

use actix_service::Service;
use actix_web::{
    Error, HttpResponse,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
};
use pin_project_lite::pin_project;

use super::{
    early_check::{CheckedRequest, SourceLookup},
    late_headers::LateHeaders,
    matched_policy::AppPolicies,
    other_methods::unless_granted,
    preflight_check::prefix_reached,
};
use crate::{
    actix::{
        in_flight::polled_after_completion, request_check::respond, resolved_policy::ResolvedPolicy,
    },
    protocol::preflight_method,
};

pin_project! {
    /// The response of an app with [`AppCors`](crate::AppCors).
    #[project = AppCorsResponseProjection]
    pub enum AppCorsResponse<S>
    where
        S: Service<ServiceRequest>,
    {
        /// A policy responds to a preflight.
        Answering {
            policy: Rc<ResolvedPolicy>,
            preflight: Option<ServiceRequest>,
            allows_method: bool,
        },
        /// `AppCors` responds, perhaps when sources of origins were asked.
        Responding {
            response: Pin<Box<dyn Future<Output = ServiceResponse>>>,
        },
        /// A source of origins is asked before the request goes inside.
        AskingSource {
            lookup: SourceLookup,
            inner: Rc<S>,
        },
        /// The methods of a path are collected before the preflight goes inside.
        NamingMethods {
            answer: Pin<Box<dyn Future<Output = (ServiceRequest, HttpResponse)>>>,
            inner: Rc<S>,
        },
        /// A preflight is inside, and gets this answer if it is not granted there.
        PreflightUnlessGranted {
            #[pin]
            response: S::Future,
            // Boxed, because the future is moved, and all of its states are as large as the largest.
            answer: Box<HttpResponse>,
        },
        /// A preflight is inside.
        Preflight {
            #[pin]
            response: S::Future,
            policies: Rc<AppPolicies>,
        },
        /// A request is inside.
        Inside {
            #[pin]
            response: S::Future,
            headers: LateHeaders,
        },
        /// The response was returned.
        Done,
    }
}

impl<S: Service<ServiceRequest>> AppCorsResponse<S> {
    pub(super) fn answer(
        policy: Rc<ResolvedPolicy>,
        preflight: ServiceRequest,
        allows_method: bool,
    ) -> Self {
        if !policy.asks_source() || !allows_method {
            return Self::Answering {
                policy,
                preflight: Some(preflight),
                allows_method,
            };
        }
        Self::respond(async move {
            let method = preflight_method(preflight.head()).unwrap_or_default();
            let allow = policy.allow_origin(method, &preflight).await;
            let response = policy.preflight_response(allow.as_ref(), preflight.request());
            respond(preflight, response)
        })
    }

    pub(super) fn respond(response: impl Future<Output = ServiceResponse> + 'static) -> Self {
        Self::Responding {
            response: Box::pin(response),
        }
    }

    pub(super) fn after_check(inner: &S, checked: CheckedRequest) -> Self {
        match checked {
            CheckedRequest::Respond(response) => Self::respond(ready(response)),
            CheckedRequest::Forward(request, headers) => Self::forward(inner, request, headers),
        }
    }

    pub(super) fn forward(inner: &S, request: ServiceRequest, headers: LateHeaders) -> Self {
        Self::Inside {
            response: inner.call(request),
            headers,
        }
    }
}

impl<S, B> Future for AppCorsResponse<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody + 'static,
{
    type Output = Result<ServiceResponse, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        loop {
            let next = match self.as_mut().project() {
                AppCorsResponseProjection::Answering {
                    policy,
                    preflight,
                    allows_method,
                } => {
                    let Some(preflight) = preflight.take() else {
                        polled_after_completion()
                    };
                    return policy.answer(preflight.into_parts().0, *allows_method);
                }
                AppCorsResponseProjection::Responding { response } => {
                    let response = ready!(response.as_mut().poll(cx));
                    return Poll::Ready(Ok(response));
                }
                AppCorsResponseProjection::AskingSource { lookup, inner } => {
                    Self::after_check(inner, ready!(lookup.as_mut().poll(cx)))
                }
                AppCorsResponseProjection::NamingMethods { answer, inner } => {
                    let (request, answer) = ready!(answer.as_mut().poll(cx));
                    Self::PreflightUnlessGranted {
                        response: inner.call(request),
                        answer: Box::new(answer),
                    }
                }
                AppCorsResponseProjection::Preflight { response, policies } => {
                    let response = ready!(response.poll(cx))?;
                    let Some((policy, allows_method)) = prefix_reached(policies, &response) else {
                        return Poll::Ready(Ok(response.map_into_boxed_body()));
                    };
                    let preflight = ServiceRequest::from_request(response.into_parts().0);
                    Self::answer(policy, preflight, allows_method)
                }
                AppCorsResponseProjection::PreflightUnlessGranted { response, answer } => {
                    let response = ready!(response.poll(cx));
                    return Poll::Ready(unless_granted(response, answer));
                }
                AppCorsResponseProjection::Inside { response, headers } => {
                    let mut response = ready!(response.poll(cx));
                    headers.finish(&mut response);
                    self.set(Self::Done);
                    return Poll::Ready(response.map(ServiceResponse::map_into_boxed_body));
                }
                AppCorsResponseProjection::Done => polled_after_completion(),
            };
            self.set(next);
        }
    }
}
