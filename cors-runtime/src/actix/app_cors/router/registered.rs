//! The annotated handlers that each app of this thread has registered, and the app's router once it is known.

use std::{
    any::Any,
    cell::{Cell, OnceCell, RefCell},
    fmt,
    future::ready,
    marker::PhantomData,
    ptr,
    rc::{Rc, Weak},
};

use actix_service::fn_service;
use actix_web::{
    Error, HttpRequest, HttpResponse,
    dev::{AppService, ResourceDef, ResourceMap, ServiceRequest},
    error::UrlGenerationError,
    guard::{Guard, GuardContext},
};

use super::{lookup::Router, registered_route::RegisteredRoute};
use crate::actix::{app_cors::prefixes::Prefixes, resolved_policy::RouterObserver};

thread_local! {
    /// How many `AppCors` and layers there are.
    static ROUTER_USERS: Cell<usize> = const { Cell::new(0) };
    /// The apps that registered annotated handlers.
    static APPS: RefCell<Vec<Weak<AppRoutes>>> = const { RefCell::new(Vec::new()) };
}

/// An [`AppCors`](crate::AppCors) or a [layer](crate::Policy::layer) of this thread, which it therefore cannot
/// leave. While there is one, each app gets an entry by which a request shows to which app it came.
pub(in crate::actix) struct RouterUser(PhantomData<Rc<()>>);

impl RouterUser {
    pub(in crate::actix) fn begin() -> Self {
        ROUTER_USERS.set(ROUTER_USERS.get() + 1);
        Self(PhantomData)
    }
}

impl Drop for RouterUser {
    fn drop(&mut self) {
        // When the thread ends, the counter may be gone already.
        let _ = ROUTER_USERS.try_with(|count| count.set(count.get() - 1));
    }
}

impl fmt::Debug for RouterUser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RouterUser")
    }
}

/// The annotated handlers of one app, in the order of their registration.
pub(in crate::actix) struct AppRoutes {
    /// What all parts of one app share and no other app has: its default service.
    default_service: Rc<dyn Any>,
    /// The name of an entry in the app's router by which its requests are known.
    name: OnceCell<String>,
    routes: RefCell<Vec<Rc<RegisteredRoute>>>,
    router: OnceCell<Router>,
    /// Those of the app's `AppCors`, once a request came through it.
    prefixes: OnceCell<Rc<Prefixes>>,
}

impl AppRoutes {
    /// Those of the app that is being built.
    pub(in crate::actix) fn of_app(app: &mut AppService) -> Rc<Self> {
        let default_service: Rc<dyn Any> = app.default_service();
        APPS.with_borrow_mut(|apps| {
            apps.retain(|known| known.strong_count() > 0);
            let mut known = apps.iter().filter_map(Weak::upgrade);
            known
                .find(|known| known.has_default_service(&default_service))
                .unwrap_or_else(|| {
                    let routes = Rc::new(Self::new(default_service));
                    apps.push(Rc::downgrade(&routes));
                    routes
                })
        })
    }

    /// Those of the app that the request came to.
    pub(in crate::actix::app_cors) fn of_request(request: &HttpRequest) -> Option<Rc<Self>> {
        APPS.with_borrow(|apps| {
            let mut apps = apps.iter().filter_map(Weak::upgrade);
            apps.find(|app| app.is_app_of(request))
        })
    }

    pub(in crate::actix) fn add(&self, route: RegisteredRoute) {
        self.routes.borrow_mut().push(Rc::new(route));
    }

    /// Reads the router of the app, whose map this is.
    pub(in crate::actix) fn read_router(&self, map: &ResourceMap) {
        self.router
            .get_or_init(|| Router::read(map, &self.routes.borrow()));
    }

    pub(in crate::actix::app_cors) fn set_prefixes(&self, prefixes: &Rc<Prefixes>) {
        self.prefixes.get_or_init(|| Rc::clone(prefixes));
    }

    /// The prefixes of the app's `AppCors`, if a request came through it.
    pub(in crate::actix) fn prefixes(&self) -> Option<&Prefixes> {
        self.prefixes.get().map(Rc::as_ref)
    }

    /// The router, if it was read.
    pub(in crate::actix) fn router(&self) -> Option<&Router> {
        self.router.get()
    }

    /// Adds an entry that has the name, once, if an `AppCors` or a layer reads the router: without a slash in front, its path
    /// matches no request. It is behind the first handler, which does not have to pass it.
    pub(in crate::actix) fn register_name(app: &mut AppService) {
        thread_local!(static COUNT: Cell<u64> = const { Cell::new(0) });

        let routes = Self::of_app(app);
        if ROUTER_USERS.get() == 0 || routes.name.get().is_some() {
            return;
        }
        COUNT.set(COUNT.get() + 1);
        let name = routes
            .name
            .get_or_init(|| format!("cors-runtime app {}", COUNT.get()));
        let mut resource = ResourceDef::new(name.as_str());
        resource.set_name(name.as_str());
        app.register_service(
            resource,
            Some(vec![Box::new(Never)]),
            fn_service(|request: ServiceRequest| {
                let response = HttpResponse::NotFound().finish();
                ready(Ok::<_, Error>(request.into_response(response)))
            }),
            None,
        );
    }

    fn new(default_service: Rc<dyn Any>) -> Self {
        Self {
            default_service,
            name: OnceCell::new(),
            routes: RefCell::default(),
            router: OnceCell::new(),
            prefixes: OnceCell::new(),
        }
    }

    fn has_default_service(&self, service: &Rc<dyn Any>) -> bool {
        ptr::addr_eq(Rc::as_ptr(&self.default_service), Rc::as_ptr(service))
    }

    fn is_app_of(&self, request: &HttpRequest) -> bool {
        let url = self.name.get().map(|name| request.url_for_static(name));
        !matches!(url, None | Some(Err(UrlGenerationError::ResourceNotFound)))
    }
}

impl RouterObserver for AppRoutes {
    fn observe(&self, router: &ResourceMap) {
        self.read_router(router);
    }
}

impl fmt::Debug for AppRoutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AppRoutes").finish_non_exhaustive()
    }
}

/// Admits no request.
struct Never;

impl Guard for Never {
    fn check(&self, _: &GuardContext<'_>) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use std::{cell::OnceCell, rc::Rc};

    use actix_web::{
        App, HttpResponse,
        dev::{AppService, HttpServiceFactory, ServiceResponse},
        test::{TestRequest, call_service, init_service},
        web,
    };

    use super::{APPS, AppRoutes, Guard as _, Never, Prefixes, RouterUser};
    use crate::{
        origins::{OriginsSetting, StaticOrigins},
        policy::Policy,
    };

    /// Does what an annotated handler does when it is registered.
    struct Registered(Rc<OnceCell<Rc<AppRoutes>>>);

    impl HttpServiceFactory for Registered {
        fn register(self, app: &mut AppService) {
            self.0.get_or_init(|| AppRoutes::of_app(app));
            AppRoutes::register_name(app);
        }
    }

    /// Whether the requests of an app that is built now show to which app they came.
    async fn is_known() -> bool {
        let routes = Rc::default();
        let app = App::new()
            .service(Registered(Rc::clone(&routes)))
            .route("/", web::to(HttpResponse::Ok));
        let app = init_service(app).await;
        let response: ServiceResponse = call_service(&app, TestRequest::get().to_request()).await;
        AppRoutes::of_request(response.request()).is_some()
    }

    #[actix_web::test]
    async fn an_app_gets_a_name_only_while_something_uses_it() {
        assert!(!is_known().await);
        let (one, other) = (RouterUser::begin(), RouterUser::begin());
        assert!(is_known().await);
        drop(one);
        assert!(is_known().await);
        drop(other);
        assert!(!is_known().await);
        assert_eq!(format!("{:?}", RouterUser::begin()), "RouterUser");
    }

    #[actix_web::test]
    async fn apps_that_are_gone_are_forgotten() {
        for _ in 0..3 {
            is_known().await;
        }
        assert_eq!(APPS.with_borrow(Vec::len), 1, "of these, the last one");
    }

    #[test]
    fn the_entry_with_the_name_of_an_app_takes_no_request() {
        let request = TestRequest::default().to_srv_request();
        assert!(!Never.check(&request.guard_ctx()));
    }

    #[test]
    fn an_app_keeps_the_prefixes_that_it_gets_first() {
        static POLICY: Policy = Policy::written(OriginsSetting::Listed(&StaticOrigins::Any));

        let prefixes = |path: &str| Prefixes::resolve(&[(path.to_owned(), &POLICY)]).map(Rc::new);
        let routes = AppRoutes::new(Rc::new(()));
        assert_eq!(format!("{routes:?}"), "AppRoutes { .. }");
        assert!(routes.prefixes().is_none());
        for path in ["/files", "/others"] {
            routes.set_prefixes(&prefixes(path).unwrap());
            let listed = routes.prefixes().unwrap().list();
            assert_eq!(listed[0].0, "/files");
        }
    }
}
