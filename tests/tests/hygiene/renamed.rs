//! `cors-runtime` has another name in the manifest, and is re-exported under a third.

use actix_web::{get, web};

/// A crate that re-exports it.
pub mod framework {
    pub use renamed_cors as inner;
}

/// Names it as the manifest does.
#[renamed_cors::cors(crate = renamed_cors, origins = ["https://*.example.com"], max_age = 600, allow_headers = ["x-a"])]
#[get("/first")]
pub async fn first() -> &'static str {
    ""
}

/// Names the re-export.
#[framework::inner::cors(origins = ["https://app.example.com"], crate = crate::renamed::framework::inner)]
#[get("/second")]
pub async fn second() -> &'static str {
    ""
}

/// Gives its handlers the place of the re-export, by a path that means nothing inside.
#[framework::inner::cors(policy = APPLICATION, crate = framework::inner)]
pub mod handlers {
    /// Inherits.
    #[actix_web::get("/third")]
    pub async fn third() -> &'static str {
        ""
    }

    /// Deeper.
    pub mod nested {
        use super::super::framework::inner::cors;

        /// Replaces.
        #[cors(max_age = 5, allow_headers = ["x-a"])]
        #[actix_web::get("/fourth")]
        pub async fn fourth() -> &'static str {
            ""
        }
    }
}

framework::inner::policy! {
    /// A policy.
    pub static APPLICATION = { origins = ["https://app.example.com"], crate = framework::inner };
}

/// Registers all.
pub fn register(config: &mut web::ServiceConfig) {
    config
        .service(first)
        .service(second)
        .service(handlers::third)
        .service(handlers::nested::fourth);
}
