//! Tests of all that this folder relies on inside actix-web, against its real router. `tests/run.sh` runs them with the oldest
//! supported release and with that of `Cargo.lock`.

use std::rc::Rc;

use actix_web::{
    App,
    dev::{AppService, HttpServiceFactory, ServiceResponse},
    http::Method,
    test::{TestRequest, call_service, init_service, read_body},
    web,
};

use super::{AppRoutes, Instead, RouteMatch, RouteQuery, RouterUser};
use crate::{
    actix::register_handler,
    origins::{OriginsSetting, StaticOrigins},
    policy::{Policy, Route},
};

/// An annotated handler that answers with its name.
struct Annotated(&'static Route);

impl HttpServiceFactory for Annotated {
    fn register(self, app: &mut AppService) {
        let Self(route) = self;
        register_handler(app, route, [], move || async move { route.name });
    }
}

macro_rules! routes {
    ($($constant:ident $name:literal $path:literal $methods:expr;)*) => {$(
        static $constant: Route = Route::new(
            $path,
            $name,
            $name,
            &$methods,
            &$methods,
            Policy::written(OriginsSetting::Listed(&StaticOrigins::Any)),
        );
    )*};
}

routes! {
    GET_USER "get_user" "/users/{id}" ["GET"];
    PUT_USER "put_user" "/users/{id}" ["PUT"];
    PUT_NUMBER "put_number" "/users/{id:\\d+}" ["PUT"];
    PUT_TAIL "put_tail" "/{tail:.*}" ["PUT"];
    GET_EMPTY "get_empty" "" ["GET"];
    GET_QUOTED "get_quoted" "/\"quoted\" (a, b)/{x}" ["GET"];
}

async fn plain() -> &'static str {
    "plain"
}

fn services(app: &mut web::ServiceConfig) {
    app.service(Annotated(&GET_USER))
        .service(
            web::scope("/api")
                .service(Annotated(&GET_EMPTY))
                .service(
                    web::scope("/{tenant}")
                        .service(Annotated(&PUT_NUMBER))
                        .service(Annotated(&PUT_USER)),
                )
                .service(web::resource(["/one", "/two"]).to(plain)),
        )
        .external_resource("elsewhere", "https://elsewhere.example/{x}")
        .service(Annotated(&GET_QUOTED))
        .route("/plain", web::get().to(plain))
        .service(Annotated(&PUT_TAIL));
}

/// What the model says of a request, in the words of the answers.
fn model(routes: &AppRoutes, method: &str, path: &str) -> &'static str {
    let query = RouteQuery {
        path,
        method,
        request: None,
        are_scopes_open: true,
    };
    match routes.router().unwrap().lookup(query) {
        RouteMatch::Handler(handler, _) => {
            assert_eq!(handler.route().unwrap().name, handler.name());
            handler.name()
        }
        RouteMatch::Ambiguous(_) => "ambiguous",
        RouteMatch::OtherMethods { instead, .. } => match instead {
            Instead::Default => "",
            Instead::Other => "plain",
            Instead::Disabled => "disabled",
            Instead::OtherOrDisabled => "plain or disabled",
        },
    }
}

const PATHS: [&str; 14] = [
    "/users/7",
    "/users/7/",
    "/api",
    "/api/",
    "/api/acme/users/7",
    "/api/acme/users/me",
    "/api/acme/users/a%2Fb",
    "/api/one",
    "/api/two",
    "/api/three",
    "/plain",
    "/%22quoted%22%20(a,%20b)/7",
    "/elsewhere/7",
    "/",
];

#[actix_web::test]
async fn the_model_reaches_what_the_router_reaches() {
    // Apps keep an entry by which their requests are known while this exists.
    let _user = RouterUser::begin();
    let app = init_service(App::new().configure(services)).await;
    for path in PATHS {
        for method in [Method::GET, Method::PUT] {
            let request = TestRequest::with_uri(path).method(method.clone());
            let response = call_service(&app, request.to_request()).await;
            let request = response.request().clone();
            let routes = AppRoutes::of_request(&request).unwrap();
            routes.read_router(request.resource_map());
            let expected = model(&routes, method.as_str(), request.match_info().as_str());
            drop(request);
            let reached = read_body(response).await;
            if path == "/plain" && method == Method::PUT {
                // The guard of the plain route for `GET`, which is in front, cannot be seen.
                assert_eq!((&*reached, expected), (&b"put_tail"[..], "ambiguous"));
            } else {
                assert_eq!(reached, expected, "{method} {path}");
            }
        }
    }
}

#[actix_web::test]
async fn requests_show_to_which_app_of_their_thread_they_came() {
    let _user = RouterUser::begin();
    let first = init_service(App::new().service(Annotated(&GET_USER))).await;
    let second = init_service(App::new().service(Annotated(&PUT_USER))).await;
    let without = init_service(App::new().route("/users/{id}", web::get().to(plain))).await;

    let request = || TestRequest::with_uri("/users/7").to_request();
    let first = call_service(&first, request()).await;
    let second = call_service(&second, request()).await;
    let without = call_service(&without, request()).await;
    let of = |response: &ServiceResponse| AppRoutes::of_request(response.request());
    let (first, second) = (of(&first).unwrap(), of(&second).unwrap());
    assert!(!Rc::ptr_eq(&first, &second));
    assert!(of(&without).is_none());
}

#[actix_web::test]
async fn the_first_preflight_that_a_handler_answers_shows_the_router() {
    let preflight = TestRequest::with_uri("/users/7")
        .method(Method::OPTIONS)
        .insert_header(("origin", "https://app.example.com"))
        .insert_header(("access-control-request-method", "GET"));
    let user = RouterUser::begin();
    let app = init_service(App::new().service(Annotated(&GET_USER))).await;
    drop(user);
    let response = call_service(&app, TestRequest::with_uri("/").to_request()).await;
    let routes = AppRoutes::of_request(response.request()).unwrap();
    assert!(routes.router().is_none());
    call_service(&app, preflight.to_request()).await;
    assert!(routes.router().is_some());
}
