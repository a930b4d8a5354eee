//! The service of `AppCors`: which preflights it answers, and which requests it checks or forwards.

use std::{cell::OnceCell, fmt, rc::Rc};

use actix_service::{Service, forward_ready};
use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
};

use super::{
    early_check::EarlyCheck, late_headers::LateHeaders, matched_policy::AppPolicies,
    other_methods::name_methods, prefixes::Prefixes, preflight_check::PreflightCheck,
    response::AppCorsResponse,
};
use crate::actix::{inner_policy::InnerPolicy, refusal};

/// All other middleware and the router of an app, and the policies for them: what
/// [`AppCors`](crate::AppCors) makes.
pub struct AppCorsMiddleware<S> {
    inner: Rc<S>,
    prefixes: Rc<Prefixes>,
    are_scopes_open: bool,
    /// Known when the first request comes: the router is not there before.
    policies: OnceCell<Rc<AppPolicies>>,
}

impl<S> fmt::Debug for AppCorsMiddleware<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AppCorsMiddleware").finish_non_exhaustive()
    }
}

impl<S> AppCorsMiddleware<S> {
    pub(super) fn new(inner: S, prefixes: Prefixes, are_scopes_open: bool) -> Self {
        Self {
            inner: Rc::new(inner),
            prefixes: Rc::new(prefixes),
            are_scopes_open,
            policies: OnceCell::new(),
        }
    }
}

impl<S, B> Service<ServiceRequest> for AppCorsMiddleware<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse;
    type Error = Error;
    type Future = AppCorsResponse<S>;

    forward_ready!(inner);

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let policies = self.policies.get_or_init(|| {
            let request = request.request();
            Rc::new(AppPolicies::of_app(
                request,
                &self.prefixes,
                self.are_scopes_open,
            ))
        });
        match PreflightCheck::of(policies, &request) {
            Some(check) => self.preflight(check, policies, request),
            None if policies.need_request => self.checked(policies, request),
            None => {
                let headers = LateHeaders::of_request(policies, &request);
                AppCorsResponse::forward(&self.inner, request, headers)
            }
        }
    }
}

impl<S: Service<ServiceRequest>> AppCorsMiddleware<S> {
    fn preflight(
        &self,
        check: PreflightCheck,
        policies: &Rc<AppPolicies>,
        request: ServiceRequest,
    ) -> AppCorsResponse<S> {
        let is_answered = matches!(
            check,
            PreflightCheck::Policy(..) | PreflightCheck::OtherMethods(_)
        );
        if is_answered || policies.have_prefix_of(&request) {
            InnerPolicy::set(&request.guard_ctx());
        }
        match check {
            PreflightCheck::Policy(policy, allows_method) => {
                AppCorsResponse::answer(policy, request, allows_method)
            }
            PreflightCheck::OtherMethods(policies) => AppCorsResponse::respond(async move {
                if let Some(policy) = policies.first() {
                    refusal::report(policy, request.request());
                }
                let response = name_methods(&policies, &request).await;
                request.into_response(response)
            }),
            PreflightCheck::OtherMethodsUnlessGranted(policies) => {
                let answer = async move {
                    let answer = name_methods(&policies, &request).await;
                    (request, answer)
                };
                AppCorsResponse::NamingMethods {
                    answer: Box::pin(answer),
                    inner: Rc::clone(&self.inner),
                }
            }
            PreflightCheck::Forward => AppCorsResponse::Preflight {
                response: self.inner.call(request),
                policies: Rc::clone(policies),
            },
        }
    }

    /// What becomes of a request whose policy has to see it first.
    fn checked(&self, policies: &Rc<AppPolicies>, request: ServiceRequest) -> AppCorsResponse<S> {
        if policies.have_prefix_of(&request) {
            InnerPolicy::set(&request.guard_ctx());
        }
        match EarlyCheck::of(policies, request) {
            EarlyCheck::Done(checked) => AppCorsResponse::after_check(&self.inner, checked),
            EarlyCheck::AskSource(lookup) => AppCorsResponse::AskingSource {
                lookup,
                inner: Rc::clone(&self.inner),
            },
        }
    }
}
