//! A path that is under one prefix of `AppCors` as it came, and under a longer one once `NormalizePath` has merged its
//! slashes: both policies refuse what they deny. A path that is under a prefix as it came, and that of a handler then.

use actix_web::{
    App, Error, HttpResponse, Responder,
    body::BoxBody,
    dev::{ServiceRequest, ServiceResponse},
    error::ErrorUnauthorized,
    get,
    middleware::{Next, NormalizePath, TrailingSlash, from_fn},
    put, web,
};
use cors_runtime::{AppCors, OriginSource, SourceError, cors, policy};

use crate::support::{APP, STRANGER, Server, serve};

policy! {
    static OURS = { origins = ["https://app.example.com"], enforce };
    static OWN = { origins = ["https://own.example"], enforce };
    static OPEN = { origins = "*", methods = [GET, POST, PUT] };
    static LISTED = { origins = ["https://app.example.com"] };
    static WITH_OPTIONS = { origins = ["https://app.example.com"], methods = [OPTIONS], enforce };
    static ASKED = { origins = dynamic(ONE_SITE) };
}

/// Allows the application.
struct OneSite;

static ONE_SITE: OneSite = OneSite;

impl OriginSource for OneSite {
    async fn allows(&self, origin: &str, _: &ServiceRequest) -> Result<bool, SourceError> {
        Ok(origin == APP)
    }
}

/// With a route for every path, which the router would prefer to a prefix.
fn posts(app: &mut web::ServiceConfig) {
    app.route("/files/own/a", web::post().to(HttpResponse::Ok))
        .route("/{path:.*}", web::post().to(HttpResponse::Ok));
}

fn post(server: &Server, path: &str, origin: &str) -> u16 {
    let headers = [&*format!("Origin: {origin}"), "Sec-Fetch-Site: cross-site"];
    server.send(&format!("POST {path}"), &headers).status
}

#[test]
fn each_policy_that_the_path_may_come_under_refuses() {
    let app_cors = || {
        AppCors::new()
            .prefix("/files", &OPEN)
            .prefix("/files/own", &OWN)
    };
    let normalizing = serve!(
        App::new()
            .wrap(NormalizePath::new(TrailingSlash::MergeOnly))
            .wrap(app_cors())
            .configure(posts)
    );
    let exact = serve!(App::new().wrap(app_cors()).configure(posts));
    for server in [&normalizing, &exact] {
        for path in ["/files/own/a", "/files//own/a", "//files/own/a"] {
            assert_eq!(post(server, path, APP), 403, "{path}");
            assert_eq!(post(server, path, "https://own.example"), 200, "{path}");
        }
        assert_eq!(post(server, "/files/a", APP), 200);
        assert_eq!(post(server, "//elsewhere", APP), 200);
    }
}

#[test]
fn a_request_that_may_come_under_either_prefix_passes_both_policies() {
    let app_cors = || {
        AppCors::new()
            .prefix("/files", &OURS)
            .prefix("/files/own", &OWN)
    };
    let server = serve!(App::new().wrap(app_cors()).configure(posts));
    assert_eq!(post(&server, "/files/a", APP), 200);
    assert_eq!(post(&server, "/files/own/a", "https://own.example"), 200);
    for origin in [APP, "https://own.example"] {
        assert_eq!(post(&server, "/files//own/a", origin), 403, "{origin}");
    }
}

#[cors(origins = ["https://own.example"])]
#[put("/files/{name}")]
async fn put_file() -> impl Responder {
    HttpResponse::NoContent()
}

#[cors(origins = dynamic(ONE_SITE))]
#[get("/files/{name}")]
async fn get_missing_file() -> impl Responder {
    HttpResponse::InternalServerError()
}

#[test]
fn an_error_of_a_handler_keeps_what_its_source_allowed_where_the_path_came_under_another_prefix() {
    let server = serve!(
        App::new()
            .wrap(NormalizePath::new(TrailingSlash::MergeOnly))
            .wrap(AppCors::new().prefix("/", &LISTED))
            .service(get_missing_file)
    );
    for path in ["/files/a", "/files//a"] {
        let answer = server.get(path, APP);
        assert_eq!(answer.status, 500, "{path}");
        assert_eq!(answer.values("access-control-allow-origin"), [APP]);
    }
}

#[test]
fn a_preflight_is_answered_by_the_handler_that_the_normalized_path_reaches_and_not_by_the_prefix() {
    let server = serve!(
        App::new()
            .wrap(NormalizePath::trim())
            .wrap(AppCors::new().prefix("/files", &OPEN))
            .service(put_file)
    );
    for path in ["/files/a", "/files/a/", "/files//a"] {
        let denied = server.preflight(path, "PUT", APP);
        assert_eq!((denied.status, denied.cors()), (403, vec!["vary: Origin"]));
        let allowed = server.preflight(path, "PUT", "https://own.example");
        assert_eq!(allowed.status, 204, "{path}");
    }
    let of_prefix = server.preflight("/files/a/", "POST", APP);
    assert_eq!(of_prefix.values("access-control-allow-origin"), ["*"]);
}

#[test]
fn a_preflight_for_a_route_beside_a_handler_is_answered_by_the_prefix_and_not_by_a_layer() {
    let app_with = |prefix| {
        App::new()
            .wrap(AppCors::new().prefix("/files", prefix))
            .service(put_file)
    };
    let app = move || app_with(&OURS);
    let route = || web::resource("/files/a/").route(web::put().to(HttpResponse::Ok));
    let plain = serve!(app().service(route()));
    let layer_inside = serve!(app().service(route().wrap(OPEN.layer())));
    let layer_around = serve!(app().service(route()).wrap(OPEN.layer()));
    // Its guard keeps preflights out.
    let guarded = serve!(app().route("/files/a/", web::put().to(HttpResponse::Ok)));
    let of_all_methods = serve!(app().service(web::resource("/files/a/").to(HttpResponse::Ok)));
    let asked = serve!(app_with(&ASKED).service(route()));
    for server in [
        plain,
        layer_inside,
        layer_around,
        guarded,
        of_all_methods,
        asked,
    ] {
        let denied = server.preflight("/files/a/", "PUT", "https://own.example");
        assert_eq!((denied.status, denied.cors()), (403, vec!["vary: Origin"]));
        let allowed = server.preflight("/files/a/", "PUT", APP);
        assert_eq!(allowed.status, 204);
        assert_eq!(allowed.values("access-control-allow-origin"), [APP]);
    }
}

#[test]
fn a_layer_around_a_prefix_does_not_answer_for_a_default_service_under_it() {
    let server = serve!(
        App::new()
            .wrap(AppCors::new().prefix("/files", &OURS))
            .wrap(OPEN.layer())
            .service(put_file)
            .default_service(web::to(HttpResponse::Ok))
    );
    let under_prefix = server.preflight("/files/a/", "PUT", "https://own.example");
    let expected = (200, vec!["vary: Origin"]);
    assert_eq!((under_prefix.status, under_prefix.cors()), expected);
    let elsewhere = server.preflight("/other", "PUT", "https://own.example");
    assert_eq!(elsewhere.values("access-control-allow-origin"), ["*"]);
}

#[test]
fn a_layer_in_front_of_normalize_path_grants_no_preflight_that_a_prefix_denies() {
    let server = serve!(
        App::new()
            .wrap(NormalizePath::new(TrailingSlash::MergeOnly))
            .wrap(OPEN.layer())
            .wrap(AppCors::new().prefix("/files", &OWN))
            .route("/files/a", web::put().to(HttpResponse::Ok))
    );
    for path in ["/files/a", "//files/a"] {
        let denied = server.preflight(path, "PUT", APP);
        assert_eq!((denied.status, denied.cors()), (403, vec!["vary: Origin"]));
    }
}

#[test]
fn a_refusal_gets_no_headers_of_a_layer_around_a_prefix() {
    let server = serve!(
        App::new()
            .wrap(AppCors::new().prefix("/files", &OWN))
            .wrap(OPEN.layer())
            .configure(posts)
    );
    for path in ["/files/a", "//files/a"] {
        let headers = [&*format!("Origin: {APP}"), "Sec-Fetch-Site: cross-site"];
        let refused = server.send(&format!("POST {path}"), &headers);
        assert_eq!(
            (refused.status, refused.cors()),
            (403, vec!["vary: Origin"])
        );
    }
}

/// Without a policy in a module that has one.
#[cors(origins = "*")]
mod disabled {
    use super::{HttpResponse, Responder, cors, put};

    #[cors(disabled)]
    #[put("/files/{name}")]
    pub(super) async fn put_file() -> impl Responder {
        HttpResponse::NoContent()
    }
}

#[test]
fn a_layer_around_a_prefix_grants_nothing_in_front_of_a_disabled_handler() {
    let server = serve!(
        App::new()
            .wrap(NormalizePath::new(TrailingSlash::MergeOnly))
            .wrap(AppCors::new().prefix("/files", &LISTED))
            .wrap(OPEN.layer())
            .service(web::resource("/files/a").route(web::put().to(HttpResponse::Ok)))
            .service(disabled::put_file)
    );
    for path in ["/files/a", "//files/a"] {
        let answer = server.send(&format!("PUT {path}"), &[&format!("Origin: {STRANGER}")]);
        assert_eq!((answer.status, answer.cors()), (200, vec!["vary: Origin"]));
    }
}

async fn fail(_: ServiceRequest, _: Next<BoxBody>) -> Result<ServiceResponse<BoxBody>, Error> {
    Err(ErrorUnauthorized("who are you?"))
}

#[test]
fn an_error_of_middleware_under_one_of_two_prefixes_gets_no_headers_of_a_layer_around() {
    let server = serve!(
        App::new()
            .wrap(from_fn(fail))
            .wrap(AppCors::new().prefix("/", &LISTED).prefix("/files", &ASKED))
            .wrap(OPEN.layer())
    );
    for path in ["/files", "//files"] {
        let answer = server.get(path, STRANGER);
        assert_eq!((answer.status, answer.cors()), (401, vec!["vary: Origin"]));
    }
}

#[test]
fn a_request_for_options_is_refused_only_by_the_policies_that_have_this_method() {
    for (prefixes, expected) in [
        ([&WITH_OPTIONS, &OWN], [403, 200]),
        ([&OWN, &WITH_OPTIONS], [403, 200]),
        ([&OURS, &OWN], [200, 200]),
    ] {
        let app_cors = move || {
            AppCors::new()
                .prefix("/", prefixes[0])
                .prefix("/files", prefixes[1])
        };
        let server = serve!(
            App::new()
                .wrap(app_cors())
                .route("/{path:.*}", web::to(HttpResponse::Ok))
        );
        let status = |origin| {
            let headers = [&*format!("Origin: {origin}"), "Sec-Fetch-Site: cross-site"];
            server.send("OPTIONS //files", &headers).status
        };
        assert_eq!([STRANGER, APP].map(status), expected, "{prefixes:?}");
    }
}
