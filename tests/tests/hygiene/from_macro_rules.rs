//! Handlers that come out of a user's own macro, with fragments of every kind.

use actix_web::{get, put, web};
use cors_runtime::cors;

macro_rules! handler {
    ($name:ident, $origin:literal, $seconds:expr, $method:ident, [$($header:literal),*]) => {
        /// Made by a macro.
        #[cors(
            origins = [$origin],
            methods = [$method],
            allow_headers = [$($header),*],
            max_age = $seconds,
        )]
        #[put("/")]
        pub async fn $name() -> &'static str {
            ""
        }
    };
}

handler!(first, "https://app.example.com", 600, PUT, ["content-type"]);
handler!(second, "https://*.example.com", 0, PUT, []);

macro_rules! as_it_came {
    ($($tokens:tt)*) => {
        $($tokens)*
    };
}

as_it_came! {
    /// Went through a macro.
    #[cors(origins = "*")]
    #[get("/")]
    pub async fn third() -> &'static str {
        ""
    }
}

/// Registers all.
pub fn register(config: &mut web::ServiceConfig) {
    config.service(first).service(second).service(third);
}
