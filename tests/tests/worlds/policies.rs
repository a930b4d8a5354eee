//! A handler for every policy of a small grammar, each with `GET` and `PUT` under one path.

use actix_web::{
    dev::{AppService, HttpServiceFactory},
    route,
};
use cors_runtime::cors;

use crate::table::Policy;

/// A handler, and what its attribute says.
pub(crate) struct PolicyHandler {
    pub(crate) policy: Policy,
    pub(crate) register: fn(&mut AppService),
}

/// Calls itself with one argument chosen in every way, and then with the next.
macro_rules! all {
    // Origins and credentials: `*` never has credentials.
    ($all:ident) => {
        all!(@methods $all ["*"] [false]);
        all!(@methods $all ["https://a.example"] [false]);
        all!(@methods $all ["https://a.example"] [true]);
        all!(@methods $all ["https://b.example", "https://a.example"] [false]);
        all!(@methods $all ["https://b.example", "https://a.example"] [true]);
        all!(@methods $all ["https://*.a.example"] [false]);
        all!(@methods $all ["https://api.example"] [true]);
    };
    (@methods $all:ident $origins:tt $credentials:tt) => {
        all!(@headers $all $origins $credentials ["GET", "PUT"]);
        all!(@headers $all $origins $credentials ["PUT"]);
    };
    // Only without credentials is `*` a wildcard.
    (@headers $all:ident $origins:tt [false] $methods:tt) => {
        all!(@rest $all $origins [false] $methods []);
        all!(@rest $all $origins [false] $methods ["x-a", "content-type"]);
        all!(@rest $all $origins [false] $methods ["*", "authorization"]);
    };
    (@headers $all:ident $origins:tt [true] $methods:tt) => {
        all!(@rest $all $origins [true] $methods []);
        all!(@rest $all $origins [true] $methods ["x-a", "content-type"]);
    };
    (@rest $all:ident $origins:tt $credentials:tt $methods:tt $headers:tt) => {
        all!(@one $all $origins $credentials $methods $headers [] 0 [false]);
        all!(@one $all $origins $credentials $methods $headers ["etag"] 5 [false]);
        all!(@one $all $origins $credentials $methods $headers ["etag"] 5 [true]);
    };
    (@one $all:ident $origins:tt [$credentials:literal] $methods:tt $headers:tt $exposed:tt $max_age:literal
        [$enforce:literal]) => {{
        #[cors(
            origins = $origins,
            methods = $methods,
            allow_headers = $headers,
            expose_headers = $exposed,
            max_age = $max_age,
            credentials = $credentials,
            enforce = $enforce,
        )]
        #[route("/", method = "GET", method = "PUT")]
        async fn handler() -> &'static str {
            "done"
        }
        $all.push(PolicyHandler {
            policy: Policy {
                origins: &$origins,
                methods: &$methods,
                allow_headers: &$headers,
                expose_headers: &$exposed,
                max_age: stringify!($max_age),
                credentials: $credentials,
                enforce: $enforce,
            },
            register: |app| handler.register(app),
        });
    }};
}

/// Every policy.
#[allow(clippy::too_many_lines)]
pub(crate) fn all() -> Vec<PolicyHandler> {
    let mut all = Vec::new();
    all!(all);
    all
}
