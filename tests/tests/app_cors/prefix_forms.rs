//! A path that is under one prefix of `AppCors` as it came, and under a longer one once `NormalizePath` has merged its
//! slashes: both policies refuse what they deny.

use actix_web::{
    App, HttpResponse,
    middleware::{NormalizePath, TrailingSlash},
    web,
};
use cors_runtime::{AppCors, policy};

use crate::support::{APP, Server, serve};

policy! {
    static OURS = { origins = ["https://app.example.com"], enforce };
    static OWN = { origins = ["https://own.example"], enforce };
    static OPEN = { origins = "*", methods = [GET, POST] };
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
