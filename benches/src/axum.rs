//! axum, alone and with tower-http's layer: not our framework, so the difference of the two counts.

use std::time::Duration;

use axum::{
    Router,
    body::Body,
    extract::Path,
    http::{self, HeaderValue, Method, header},
    response::IntoResponse,
    routing::get,
};
use futures_util::FutureExt;
use tower_http::cors::{AllowOrigin, CorsLayer};
use tower_service::Service;

use crate::{
    Contender, Policy, Request, Work,
    batch::{Batches, check},
    work::has_end_of_pattern,
};

pub(crate) fn batches(contender: Contender, work: &Work) -> Batches {
    let mut router = router(work.policy);
    if contender == Contender::TowerHttp {
        router = router.layer(layer(work.policy));
    }
    let router = router.with_state(());
    let response = router.clone().call(to_axum(&work.request)).now_or_never();
    let response = response.expect("an answer at once").into_response();
    let is_granted = response
        .headers()
        .contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN);
    check(contender, work, is_granted);

    let request = work.request.clone();
    Box::new(move |count| {
        let requests: Vec<_> = (0..count).map(|_| to_axum(&request)).collect();
        let mut router = router.clone();
        Box::new(move || {
            for request in requests {
                let response = router.call(request).now_or_never();
                drop(response.expect("an answer at once"));
            }
        })
    })
}

fn router(policy: Policy) -> Router {
    match policy {
        Policy::Any
        | Policy::Exact(_)
        | Policy::Exposing
        | Policy::Patterns
        | Policy::Environment
        | Policy::Shared
        | Policy::Keyed => Router::new().route("/resource", get(async || "ok")),
        Policy::WithVary => Router::new().route(
            "/resource",
            get(async || ([(header::VARY, "Accept-Encoding")], "ok")),
        ),
        Policy::WithParameter => {
            Router::new().route("/resource/{id}", get(async |Path(_): Path<u32>| "ok"))
        }
        Policy::Routes(count) => (0..count).fold(Router::new(), |router, index| {
            if index % 2 == 1 {
                let handler = get(async |Path(_): Path<u32>| "ok");
                router.route(&format!("/route-{index}/{{id}}"), handler)
            } else {
                router.route(&format!("/route-{index}"), get(async || "ok"))
            }
        }),
    }
}

fn layer(policy: Policy) -> CorsLayer {
    let layer = CorsLayer::new()
        .allow_methods([Method::GET])
        .allow_headers([header::AUTHORIZATION, header::CONTENT_TYPE])
        .max_age(Duration::from_secs(600));
    match policy {
        Policy::Any => layer.allow_origin(tower_http::cors::Any),
        Policy::Patterns => {
            let has_end = has_end_of_pattern();
            layer.allow_origin(AllowOrigin::predicate(move |origin: &HeaderValue, _| {
                has_end(origin.as_bytes())
            }))
        }
        Policy::Exact(_)
        | Policy::Exposing
        | Policy::WithVary
        | Policy::WithParameter
        | Policy::Environment
        | Policy::Shared
        | Policy::Keyed
        | Policy::Routes(_) => {
            let origins = policy.exact().iter().copied();
            let exposed = (policy == Policy::Exposing).then_some(header::ETAG);
            layer
                .expose_headers(Vec::from_iter(exposed))
                .allow_credentials(true)
                .allow_origin(AllowOrigin::list(origins.map(HeaderValue::from_static)))
        }
    }
}

/// Header values are slices of one shared buffer, as they are when the server has parsed a request.
fn to_axum(request: &Request) -> http::Request<Body> {
    let method = if request.is_preflight {
        Method::OPTIONS
    } else {
        Method::GET
    };
    let builder = http::Request::builder().method(method).uri(&request.path);
    let headers = request.headers().into_iter();
    headers
        .fold(builder, |builder, (name, value)| {
            let value = HeaderValue::from_maybe_shared(value).expect("a legal value");
            builder.header(name, value)
        })
        .body(Body::empty())
        .expect("a legal request")
}
