//! Who may see the inspector.

use std::net::{IpAddr, TcpListener, UdpSocket};

use actix_web::{App, HttpServer, guard, web};
use cors_inspector::{Inspector, inspector};

use crate::{
    app::serve_app,
    support::{Answer, Client, Server, request, serve},
};

/// The names of headers that every response has.
const PROTECTION: [&str; 7] = [
    "content-security-policy",
    "x-frame-options",
    "x-content-type-options",
    "referrer-policy",
    "cache-control",
    "cross-origin-resource-policy",
    "cross-origin-opener-policy",
];

fn assert_refused(answer: &Answer, what: &str) {
    assert_eq!(answer.status, 403, "{what}");
    assert!(!answer.body.contains("/api/users"), "{what}");
    assert_eq!(answer.cors(), [""; 0], "{what}");
}

#[test]
fn the_page_and_its_files_are_served_to_this_machine() {
    let server = serve_app();
    for path in [
        "/__cors",
        "/__cors/",
        "/__cors/page/icon.svg",
        "/__cors/page/inspector.css",
        "/__cors/page/inspector.js",
        "/__cors/page/routes.js",
        "/__cors/page/route.js",
        "/__cors/page/snapshot.js",
        "/__cors/page/question.js",
        "/__cors/page/refusals.js",
        "/__cors/page/dom.js",
        "/__cors/refusals?after=0",
        "/__cors/routes",
        "/__cors/checked-routes?from=0",
        "/__cors/routes.json",
        "/__cors/routes.md",
    ] {
        assert_eq!(
            server.send(&format!("GET {path}"), &[]).status,
            200,
            "{path}"
        );
    }
}

#[test]
fn the_page_finds_its_files_under_every_path() {
    let server = serve!(App::new().service(web::scope("/{tenant}").service(inspector("/__cors/"))));
    for path in ["/a\"b/__cors", "/a\"b/__cors/"] {
        let page = server.send(&format!("GET {path}"), &[]);
        assert_eq!(page.status, 200, "{path}");
        assert!(
            page.body
                .contains("src=\"/a&quot;b/__cors/page/inspector.js\""),
            "{}",
            page.body
        );
    }
}

#[test]
fn another_peer_is_refused_under_every_name() {
    // A machine without a network has no other address; then the unit tests of the check have to do.
    let Some(address) = address_in_the_network() else {
        return;
    };
    let listener = TcpListener::bind((address, 0)).unwrap();
    let client = Client::of(listener.local_addr().unwrap());
    let app = || App::new().service(inspector("/__cors"));
    let _server = Server::run(move |_| {
        let server = HttpServer::new(app).workers(1).disable_signals();
        Ok(server.listen(listener)?.run())
    });
    for host in ["localhost", "127.0.0.1", "evil.example"] {
        let bytes =
            format!("GET /__cors/routes HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        assert_refused(&client.send_bytes(bytes.as_bytes()), host);
    }
}

/// The address that this machine has for others. Nothing is sent.
fn address_in_the_network() -> Option<IpAddr> {
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    let address = socket.local_addr().ok()?.ip();
    (!address.is_loopback() && !address.is_unspecified()).then_some(address)
}

#[test]
fn a_release_build_serves_nothing_of_it_without_its_own_guard() {
    let status = |inspector: fn() -> Inspector, path: &str| {
        let server = serve!(App::new().service(inspector()));
        let head = request(&format!("GET {path}"), &["X-Operator: yes"]);
        server.send_bytes(&head).status
    };
    for path in ["/__cors", "/__cors/routes", "/__cors/page/inspector.js"] {
        let release = || inspector("/__cors").as_in_release_builds();
        assert_eq!(status(release, path), 404, "{path}");
        let without_guard = || inspector("/__cors").as_in_release_builds().in_release();
        assert_eq!(status(without_guard, path), 404, "{path}");
        let guarded = || {
            let inspector = inspector("/__cors").as_in_release_builds().in_release();
            inspector.guard(guard::Header("x-operator", "yes"))
        };
        assert_eq!(status(guarded, path), 200, "{path}");
        let closed = || {
            let inspector = inspector("/__cors").as_in_release_builds().in_release();
            inspector.guard(guard::Header("x-operator", "no"))
        };
        assert_eq!(status(closed, path), 404, "{path}");
    }
}

#[test]
fn a_name_that_leads_to_this_machine_is_refused() {
    let server = serve_app();
    for host in [
        "evil.example",
        "evil.example:80",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
    ] {
        let bytes =
            format!("GET /__cors/routes HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        assert_refused(&server.send_bytes(bytes.as_bytes()), host);
    }
    let absolute = b"GET http://evil.example/__cors/routes HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    assert_refused(&server.send_bytes(absolute), "absolute form");
    let without_host = b"GET /__cors/routes HTTP/1.0\r\n\r\n";
    assert_refused(&server.send_bytes(without_host), "no host");
}

#[test]
fn pages_of_other_origins_are_refused() {
    let server = serve_app();
    for origin in ["https://app.example.com", "http://localhost:1", "null"] {
        let answer = server.get("/__cors/routes", origin);
        assert_refused(&answer, origin);
    }
    for site in ["cross-site", "same-site"] {
        let answer = server.send("GET /__cors", &[&format!("Sec-Fetch-Site: {site}")]);
        assert_refused(&answer, site);
    }
}

#[test]
fn a_preflight_for_the_inspector_is_not_granted() {
    let server = serve_app();
    for path in ["/__cors", "/__cors/routes", "/__cors/question"] {
        let answer = server.preflight(path, "POST", "https://app.example.com");
        assert_refused(&answer, path);
    }
}

#[test]
fn what_came_through_a_proxy_is_refused() {
    let server = serve_app();
    for line in [
        "X-Forwarded-For: 192.0.2.7",
        "Forwarded: for=192.0.2.7",
        "Via: 1.1 proxy",
    ] {
        assert_refused(&server.send("GET /__cors", &[line]), line);
    }
}

#[test]
fn every_response_is_protected() {
    let server = serve_app();
    let answers = [
        server.send("GET /__cors", &[]),
        server.send("GET /__cors/routes", &[]),
        server.send("GET /__cors/page/nothing.js", &[]),
        server.send("GET /__cors/nothing", &[]),
        server.send("POST /__cors/question", &["Content-Length: 0"]),
        server.get("/__cors", "https://evil.example"),
    ];
    for answer in answers {
        for name in PROTECTION {
            assert_eq!(answer.values(name).len(), 1, "{name} of {}", answer.status);
        }
        let policy = answer.values("content-security-policy")[0];
        for part in [
            "default-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        ] {
            assert!(policy.contains(part), "{policy}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.values("x-frame-options"), ["DENY"]);
    }
}

#[test]
fn a_layer_around_the_app_opens_nothing() {
    cors_runtime::policy! {
        /// Every origin.
        static EVERYONE = { origins = "*" };
    }
    let server = serve!(
        App::new()
            .wrap(EVERYONE.layer())
            .service(inspector("/__cors"))
    );
    let answer = server.get("/__cors/routes", "https://evil.example");
    assert_eq!(answer.status, 403);
    assert!(!answer.body.contains('['), "{}", answer.body);
}

#[test]
fn an_endless_snapshot_is_refused() {
    let server = serve_app();
    let head = request(
        "POST /__cors/difference",
        &["Content-Type: application/json", "Content-Length: 99999999"],
    );
    assert_eq!(server.send_bytes(&head).status, 413);
}
