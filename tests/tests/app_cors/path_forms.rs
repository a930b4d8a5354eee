//! An error does not bring the request back, so its path may have been changed by `NormalizePath`: it gets the headers of a
//! handler only if the other forms of the path reach no other one. A preflight with repeated slashes goes to the router then.

use actix_web::{
    App, HttpResponse, Responder, delete, get,
    guard::GuardContext,
    middleware::{NormalizePath, TrailingSlash},
    put,
    web::ServiceConfig,
};
use cors_runtime::{AppCors, cors};

use crate::{
    gates::behind_either_gate,
    support::{APP, Server, serve},
};

macro_rules! handlers {
    ($($name:ident $method:ident $path:literal $origin:literal;)*) => {$(
        #[cors(origins = [$origin])]
        #[$method($path)]
        async fn $name() -> impl Responder {
            HttpResponse::NoContent()
        }
    )*};
}

handlers! {
    without_slash get "/data" "https://app.example.com";
    with_slash get "/data/" "https://app.example.com";
    of_others get "/data" "https://other.example";
    of_others_with_slash get "/data/" "https://other.example";
    put_data put "/data" "https://app.example.com";
    anything get "/{path:.*}" "https://app.example.com";
    delete_anything delete "/{path:.*}" "https://app.example.com";
}

#[cors(origins = ["https://app.example.com"])]
mod disabled {
    use super::{HttpResponse, Responder, cors, get};

    #[cors(disabled)]
    #[get("/data")]
    pub(super) async fn without_slash() -> impl Responder {
        HttpResponse::NoContent()
    }

    #[cors(disabled)]
    #[get("/data/")]
    pub(super) async fn with_slash() -> impl Responder {
        HttpResponse::NoContent()
    }
}

fn is_anything(_: &GuardContext<'_>) -> bool {
    true
}

/// With it, every request is looked up before it goes inside.
#[cors(origins = ["https://app.example.com"])]
#[put("/guarded", guard = "is_anything")]
async fn guarded() -> impl Responder {
    HttpResponse::NoContent()
}

/// Servers whose gate fails: requests are looked up afterwards, or before.
macro_rules! servers {
    ($($service:expr),+) => {{
        let plain: fn(&mut ServiceConfig) = |app| {
            $(app.service($service);)+
        };
        let with_guard: fn(&mut ServiceConfig) = |app| {
            $(app.service($service);)+
            app.service(guarded);
        };
        [plain, with_guard].map(|services| {
            let [_, failing] = behind_either_gate(services);
            failing
        })
    }};
}

const GRANTED: [&str; 2] = [
    "access-control-allow-origin: https://app.example.com",
    "vary: Origin",
];

const UNCERTAIN: [&str; 1] = ["vary: Origin"];

/// What the error of the gate says about CORS, for each of the paths.
fn assert_cors(servers: &[Server], paths: &[&str], expected: &[&str]) {
    for server in servers {
        for path in paths {
            let answer = server.get(path, APP);
            assert_eq!(answer.status, 401, "{path}");
            assert_eq!(answer.cors(), expected, "{path}");
        }
    }
}

#[test]
fn a_handler_that_has_every_form_of_the_path_is_certain() {
    let servers = servers!(anything);
    assert_cors(&servers, &["/a", "/a/", "//a", "/"], &GRANTED);
}

#[test]
fn a_form_of_the_path_that_reaches_nothing_changes_nothing() {
    assert_cors(&servers!(with_slash), &["/data/"], &GRANTED);
    assert_cors(&servers!(without_slash), &["/data"], &GRANTED);
}

#[test]
fn a_form_of_the_path_that_reaches_another_handler_makes_it_uncertain() {
    let servers = servers!(without_slash, of_others_with_slash);
    assert_cors(&servers, &["/data", "/data/"], &UNCERTAIN);
    let servers = servers!(of_others, with_slash);
    assert_cors(&servers, &["/data", "/data/"], &UNCERTAIN);
}

#[test]
fn a_form_of_the_path_that_reaches_a_disabled_handler_makes_it_uncertain() {
    let servers = servers!(without_slash, disabled::with_slash);
    assert_cors(&servers, &["/data"], &UNCERTAIN);
    let servers = servers!(disabled::without_slash, with_slash);
    assert_cors(&servers, &["/data/"], &UNCERTAIN);
}

#[test]
fn a_form_without_the_slash_that_has_handlers_for_other_methods_makes_it_uncertain() {
    assert_cors(&servers!(put_data, with_slash), &["/data/"], &UNCERTAIN);
}

fn normalizing(services: fn(&mut ServiceConfig)) -> Server {
    serve!(
        App::new()
            .wrap(NormalizePath::new(TrailingSlash::MergeOnly))
            .wrap(AppCors::new())
            .configure(services)
    )
}

#[test]
fn a_preflight_with_repeated_slashes_is_answered_by_the_handler_that_has_the_path_without_them() {
    let server = normalizing(|app| {
        app.service(of_others).service(anything);
    });
    for path in ["/data", "//data"] {
        let denied = server.preflight(path, "GET", APP);
        assert_eq!((denied.status, denied.cors()), (403, vec!["vary: Origin"]));
        let allowed = server.preflight(path, "GET", "https://other.example");
        assert_eq!(allowed.status, 204, "{path}");
    }
    assert_eq!(server.preflight("//other", "GET", APP).status, 204);
}

#[test]
fn a_preflight_with_repeated_slashes_is_not_denied_by_the_handlers_of_other_methods() {
    let server = normalizing(|app| {
        app.service(of_others).service(delete_anything);
    });
    let allowed = server.preflight("//data", "GET", "https://other.example");
    assert_eq!(
        (
            allowed.status,
            allowed.values("access-control-allow-methods")
        ),
        (204, vec!["GET"])
    );
}
