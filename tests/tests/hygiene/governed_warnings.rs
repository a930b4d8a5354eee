//! Lint attributes on a handler, and `allow` in its policy, silence the warnings about the policy.

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev::Payload, get, post, web};
use cors_runtime::cors;

/// Allows warnings above.
#[allow(deprecated)]
#[cors(origins = ["https://*.example.com"], credentials)]
#[get("/above")]
pub async fn above() -> &'static str {
    ""
}

/// Allows warnings below.
#[cors(origins = ["https://*.example.com"], credentials)]
#[allow(deprecated)]
#[get("/below")]
pub async fn below() -> &'static str {
    ""
}

/// Expects warnings.
#[cors(origins = ["https://*.example.com"], credentials)]
#[expect(deprecated)]
#[get("/expected")]
pub async fn expected() -> &'static str {
    ""
}

/// Allows them for a module.
#[allow(deprecated)]
pub mod inside {
    use actix_web::get;
    use cors_runtime::cors;

    /// Has no lint attribute itself.
    #[cors(origins = ["https://*.example.com"], credentials)]
    #[get("/inside")]
    pub async fn handler() -> &'static str {
        ""
    }
}

/// Names the rules about its extractors, and one that nothing here breaks.
#[cors(
    origins = ["https://app.example.com"],
    allow = ["content-type-not-allowed", "authorization-not-allowed", "unneeded-allow", "not-inherited"],
)]
#[post("/extractors")]
pub async fn extractors(_: web::Json<u32>, _: BearerAuth) -> &'static str {
    ""
}

/// Reads JSON in no build.
#[cors(origins = ["https://app.example.com"])]
#[post("/conditional")]
pub async fn conditional(#[cfg(any())] _: web::Json<u32>) -> &'static str {
    ""
}

/// Looks like the extractor of `actix-web-httpauth`.
#[derive(Debug)]
pub struct BearerAuth;

impl FromRequest for BearerAuth {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(_: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self))
    }
}

/// Contains a handler that cannot inherit.
#[cors(origins = ["https://app.example.com"], allow = ["not-inherited"])]
pub mod module {
    macro_rules! handler {
        () => {
            /// Is written by a macro.
            #[actix_web::get("/from_a_macro")]
            pub async fn from_a_macro() -> &'static str {
                ""
            }
        };
    }
    handler!();

    /// Inherits.
    #[actix_web::get("/inherits")]
    pub async fn inherits() -> &'static str {
        ""
    }
}

/// Allows warnings inside its braces.
#[cors(origins = ["https://*.example.com"], credentials)]
pub mod allows_inside {
    #![allow(deprecated)]
    #![warn(unused)]

    /// Inherits.
    #[actix_web::get("/allows_inside")]
    pub async fn inherits() -> &'static str {
        ""
    }
}

/// Registers all.
pub fn register(config: &mut web::ServiceConfig) {
    config
        .service(above)
        .service(below)
        .service(expected)
        .service(inside::handler)
        .service(extractors)
        .service(conditional)
        .service(module::from_a_macro)
        .service(module::inherits)
        .service(allows_inside::inherits);
}
