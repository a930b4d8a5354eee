//! From the constants and expressions that the macro writes to an entry in the app's router.

use std::{future::Future, pin::Pin, rc::Rc};

use actix_service::{
    ServiceFactory, ServiceFactoryExt as _, Transform, apply, boxed::BoxService, fn_factory,
};
use actix_web::{
    Error, FromRequest, Handler, Responder,
    body::MessageBody,
    dev::{AppService, ResourceDef, ServiceRequest, ServiceResponse},
    guard::{Guard, GuardContext, fn_guard},
};

use super::{
    app_cors::{AppRoutes, RegisteredRoute},
    guard::RouteGuard,
    handler_service::HandlerService,
    middleware::PolicyMiddleware,
    resolved_policy::{ResolvedPolicy, RouterObserver},
};
use crate::policy::Route;

/// A `guard` of a route attribute.
pub fn guard(guard: impl Fn(&GuardContext<'_>) -> bool + 'static) -> Box<dyn Guard> {
    Box::new(fn_guard(guard))
}

/// A `wrap` of a route attribute, around the service before it. The expressions of several are evaluated
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
    if let Some((entry, policy)) = EntryParts::with_policy(app, route, Box::new(guards)) {
        let service = HandlerService::new(function, policy);
        app.register_service(entry.resource, entry.guards, service, None);
        AppRoutes::register_name(app);
    }
}

/// Registers a handler in its middleware with its policy: one router entry, for its requests and for their
/// preflights.
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
    if let Some((entry, policy)) = EntryParts::with_policy(app, route, Box::new(guards)) {
        let service = CorsFactory {
            inner: endpoint,
            policy,
        };
        app.register_service(entry.resource, entry.guards, service, None);
        AppRoutes::register_name(app);
    }
}

/// Registers a handler that has no policy although its module has one: its requests are served as usual, and
/// its preflights are not answered.
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
    let routes = AppRoutes::of_app(app);
    let guard = RouteGuard::new(serves, Box::new(guards), false);
    let entry = EntryParts::new(path, name, guard, &routes, None);
    let endpoint = endpoint.map(ServiceResponse::map_into_boxed_body);
    app.register_service(entry.resource, entry.guards, endpoint, None);
    AppRoutes::register_name(app);
}

/// The parts of a router entry that do not depend on the handler's types, so that they are compiled once.
struct EntryParts {
    resource: ResourceDef,
    guards: Option<Vec<Box<dyn Guard>>>,
}

impl EntryParts {
    /// The entry of a handler with the policy, unless the policy cannot be used: then the entry that is
    /// registered instead keeps the server from starting.
    fn with_policy(
        app: &mut AppService,
        route: &'static Route,
        guards: Box<[Box<dyn Guard>]>,
    ) -> Option<(Self, Rc<ResolvedPolicy>)> {
        let routes = AppRoutes::of_app(app);
        match ResolvedPolicy::of_route(route) {
            Ok(policy) => {
                let observer: Rc<dyn RouterObserver> = routes.clone();
                let policy = Rc::new(policy.observed_by(&observer));
                let guard = RouteGuard::new(route.serves, guards, true);
                let registered = Some((route, &policy));
                let entry = Self::new(route.path, route.name, guard, &routes, registered);
                Some((entry, policy))
            }
            Err(error) => {
                error.refuse_to_start();
                let resource = ResourceDef::new(route.path);
                app.register_service(resource, None, fn_factory(unusable), None);
                None
            }
        }
    }

    fn new(
        path: &'static str,
        name: &'static str,
        guard: RouteGuard,
        routes: &Rc<AppRoutes>,
        with_policy: Option<(&'static Route, &Rc<ResolvedPolicy>)>,
    ) -> Self {
        let mut resource = ResourceDef::new(path);
        resource.set_name(name);
        let guard = Rc::new(guard);
        let (route, policy) = with_policy.unzip();
        routes.add(RegisteredRoute::new(path, name, &guard, policy).of_route(route));
        // The router keeps the routes of its app as long as it lives.
        let routes = Rc::clone(routes);
        let guard = move |request: &GuardContext<'_>| {
            let _ = &routes;
            guard.check(request)
        };
        Self {
            resource,
            guards: Some(vec![Box::new(guard)]),
        }
    }
}

/// The service of a handler whose policy cannot be used.
async fn unusable() -> Result<BoxService<ServiceRequest, ServiceResponse, Error>, ()> {
    Err(())
}

/// Makes the layer around a handler's middleware for each worker.
#[derive(Debug)]
struct CorsFactory<F> {
    inner: F,
    policy: Rc<ResolvedPolicy>,
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
    type Service = PolicyMiddleware<F::Service>;
    type InitError = ();
    type Future = Pin<Box<dyn Future<Output = Result<Self::Service, ()>>>>;

    fn new_service(&self, (): ()) -> Self::Future {
        let policy = Rc::clone(&self.policy);
        let inner = self.inner.new_service(());
        Box::pin(async move { Ok(PolicyMiddleware::new(inner.await?, policy)) })
    }
}
