//! `#[cfg(..)]` on the entries of lists, and `#[cfg_attr(..)]` around attributes: the policy is the one that a
//! plain attribute with what is compiled would give. `all()` always holds, `any()` never does.

use actix_web::{get, put, web::ServiceConfig};
use cors_runtime::{cors, policy, routes};

use crate::support::{APP, STRANGER, Server};

const OTHER: &str = "https://other.example";

policy! {
    /// Its list has conditions of its own.
    static NAMED = {
        origins = ["https://app.example.com", #[cfg(all())] "https://other.example", #[cfg(any())] "https://evil.example"],
        max_age = 60,
    };
}

#[cors(
    origins = [
        "https://app.example.com",
        #[cfg(any())] "https://evil.example",
        #[cfg(not(any()))] "https://other.example",
    ],
    methods = [PUT, #[cfg(any())] GET],
    allow_headers = [#[cfg(any())] "x-never", #[cfg(all())] "x-always", "content-type"],
    expose_headers = ["etag", #[cfg(any())] "x-never"],
)]
#[actix_web::route("/lists", method = "GET", method = "PUT")]
async fn lists() -> &'static str {
    "done"
}

#[cors(origins = ["http://app.example.com"], credentials, dangerously_allow = [#[cfg(all())] insecure_origins])]
#[get("/opt-outs")]
async fn opt_outs() -> &'static str {
    "done"
}

#[cors(policy = NAMED, allow_headers = [#[cfg(all())] "x-always", #[cfg(any())] "x-never"])]
#[put("/merged")]
async fn merged() -> &'static str {
    "done"
}

#[cors(origins = ["https://app.example.com", #[cfg(any())] "https://evil.example"], enforce)]
mod module {
    use actix_web::{get, put};
    use cors_runtime::cors;

    #[put("/module/inherits")]
    pub(super) async fn inherits() -> &'static str {
        "done"
    }

    #[cors(max_age = 60, allow_headers = [#[cfg(all())] "x-always", #[cfg(any())] "x-never"])]
    #[put("/module/adds")]
    pub(super) async fn adds() -> &'static str {
        "done"
    }

    #[cfg_attr(all(), get("/module/conditional-route"))]
    pub(super) async fn conditional_route() -> &'static str {
        "done"
    }

    #[cfg_attr(
        all(),
        cfg_attr(all(), cors(max_age = 60), put("/module/conditional-cors"))
    )]
    pub(super) async fn conditional_cors() -> &'static str {
        "done"
    }

    #[cfg_attr(any(), cors(origins = "*"))]
    #[get("/module/cors-left-out")]
    pub(super) async fn cors_left_out() -> &'static str {
        "done"
    }

    #[cfg_attr(any(), get("/module/never"))]
    pub(super) async fn not_a_handler() -> &'static str {
        "done"
    }

    #[cfg_attr(all(), cors(disabled))]
    pub(super) mod closed {
        use actix_web::get;

        #[get("/module/closed")]
        pub(in super::super) async fn closed() -> &'static str {
            "done"
        }
    }
}

macro_rules! handler {
    ($name:ident, $path:literal, [$($(#[$condition:meta])* $origin:literal),*]) => {
        #[cors(origins = [$($(#[$condition])* $origin),*])]
        #[put($path)]
        async fn $name() -> &'static str {
            "done"
        }
    };
}

handler!(
    from_macro,
    "/macro",
    [
        "https://app.example.com",
        #[cfg(any())]
        "https://evil.example",
        #[cfg(all())]
        "https://other.example"
    ]
);

fn services(app: &mut ServiceConfig) {
    app.service(from_macro);
    app.service((lists, opt_outs, merged))
        .service((module::inherits, module::adds))
        .service((module::conditional_route, module::conditional_cors))
        .service((module::cors_left_out, module::closed::closed));
}

#[test]
fn an_entry_that_is_left_out_allows_nothing() {
    let server = Server::of(services);
    for path in [
        "/lists",
        "/merged",
        "/macro",
        "/module/inherits",
        "/module/adds",
    ] {
        assert_eq!(
            server.preflight(path, "PUT", STRANGER).status,
            403,
            "{path}"
        );
        assert_eq!(server.preflight(path, "PUT", APP).status, 204, "{path}");
    }
    assert_eq!(server.preflight("/lists", "GET", APP).status, 403);
}

#[test]
fn an_entry_that_is_compiled_is_allowed() {
    let server = Server::of(services);
    assert_eq!(
        server.preflight("/lists", "PUT", OTHER).cors(),
        [
            "access-control-allow-headers: x-always, content-type",
            "access-control-allow-methods: PUT",
            "access-control-allow-origin: https://other.example",
            "vary: Origin",
        ]
    );
    assert_eq!(
        server.preflight("/merged", "PUT", OTHER).cors(),
        [
            "access-control-allow-headers: x-always",
            "access-control-allow-methods: PUT",
            "access-control-allow-origin: https://other.example",
            "access-control-max-age: 60",
            "vary: Origin",
        ]
    );
    assert_eq!(
        server.preflight("/module/adds", "PUT", APP).cors(),
        [
            "access-control-allow-headers: x-always",
            "access-control-allow-methods: PUT",
            "access-control-allow-origin: https://app.example.com",
            "access-control-max-age: 60",
            "vary: Origin",
        ]
    );
    assert_eq!(server.preflight("/macro", "PUT", OTHER).status, 204);
    let answer = server.get("/opt-outs", "http://app.example.com");
    assert_eq!(answer.values("access-control-allow-credentials"), ["true"]);
}

#[test]
fn each_handler_is_registered_once() {
    for path in ["/lists", "/merged", "/module/inherits", "/module/adds"] {
        let count = routes().filter(|route| route.path() == path).count();
        assert_eq!(count, 1, "{path}");
    }
}

#[test]
fn handlers_below_cfg_attr_inherit_from_their_module() {
    let server = Server::of(services);
    for path in ["/module/conditional-route", "/module/cors-left-out"] {
        // The module enforces its policy.
        assert_eq!(server.get(path, STRANGER).status, 403, "{path}");
        assert_eq!(server.get(path, APP).status, 200, "{path}");
    }
    assert_eq!(
        server
            .preflight("/module/conditional-cors", "PUT", APP)
            .cors(),
        [
            "access-control-allow-methods: PUT",
            "access-control-allow-origin: https://app.example.com",
            "access-control-max-age: 60",
            "vary: Origin",
        ]
    );
    assert_eq!(server.get("/module/closed", STRANGER).status, 200);
    assert_eq!(
        actix_web::rt::System::new().block_on(module::not_a_handler()),
        "done"
    );
}
