//! `enforce`: a request of a page of another origin that the policy does not allow is refused before the handler runs.
//! Requests of the server's own pages and of other programs are not refused.
//! Source: <https://w3c.github.io/webappsec-fetch-metadata/>.

use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::{
    Responder,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    middleware::{Next, from_fn},
    route,
    web::{Data, ServiceConfig},
};
use cors_runtime::{PublicOrigin, cors};

use crate::support::{APP, STRANGER, Server};

#[cors(origins = ["https://app.example.com"], methods = [GET, POST], credentials, enforce)]
#[route("/", method = "GET", method = "POST", method = "DELETE")]
async fn enforced() -> impl Responder {
    "handled"
}

fn app(app: &mut ServiceConfig) {
    app.service(enforced);
}

const FROM_APP: &str = "Origin: https://app.example.com";
const FROM_STRANGER: &str = "Origin: https://evil.example";

#[test]
fn what_comes_from_another_origin_and_is_not_allowed_is_refused() {
    let server = Server::of(app);
    let refused: [(&str, &[&str]); 11] = [
        ("GET", &[FROM_STRANGER]),
        ("POST", &[FROM_STRANGER]),
        ("GET", &["Origin: null"]),
        ("GET", &["Origin: not an origin"]),
        ("GET", &["Origin:"]),
        ("GET", &[FROM_APP, FROM_APP]),
        ("DELETE", &[FROM_APP]),
        ("GET", &[FROM_STRANGER, "Sec-Fetch-Site: cross-site"]),
        ("GET", &[FROM_STRANGER, "Sec-Fetch-Site: same-site"]),
        (
            "GET",
            &["Origin: http://localhost", "Sec-Fetch-Site: cross-site"],
        ),
        (
            "GET",
            &["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"],
        ),
    ];
    for (method, lines) in refused {
        let answer = server.send(&format!("{method} /"), lines);
        assert_eq!(
            (answer.status, &*answer.body),
            (403, ""),
            "{method} {lines:?}"
        );
        assert_eq!(answer.cors(), ["vary: Origin"], "{method} {lines:?}");
        // It follows from `Sec-Fetch-Site` too, so no cache may give it to another page.
        assert_eq!(answer.values("cache-control"), ["no-store"]);
    }
}

#[test]
fn what_comes_from_the_same_origin_or_from_no_page_is_never_refused() {
    let server = Server::of(app);
    let handled: [&[&str]; 8] = [
        &[],
        &["Sec-Fetch-Site: none"],
        &["Sec-Fetch-Site: same-origin"],
        &["Sec-Fetch-Site: same-origin", "Origin: http://localhost"],
        &[
            "Sec-Fetch-Site: same-origin",
            "Origin: https://behind.a.proxy",
        ],
        &["Sec-Fetch-Site: same-origin", "Origin: null"],
        &["Origin: http://localhost"],
        &["Origin: https://localhost"],
    ];
    for lines in handled {
        for method in ["GET", "POST", "DELETE"] {
            let answer = server.send(&format!("{method} /"), lines);
            assert_eq!(
                (answer.status, &*answer.body),
                (200, "handled"),
                "{lines:?}"
            );
            assert_eq!(answer.cors(), ["vary: Origin"], "{lines:?}");
        }
    }
}

#[test]
fn only_a_followed_link_needs_no_origin() {
    let server = Server::of(app);
    let link = ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"];
    assert_eq!(server.send("GET /", &link).status, 200);
    // A form of a browser, or behind a proxy, that leaves `Origin` out.
    for method in ["POST", "DELETE"] {
        let answer = server.send(&format!("{method} /"), &link);
        assert_eq!((answer.status, &*answer.body), (403, ""), "{method}");
    }
}

#[test]
fn a_request_with_a_repeated_fetch_metadata_header_is_cross_origin() {
    let server = Server::of(app);
    for lines in [
        &["Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: cross-site"][..],
        &["Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: same-origin"],
        &[
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Mode: navigate",
            "Sec-Fetch-Mode: navigate",
        ],
    ] {
        assert_eq!(server.send("GET /", lines).status, 403, "{lines:?}");
        let named_here = [&["Origin: http://localhost"], lines].concat();
        assert_eq!(server.send("GET /", &named_here).status, 403, "{lines:?}");
    }
}

#[test]
fn an_allowed_origin_is_answered_as_without_it() {
    let server = Server::of(app);
    for lines in [&[FROM_APP][..], &[FROM_APP, "Sec-Fetch-Site: cross-site"]] {
        let answer = server.send("POST /", lines);
        assert_eq!((answer.status, &*answer.body), (200, "handled"));
        let expected = [
            "access-control-allow-credentials: true",
            "access-control-allow-origin: https://app.example.com",
            "vary: Origin",
        ];
        assert_eq!(answer.cors(), expected);
    }
    assert_eq!(server.preflight("/", "POST", APP).status, 204);
    assert_eq!(server.preflight("/", "POST", STRANGER).status, 403);
    assert_eq!(server.preflight("/", "DELETE", APP).status, 403);
}

#[test]
fn nothing_behind_a_refusal_runs() {
    static REACHED: AtomicUsize = AtomicUsize::new(0);
    async fn count(
        request: ServiceRequest,
        next: Next<impl MessageBody>,
    ) -> actix_web::Result<ServiceResponse<impl MessageBody>> {
        REACHED.fetch_add(1, Ordering::SeqCst);
        next.call(request).await
    }
    #[cors(origins = ["https://app.example.com"], enforce)]
    #[route("/", method = "POST", wrap = "from_fn(count)")]
    async fn counted() -> impl Responder {
        "counted"
    }
    let server = Server::of(|app| {
        app.service(counted);
    });
    assert_eq!(server.send("POST /", &[FROM_STRANGER]).status, 403);
    assert_eq!(REACHED.load(Ordering::SeqCst), 0);
    assert_eq!(server.send("POST /", &[FROM_APP]).status, 200);
    assert_eq!(REACHED.load(Ordering::SeqCst), 1);
}

#[test]
fn a_public_resource_refuses_only_methods_that_its_policy_leaves_out() {
    #[cors(origins = "*", methods = [POST], enforce)]
    #[route("/", method = "POST", method = "GET")]
    async fn public() -> impl Responder {
        "public"
    }
    let server = Server::of(|app| {
        app.service(public);
    });
    let from_elsewhere = [FROM_STRANGER, "Sec-Fetch-Site: cross-site"];
    let open = server.send("POST /", &from_elsewhere);
    assert_eq!((open.status, &*open.body), (200, "public"));
    assert_eq!(open.cors(), ["access-control-allow-origin: *"]);

    let refused = server.send("GET /", &from_elsewhere);
    assert_eq!((refused.status, &*refused.body), (403, ""));
    assert_eq!(refused.cors(), ["vary: Origin"]);
    let own = server.send("GET /", &["Sec-Fetch-Site: same-origin"]);
    assert_eq!((own.status, &*own.body), (200, "public"));
    assert_eq!(own.cors(), ["vary: Origin"], "caches must not store it");
}

#[test]
fn an_absolute_target_names_the_host_and_host_is_ignored() {
    let server = Server::of(app);
    let target = "GET http://api.example.com/";
    let from = |origin: &str| server.send(target, &[&format!("Origin: {origin}")]).status;
    assert_eq!(from("http://api.example.com"), 200);
    assert_eq!(from("https://api.example.com"), 200);
    // `Host` shows it.
    assert_eq!(from("http://localhost"), 403);
}

#[test]
fn a_public_origin_replaces_the_host_that_the_request_names() {
    let server = Server::of(|services| {
        services.app_data(PublicOrigin::new("https://public.example").unwrap());
        services.service(enforced);
    });
    let from = |lines: &[&str]| server.send("GET /", lines).status;
    assert_eq!(from(&["Origin: https://public.example"]), 200);
    assert_eq!(from(&["Origin: http://localhost"]), 403);
    let forwarded = "X-Forwarded-Host: evil.example";
    assert_eq!(from(&[FROM_STRANGER, forwarded]), 403);
    assert_eq!(from(&[FROM_APP]), 200);
}

#[test]
fn a_public_origin_may_be_shared_as_data_of_the_app() {
    let server = Server::of(|services| {
        services.app_data(Data::new(
            PublicOrigin::new("https://public.example").unwrap(),
        ));
        services.service(enforced);
    });
    let from = |origin: &str| server.get("/", origin).status;
    assert_eq!(from("https://public.example"), 200);
    assert_eq!(from("http://localhost"), 403);
}
