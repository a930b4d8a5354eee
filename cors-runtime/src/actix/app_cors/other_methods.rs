//! The answer to a preflight for a method that no annotated handler of the path has.
//!
//! For a refusal, browsers report a missing header. An answer that names the allowed methods lets them report
//! the method (<https://fetch.spec.whatwg.org/#cors-preflight-fetch>).

use std::rc::Rc;

use actix_web::{
    Error, HttpResponse,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::{
        StatusCode,
        header::{self, HeaderMap, HeaderValue},
    },
};

use crate::{
    actix::{
        cors_headers::own_response,
        inner_policy::InnerPolicy,
        resolved_policy::{AllowOrigin, ResolvedPolicy},
        status::is_of_middleware,
    },
    protocol::PolicyHeaders,
};

/// The answer, by the policies of the path.
pub(super) async fn name_methods(
    policies: &[Rc<ResolvedPolicy>],
    request: &ServiceRequest,
) -> HttpResponse {
    let mut granted = Vec::new();
    for policy in policies {
        match allow_origin(policy, request).await {
            AllowOrigin::Denied => {}
            allowed => granted.push((&**policy, allowed)),
        }
    }
    let (allow_credentials, allow_origin) = match foremost(&granted) {
        Some((policy, allow_origin)) => (policy.allows_credentials(), allow_origin.clone()),
        None => (false, AllowOrigin::Denied),
    };
    let headers = PolicyHeaders {
        // Tokens and commas: the macro validated each of them.
        allow_methods: HeaderValue::try_from(all_methods(&granted).join(", "))
            .unwrap_or_else(|_| HeaderValue::from_static("")),
        allow_headers: None,
        expose_headers: None,
        // The response follows from several policies, so it is not cached for any of them.
        max_age: Some(HeaderValue::from_static("0")),
        allow_credentials,
    };
    let varies = policies.iter().any(|policy| policy.varies(&allow_origin));
    own_response(&headers, allow_origin.as_ref(), varies)
}

/// The response to a preflight, if it grants anything; the answer that names the methods otherwise.
pub(super) fn unless_granted<B: MessageBody + 'static>(
    response: Result<ServiceResponse<B>, Error>,
    answer: &HttpResponse,
) -> Result<ServiceResponse, Error> {
    match response {
        Ok(response) if is_granted(response.status(), response.headers()) => {
            Ok(response.map_into_boxed_body())
        }
        Ok(response) => {
            if is_of_middleware(response.status()) {
                // A layer around `AppCors` does not know what is behind the middleware.
                let preflight = ServiceRequest::from_request(response.request().clone());
                InnerPolicy::set(&preflight.guard_ctx());
            }
            Ok(response.into_response(without_body(answer.status(), answer.headers().clone())))
        }
        Err(mut error) => {
            let (status, headers) = (answer.status(), answer.headers().clone());
            error.add_response_mapper(move |response| {
                if is_granted(response.status(), response.headers()) {
                    return response;
                }
                without_body(status, headers.clone())
            });
            Err(error)
        }
    }
}

fn without_body(status: StatusCode, headers: HeaderMap) -> HttpResponse {
    let mut response = HttpResponse::new(status);
    *response.headers_mut() = headers;
    response
}

/// Whether a browser takes the response to a preflight as a permission
/// (<https://fetch.spec.whatwg.org/#cors-preflight-fetch>).
pub(super) fn is_granted(status: StatusCode, headers: &HeaderMap) -> bool {
    status.is_success() && headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN)
}

/// The result of the CORS check for a method that the policy allows.
async fn allow_origin(policy: &ResolvedPolicy, request: &ServiceRequest) -> AllowOrigin {
    let Some(method) = policy.allowed_methods().first() else {
        return AllowOrigin::Denied;
    };
    policy.allow_origin(method, request).await
}

/// The one with which most requests pass the browser's CORS check, so that the browser gets to the method: one
/// with credentials before one without.
fn foremost<'a, 'b>(
    granted: &'a [(&'b ResolvedPolicy, AllowOrigin)],
) -> Option<&'a (&'b ResolvedPolicy, AllowOrigin)> {
    let with_credentials = granted
        .iter()
        .find(|(policy, _)| policy.allows_credentials());
    with_credentials.or(granted.first())
}

fn all_methods(granted: &[(&ResolvedPolicy, AllowOrigin)]) -> Vec<&'static str> {
    let mut methods = Vec::new();
    for (policy, _) in granted {
        for &method in policy.allowed_methods() {
            if !methods.contains(&method) {
                methods.push(method);
            }
        }
    }
    methods
}
