//! The contenders on actix-web.

use std::future::ready;

use actix_cors::Cors;
use actix_service::{Service, ServiceFactory, fn_service};
use actix_web::{
    App, Error, HttpResponse,
    body::MessageBody,
    dev::{AppService, HttpServiceFactory, Payload, ResourceDef, ServiceRequest, ServiceResponse},
    guard::{self, Guard},
    http::{
        Method, StatusCode,
        header::{self, HeaderName, HeaderValue},
    },
    test::{TestRequest, init_service},
    web::{self, ServiceConfig},
};
use cors_runtime::AppCors;
use futures_util::FutureExt;

use crate::{
    Contender, Policy, Request, Work,
    batch::{Batches, check},
    handlers::{self, EXACT_1, EXACT_10, EXACT_1000, EXACT_10000, EXACT_LONG},
    work::has_end_of_pattern,
};

pub(crate) async fn plain(work: &Work) -> Batches {
    let policy = work.policy;
    let app = App::new().configure(|app| register_plain(app, policy));
    batches(Contender::Plain, app, work).await
}

pub(crate) async fn cors(work: &Work) -> Batches {
    let policy = work.policy;
    let app = App::new().configure(|app| register_cors(app, policy));
    batches(Contender::Cors, app, work).await
}

pub(crate) async fn cors_and_app_cors(work: &Work) -> Batches {
    let policy = work.policy;
    let app = App::new()
        .wrap(AppCors::new())
        .configure(|app| register_cors(app, policy));
    batches(Contender::AppCors, app, work).await
}

pub(crate) async fn unchecked(work: &Work) -> Batches {
    batches(Contender::Unchecked, App::new().service(Unchecked), work).await
}

pub(crate) async fn actix_cors_around_resources(work: &Work) -> Batches {
    let policy = work.policy;
    let app = App::new().configure(|app| register_wrapped(app, policy));
    batches(Contender::ActixCorsResource, app, work).await
}

pub(crate) async fn actix_cors_around_app(work: &Work) -> Batches {
    let policy = work.policy;
    let app = App::new()
        .wrap(actix_cors(policy))
        .configure(|app| register_plain(app, policy));
    batches(Contender::ActixCorsApp, app, work).await
}

fn register_plain(app: &mut ServiceConfig, policy: Policy) {
    match policy {
        Policy::Routes(count) => handlers::plain_routes::register(app, count),
        Policy::WithVary => {
            app.service(handlers::plain_with_vary);
        }
        Policy::WithParameter => {
            app.service(handlers::plain_with_parameter);
        }
        Policy::Any
        | Policy::Exact(_)
        | Policy::Exposing
        | Policy::Patterns
        | Policy::Environment
        | Policy::Shared
        | Policy::Keyed => {
            app.service(handlers::plain);
        }
    }
}

fn register_cors(app: &mut ServiceConfig, policy: Policy) {
    match policy {
        Policy::Any => app.service(handlers::any),
        Policy::Patterns => app.service(handlers::patterns),
        Policy::WithVary => app.service(handlers::cors_with_vary),
        Policy::Exposing => app.service(handlers::exposing),
        Policy::WithParameter => app.service(handlers::with_parameter),
        Policy::Environment => app.service(handlers::environment),
        Policy::Shared => {
            handlers::fill_shared();
            app.service(handlers::shared)
        }
        Policy::Keyed => {
            handlers::fill_keyed();
            app.service(handlers::keyed)
        }
        Policy::Exact(origins) if origins == EXACT_1 => app.service(handlers::exact_1),
        Policy::Exact(origins) if origins == EXACT_10 => app.service(handlers::exact_10),
        Policy::Exact(origins) if origins == EXACT_1000 => app.service(handlers::exact_1000),
        Policy::Exact(origins) if origins == EXACT_10000 => app.service(handlers::exact_10000),
        Policy::Exact(origins) if origins == EXACT_LONG => app.service(handlers::exact_long),
        Policy::Exact(_) => panic!("no handler has this list"),
        Policy::Routes(count) => {
            handlers::cors_routes::register(app, count);
            app
        }
    };
}

/// Answers every `OPTIONS` for the path with the headers that a preflight of [`EXACT_1`] gets.
struct Unchecked;

/// Constants, because values that are made at run time are validated then.
const PREFLIGHT_HEADERS: [(HeaderName, HeaderValue); 6] = {
    use header::{
        ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS,
        ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_MAX_AGE, VARY,
    };
    [
        (
            ACCESS_CONTROL_ALLOW_METHODS,
            HeaderValue::from_static("GET"),
        ),
        (
            ACCESS_CONTROL_ALLOW_HEADERS,
            HeaderValue::from_static("authorization, content-type"),
        ),
        (ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600")),
        (
            ACCESS_CONTROL_ALLOW_ORIGIN,
            HeaderValue::from_static(EXACT_1[0]),
        ),
        (
            ACCESS_CONTROL_ALLOW_CREDENTIALS,
            HeaderValue::from_static("true"),
        ),
        (VARY, HeaderValue::from_static("Origin")),
    ]
};

impl HttpServiceFactory for Unchecked {
    fn register(self, app: &mut AppService) {
        let guard = guard::fn_guard(|request| request.head().method == Method::OPTIONS);
        let service = fn_service(|request: ServiceRequest| {
            let mut response = HttpResponse::new(StatusCode::NO_CONTENT);
            let headers = response.headers_mut();
            for (name, value) in PREFLIGHT_HEADERS {
                headers.append(name, value);
            }
            let (request, _) = request.into_parts();
            ready(Ok::<_, Error>(ServiceResponse::new(request, response)))
        });
        let guards = Some(vec![Box::new(guard) as Box<dyn Guard>]);
        app.register_service(ResourceDef::new("/resource"), guards, service, None);
    }
}

fn register_wrapped(app: &mut ServiceConfig, policy: Policy) {
    let Policy::Routes(count) = policy else {
        let (path, route) = match policy {
            Policy::WithVary => ("/resource", web::get().to(handlers::ok_with_vary)),
            Policy::WithParameter => ("/resource/{id}", web::get().to(handlers::ok_with_id)),
            _ => ("/resource", web::get().to(handlers::ok)),
        };
        let resource = web::resource(path).wrap(actix_cors(policy));
        app.service(resource.route(route));
        return;
    };
    for index in 0..count {
        let (path, route) = if index % 2 == 1 {
            let path = format!("/route-{index}/{{id}}");
            (path, web::get().to(handlers::ok_with_id))
        } else {
            (format!("/route-{index}"), web::get().to(handlers::ok))
        };
        let resource = web::resource(path).wrap(actix_cors(policy));
        app.service(resource.route(route));
    }
}

fn actix_cors(policy: Policy) -> Cors {
    let cors = Cors::default()
        .allowed_methods(["GET"])
        .allowed_headers(["authorization", "content-type"])
        .max_age(600);
    if policy == Policy::Exposing {
        return cors
            .allowed_origin(EXACT_1[0])
            .expose_headers(["etag"])
            .supports_credentials();
    }
    if policy == Policy::Any {
        return cors.allow_any_origin().send_wildcard();
    }
    let cors = policy
        .exact()
        .iter()
        .fold(cors, |cors, origin| cors.allowed_origin(origin));
    if policy != Policy::Patterns {
        return cors.supports_credentials();
    }
    let has_end = has_end_of_pattern();
    cors.allowed_origin_fn(move |origin, _| has_end(origin.as_bytes()))
}

async fn batches<F, B>(contender: Contender, app: App<F>, work: &Work) -> Batches
where
    F: ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<B>,
            Error = Error,
            InitError = (),
        > + 'static,
    F::Service: 'static,
    B: MessageBody + 'static,
{
    let service = std::rc::Rc::new(init_service(app).await);
    let response = service.call(to_actix(&work.request)).await;
    let response = response.expect("an answer");
    check(
        contender,
        work,
        response
            .headers()
            .contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN),
    );
    drop(response);

    let request = work.request.clone();
    Box::new(move |count| {
        let requests: Vec<_> = (0..count).map(|_| to_actix(&request)).collect();
        let service = std::rc::Rc::clone(&service);
        Box::new(move || {
            for request in requests {
                let response = service.call(request).now_or_never();
                drop(response.expect("an answer at once"));
            }
        })
    })
}

/// As the server makes a request that it has parsed: header values are slices of one shared buffer, whose copies count
/// references, and a request without a body has no payload.
fn to_actix(request: &Request) -> actix_http::Request {
    let method = if request.is_preflight {
        Method::OPTIONS
    } else {
        Method::GET
    };
    let test = TestRequest::with_uri(&request.path).method(method);
    let headers = request.headers().into_iter();
    let test = headers.fold(test, |test, (name, value)| {
        let name = HeaderName::from_static(name);
        let value = HeaderValue::from_maybe_shared(value).expect("a legal value");
        test.insert_header((name, value))
    });
    let (request, _) = test.to_request().replace_payload(Payload::None);
    request
}
