//! From the constants and expressions that the macro writes to an entry in the app's router.

use std::{future::Future, pin::Pin, rc::Rc};

use actix_service::{ServiceFactory, ServiceFactoryExt as _, Transform, apply};
use actix_web::{
    Error, FromRequest, Handler, Responder,
    body::MessageBody,
    dev::{AppService, ResourceDef, ServiceRequest, ServiceResponse},
    guard::{Guard, GuardContext, fn_guard},
};

use super::{
    app_cors::{self, RegisteredRoute},
    decision::Answers,
    guard::RouteGuard,
    handler::handler,
    service::CorsService,
};
use crate::{policy::Route, startup::refuse_to_start};

/// A `guard` of a route attribute.
pub fn guard(guard: impl Fn(&GuardContext<'_>) -> bool + 'static) -> Box<dyn Guard> {
    Box::new(fn_guard(guard))
}

/// A `wrap` of a route attribute, around what stands before it. The expressions of several are evaluated
/// in the order in which they were written.
pub fn wrap<F, M, B>(
    inner: F,
    middleware: M,
) -> impl ServiceFactory<
    ServiceRequest,
    Config = (),
    Response = ServiceResponse<B>,
    Error = Error,
    InitError = (),
>
where
    F: ServiceFactory<ServiceRequest, Config = (), Error = Error, InitError = ()>,
    M: Transform<
            F::Service,
            ServiceRequest,
            Response = ServiceResponse<B>,
            Error = Error,
            InitError = (),
        > + 'static,
    B: MessageBody,
{
    apply(middleware, inner)
}

/// Registers a handler that no middleware wraps. One call names the function, so that one which is no
/// handler is one error.
pub fn register_handler<H, Args, const GUARDS: usize>(
    app: &mut AppService,
    route: &'static Route,
    guards: [Box<dyn Guard>; GUARDS],
    function: H,
) where
    H: Handler<Args>,
    Args: FromRequest + 'static,
    H::Output: Responder + 'static,
{
    register(app, route, guards, handler(function));
}

/// Registers a handler with its policy: one router entry, for its requests and for their preflights.
pub fn register<F, B, const GUARDS: usize>(
    app: &mut AppService,
    route: &'static Route,
    guards: [Box<dyn Guard>; GUARDS],
    endpoint: F,
) where
    F: ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<B>,
            Error = Error,
            InitError = (),
        > + 'static,
    B: MessageBody + 'static,
{
    let mut resource = ResourceDef::new(route.path);
    resource.set_name(route.name);
    let guard = Rc::new(RouteGuard::new(route.serves, Box::new(guards)));
    let answers = Answers::of_route(route)
        .map(Rc::new)
        .map_err(|error| refuse_to_start(&error));
    if let Ok(answers) = &answers {
        app_cors::keep(app, || RegisteredRoute::new(route, &guard, answers));
    }
    let guard = move |request: &GuardContext<'_>| guard.check(request);
    app.register_service(
        resource,
        Some(vec![Box::new(guard)]),
        CorsFactory {
            inner: endpoint,
            answers,
        },
        None,
    );
}

/// Registers a handler that has no policy although its module has: its requests are served as ever, and
/// nobody answers its preflights.
pub fn register_without_policy<F, B, const GUARDS: usize>(
    app: &mut AppService,
    path: &'static str,
    name: &'static str,
    serves: &'static [&'static str],
    guards: [Box<dyn Guard>; GUARDS],
    endpoint: F,
) where
    F: ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<B>,
            Error = Error,
            InitError = (),
        > + 'static,
    B: MessageBody + 'static,
{
    let mut resource = ResourceDef::new(path);
    resource.set_name(name);
    let guard = RouteGuard::without_policy(serves, Box::new(guards));
    let endpoint = endpoint.map(ServiceResponse::map_into_boxed_body);
    app.register_service(resource, Some(vec![Box::new(guard)]), endpoint, None);
}

/// Makes a handler's CORS layer for each worker, unless its policy cannot be used.
#[derive(Debug)]
struct CorsFactory<F> {
    inner: F,
    answers: Result<Rc<Answers>, ()>,
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
        let answers = self.answers.clone();
        let inner = self.inner.new_service(());
        Box::pin(async move { Ok(CorsService::new(inner.await?, answers?)) })
    }
}
