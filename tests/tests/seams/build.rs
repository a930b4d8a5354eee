//! From a plan to an app that can be asked.

use std::{pin::Pin, rc::Rc};

use actix_web::{
    App, Error, HttpRequest, HttpResponse,
    body::MessageBody,
    dev::{
        AppService, HttpServiceFactory, ResourceDef, Service, ServiceFactory, ServiceRequest,
        ServiceResponse, fn_service,
    },
    guard::{self, Guard, GuardContext},
    http::Method,
    middleware::{Condition as OnlyIf, from_fn},
    test::{TestRequest, init_service},
    web::{self, ServiceConfig},
};

use crate::{
    early::{Place, early},
    middleware::{app_cors, layer, normalize, rebuild},
    plan::{AppCorsUse, Condition, Node, OwnService, Plain, Plan, Resource, Scope},
    pool::{self, TENANT, respond},
    reached::{
        Endpoint, mark_closed_to_preflights, mark_layer, mark_path_at_router, mark_path_in_front,
        mark_path_outside, mark_prefix,
    },
};

/// An app that is ready for requests. An error becomes a response, as in a server.
pub(crate) type ReadyApp = Box<dyn Fn(TestRequest) -> Answer>;
type Answer = Pin<Box<dyn Future<Output = HttpResponse>>>;

/// Builds the app.
pub(crate) async fn build(plan: &Plan) -> ReadyApp {
    let (inner_layer, outer_layer, has_gate) = (plan.inner_layer, plan.outer_layer, plan.gate);
    let prefix = plan.prefix;
    macro_rules! behind {
        ($($app_cors:expr)?) => {
            App::new()
                .configure(|config| configure(plan, config))
                .wrap_fn(|request, service| {
                    mark_path_at_router(request.match_info().as_str());
                    service.call(request)
                })
                .wrap_fn(move |request, service| {
                    mark_layer(inner_layer);
                    service.call(request)
                })
                .wrap(layer(inner_layer))
                .wrap(OnlyIf::new(plan.rebuild, rebuild()))
                .wrap(from_fn(move |request, next| early(Place::App, has_gate, request, next)))
                .wrap(normalize(plan.normalize_behind))
                .wrap_fn(move |request, service| {
                    mark_prefix(prefix.and_then(|prefix| prefix.layer_of(request.match_info().as_str())));
                    service.call(request)
                })
                $(.wrap($app_cors))?
                .wrap_fn(|request, service| {
                    mark_path_in_front(request.match_info().as_str());
                    service.call(request)
                })
                .wrap(normalize(plan.normalize_in_front))
                .wrap_fn(move |request, service| {
                    mark_layer(outer_layer);
                    service.call(request)
                })
                .wrap(layer(outer_layer))
                .wrap_fn(|request, service| {
                    mark_path_outside(request.match_info().as_str());
                    service.call(request)
                })
        };
    }
    match plan.app_cors {
        AppCorsUse::Absent => ready(behind!()).await,
        AppCorsUse::Present => ready(behind!(app_cors(prefix))).await,
        AppCorsUse::Promised => {
            ready(behind!(app_cors(prefix).assume_scopes_have_no_guards())).await
        }
    }
}

async fn ready<T, B>(app: App<T>) -> ReadyApp
where
    T: ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<B>,
            Error = Error,
            InitError = (),
        > + 'static,
    T::Future: 'static,
    B: MessageBody + 'static,
{
    let service = Rc::new(init_service(app).await);
    Box::new(move |request| {
        let response = service.call(request.to_request());
        Box::pin(async move {
            match response.await {
                Ok(response) => response.into_parts().1.map_into_boxed_body(),
                Err(error) => error.error_response(),
            }
        })
    })
}

fn configure(plan: &Plan, config: &mut ServiceConfig) {
    for node in &plan.nodes {
        config.service(part(node));
    }
    if plan.default {
        config.default_service(web::to(take_as_default));
    }
}

/// Something that registers itself.
struct Part(Box<dyn FnOnce(&mut AppService)>);

impl Part {
    fn of(factory: impl HttpServiceFactory + 'static) -> Self {
        Self(Box::new(|config| factory.register(config)))
    }
}

impl HttpServiceFactory for Part {
    fn register(self, config: &mut AppService) {
        (self.0)(config);
    }
}

fn part(node: &Node) -> Part {
    match node {
        Node::Annotated(number) => Part(Box::new(pool::handler(*number).register)),
        Node::Plain(plain) => plain_route(plain),
        Node::Resource(resource) => hand_built(resource),
        Node::Service(service) => {
            let service = service.clone();
            Part(Box::new(move |config| register_own(&service, config)))
        }
        Node::Scope(scope) => scoped(scope),
    }
}

fn plain_route(plain: &Plain) -> Part {
    let resource = web::resource(plain.path);
    let Some(condition) = plain.guard else {
        let resource = resource.guard(method_guard(plain.method));
        return Part::of(resource.to(take));
    };
    if condition == Condition::OwnMethod(plain.method) {
        return Part::of(resource.guard(guard_of(condition)).to(take_by_own_guard));
    }
    let resource = resource.guard(method_guard(plain.method));
    Part::of(resource.guard(guard_of(condition)).to(take))
}

fn hand_built(plan: &Resource) -> Part {
    let (inner, mut resource) = (plan.layer, web::resource(plan.paths.clone()));
    if let Some(condition) = plan.guard {
        resource = resource.guard(guard_of(condition));
    }
    let by_own_guard = matches!(
        plan.guard,
        Some(Condition::OwnMethod(_) | Condition::NotMethod(_))
    );
    let to = |route: actix_web::Route| {
        if by_own_guard {
            route.to(take_by_own_guard)
        } else {
            route.to(take)
        }
    };
    for method in &plan.methods {
        resource = resource.route(to(web::method(method_of(method))));
    }
    if plan.methods.is_empty() {
        resource = resource.route(to(web::route()));
    }
    Part::of(
        resource
            .wrap_fn(move |request, service| {
                mark_layer(inner);
                service.call(request)
            })
            .wrap(layer(inner)),
    )
}

fn register_own(plan: &OwnService, config: &mut AppService) {
    let is_hidden = !plan.pattern.starts_with('/');
    let definition = if plan.is_prefix {
        ResourceDef::prefix(plan.pattern)
    } else {
        ResourceDef::new(plan.pattern)
    };
    let guards = plan
        .method
        .map(|method| vec![Box::new(method_guard(method)) as Box<dyn Guard>]);
    let service = fn_service(move |request: ServiceRequest| async move {
        let endpoint = if is_hidden {
            Endpoint::Hidden
        } else {
            Endpoint::Plain
        };
        let response = respond(request.request(), endpoint);
        Ok::<_, Error>(request.into_response(response))
    });
    config.register_service(definition, guards, service, None);
}

fn scoped(plan: &Scope) -> Part {
    let (inner, has_gate) = (plan.layer, plan.gate);
    let has_method_guard = matches!(plan.guard, Some(Condition::Method(_)));
    let mut scope = web::scope(plan.prefix);
    if let Some(condition) = plan.guard {
        scope = scope.guard(guard_of(condition));
    }
    for node in &plan.nodes {
        scope = scope.service(part(node));
    }
    if plan.default {
        scope = scope.default_service(web::to(take_as_default));
    }
    Part::of(
        scope
            .wrap_fn(move |request, service| {
                if has_method_guard {
                    mark_closed_to_preflights();
                }
                mark_layer(inner);
                service.call(request)
            })
            .wrap(layer(inner))
            .wrap(OnlyIf::new(plan.rebuild, rebuild()))
            .wrap(from_fn(move |request, next| {
                early(Place::Scope, has_gate, request, next)
            })),
    )
}

async fn take(request: HttpRequest) -> HttpResponse {
    respond(&request, Endpoint::Plain)
}

async fn take_by_own_guard(request: HttpRequest) -> HttpResponse {
    respond(&request, Endpoint::OwnMethodGuard)
}

async fn take_as_default(request: HttpRequest) -> HttpResponse {
    respond(&request, Endpoint::Default)
}

fn guard_of(condition: Condition) -> Rc<dyn Guard> {
    match condition {
        Condition::Host(host) => Rc::new(guard::Host(host)),
        Condition::Method(method) => Rc::new(method_guard(method)),
        Condition::NotMethod(method) => Rc::new(guard::Not(method_guard(method))),
        Condition::Tenant => Rc::new(guard::Header(TENANT.0, TENANT.1)),
        Condition::OwnMethod(method) => {
            Rc::new(guard::fn_guard(move |request: &GuardContext<'_>| {
                request.head().method == method
            }))
        }
    }
}

fn method_of(method: &str) -> Method {
    Method::from_bytes(method.as_bytes()).unwrap()
}

fn method_guard(method: &str) -> impl Guard + use<> {
    guard::Method(method_of(method))
}
