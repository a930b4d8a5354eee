//! Entries and attributes under conditions.

use cors_runtime::{cors, policy};

policy! {
    /// Development origins in debug builds only.
    pub static SITES = {
        origins = ["https://app.example.com", #[cfg(debug_assertions)] "http://localhost:3000"],
        credentials,
    };
}

policy! {
    /// Any port and any name of the developer's machine, in debug builds only.
    pub static DEVELOPMENT = {
        origins = [
            "https://app.example.com",
            #[cfg(debug_assertions)] "http://localhost:*",
            #[cfg(debug_assertions)] "http://*.localhost:3000",
            #[cfg(debug_assertions)] "http://127.0.0.1:*",
        ],
        credentials,
    };

    /// The whole policy is for debug builds.
    #[cfg(debug_assertions)]
    pub static DEBUG = { origins = ["https://app.example.com", "http://localhost:*"], credentials };
}

policy! {
    /// What the compiler leaves out is not wrong.
    #[cfg(any())]
    pub static LEFT_OUT = { origins = ["app.example.com"] };
}

/// A handler of no build.
#[cors(origins = ["app.example.com"])]
#[cfg(any())]
#[actix_web::get("/conditions/left-out")]
pub async fn left_out() -> &'static str {
    ""
}

/// A handler.
#[cors(
    origins = ["https://app.example.com", #[cfg(debug_assertions)] "http://localhost:*"],
    credentials,
)]
#[actix_web::get("/conditions/any-port")]
pub async fn get() -> &'static str {
    ""
}

/// A handler.
#[cors(
    origins = ["https://app.example.com", #[cfg(debug_assertions)] "http://localhost:3000"],
    allow_headers = ["content-type", #[cfg(any())] "x-never"],
)]
#[actix_web::put("/conditions")]
pub async fn put() -> &'static str {
    ""
}

/// Handlers.
#[cors(policy = SITES, expose_headers = [#[cfg(debug_assertions)] "server-timing"])]
pub mod module {
    use actix_web::get;

    /// Inherits.
    #[cfg_attr(debug_assertions, get("/conditions/inherits"))]
    #[cfg_attr(not(debug_assertions), get("/conditions/in-release"))]
    pub async fn inherits() -> &'static str {
        ""
    }

    macro_rules! handler {
        ($name:ident) => {
            /// Written by a macro.
            #[get("/conditions/macro")]
            pub async fn $name() -> &'static str {
                ""
            }
        };
    }

    /// The macro writes no handlers that rely on the module's policy.
    #[allow(deprecated)]
    pub mod of_a_macro {
        use super::get;

        handler!(hidden);
    }
}
