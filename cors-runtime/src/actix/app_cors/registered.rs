//! Which annotated handlers each app of this thread has registered: kept only while an
//! [`AppCors`](super::AppCors) waits for them, so that apps without one have nothing of it.

use std::{
    any::Any,
    cell::{Cell, RefCell},
    fmt,
    future::ready,
    marker::PhantomData,
    ptr,
    rc::{Rc, Weak},
};

use actix_service::fn_service;
use actix_web::{
    Error, HttpRequest, HttpResponse,
    dev::{AppService, ResourceDef, ServiceRequest},
    error::UrlGenerationError,
    guard::{Guard, GuardContext},
};

use crate::{
    actix::{guard::RouteGuard, resolved_policy::ResolvedPolicy},
    policy::Route,
};

thread_local! {
    /// How many `AppCors` there are.
    static WAITING: Cell<usize> = const { Cell::new(0) };
    /// The apps that registered annotated handlers meanwhile.
    static APPS: RefCell<Vec<Weak<AppRoutes>>> = const { RefCell::new(Vec::new()) };
}

/// An annotated handler in the router of an app.
pub(in crate::actix) struct RegisteredRoute {
    pub(super) route: &'static Route,
    pub(super) guard: Rc<RouteGuard>,
    pub(super) policy: Rc<ResolvedPolicy>,
    is_told: Cell<bool>,
}

impl RegisteredRoute {
    pub(in crate::actix) fn new(
        route: &'static Route,
        guard: &Rc<RouteGuard>,
        policy: &Rc<ResolvedPolicy>,
    ) -> Self {
        Self {
            route,
            guard: Rc::clone(guard),
            policy: Rc::clone(policy),
            is_told: Cell::new(false),
        }
    }

    /// Tells, once, that preflights for the handler are not answered in front of everything.
    pub(super) fn tell_passed(&self, method: &str) {
        if !self.is_told.replace(true) {
            let Route { path, name, .. } = self.route;
            tracing::warn!(
                "`AppCors` lets preflights for {method} `{path}` (`{name}`) pass: a route without \
                 `#[cors(..)]`, or another scope, may take the request instead. Register the handler \
                 before it, or see `AppCors::scopes_have_no_guards`"
            );
        }
    }
}

/// Keeps a handler that is being registered, if anybody waits for it.
pub(in crate::actix) fn keep(app: &mut AppService, route: impl FnOnce() -> RegisteredRoute) {
    if WAITING.get() > 0 {
        AppRoutes::of(app)
            .routes
            .borrow_mut()
            .push(Rc::new(route()));
    }
}

/// The annotated handlers of the app that the request came to, in the order of their registration.
pub(super) fn routes_of_app(request: &HttpRequest) -> Vec<Rc<RegisteredRoute>> {
    let app = APPS.with_borrow(|apps| {
        let mut apps = apps.iter().filter_map(Weak::upgrade);
        apps.find(|app| app.is_app_of(request))
    });
    app.map_or_else(Vec::new, |app| app.routes.borrow().clone())
}

/// Somebody who waits for handlers to be registered in this thread, which it therefore cannot leave.
pub(super) struct Waiting(PhantomData<Rc<()>>);

impl Waiting {
    pub(super) fn begin() -> Self {
        WAITING.set(WAITING.get() + 1);
        Self(PhantomData)
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        // When the thread ends, there may be nothing left to count in.
        let _ = WAITING.try_with(|waiting| waiting.set(waiting.get() - 1));
    }
}

impl fmt::Debug for Waiting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Waiting")
    }
}

/// The annotated handlers of one app.
struct AppRoutes {
    /// What all parts of one app share and no other app has: its default service.
    app: Rc<dyn Any>,
    /// The name of an entry in the app's router by which requests tell to which app they came.
    name: String,
    routes: RefCell<Vec<Rc<RegisteredRoute>>>,
}

impl AppRoutes {
    /// Those of the app that is being built.
    fn of(app: &mut AppService) -> Rc<Self> {
        let default_service: Rc<dyn Any> = app.default_service();
        APPS.with_borrow_mut(|apps| {
            apps.retain(|known| known.strong_count() > 0);
            let known = apps
                .iter()
                .filter_map(Weak::upgrade)
                .find(|known| ptr::addr_eq(Rc::as_ptr(&known.app), Rc::as_ptr(&default_service)));
            known.unwrap_or_else(|| {
                let routes = Self::registered(app, default_service);
                apps.push(Rc::downgrade(&routes));
                routes
            })
        })
    }

    /// New ones, with their entry in the router, which keeps them as long as the app lives.
    fn registered(app: &mut AppService, default_service: Rc<dyn Any>) -> Rc<Self> {
        thread_local!(static COUNT: Cell<u64> = const { Cell::new(0) });

        COUNT.set(COUNT.get() + 1);
        let routes = Rc::new(Self {
            app: default_service,
            name: format!("cors-runtime app {}", COUNT.get()),
            routes: RefCell::default(),
        });
        // Without a slash in front, it is known by its name and matches no path.
        let mut resource = ResourceDef::new(routes.name.as_str());
        resource.set_name(routes.name.as_str());
        app.register_service(
            resource,
            Some(vec![Box::new(Never {
                _keeps: Rc::clone(&routes),
            })]),
            fn_service(|request: ServiceRequest| {
                let response = HttpResponse::NotFound().finish();
                ready(Ok::<_, Error>(request.into_response(response)))
            }),
            None,
        );
        routes
    }

    fn is_app_of(&self, request: &HttpRequest) -> bool {
        let url = request.url_for_static(&self.name);
        !matches!(url, Err(UrlGenerationError::ResourceNotFound))
    }
}

/// Lets no request in.
struct Never {
    _keeps: Rc<AppRoutes>,
}

impl Guard for Never {
    fn check(&self, _: &GuardContext<'_>) -> bool {
        false
    }
}
