//! Where a policy comes from: each method has its own, and many handlers can share one.

use actix_web::{get, put, web::ServiceConfig};
use cors_runtime::{SharedOrigins, cors, policy};

use super::PAGE;

/// Replaced while serving; empty until then, which means that no origin is allowed.
static CUSTOMERS: SharedOrigins = SharedOrigins::new();

policy! {
    /// Our own pages.
    pub(crate) static OWN_PAGES = {
        origins = ["http://localhost:*"],
        max_age = 60,
    };

    /// Another site's.
    pub(crate) static PARTNERS = {
        origins = ["https://partner.example"],
    };
}

pub(super) fn services(services: &mut ServiceConfig) {
    services
        .service(read_shared_path)
        .service(write_shared_path)
        .service(named_allowed)
        .service(named_refused)
        .service(inside::module_allowed_route)
        .service(inside::module_disabled_route)
        .service(env_allowed)
        .service(env_refused)
        .service(dynamic_allowed)
        .service(dynamic_refused)
        .service(cfg_allowed)
        .service(cfg_refused);
}

/// Every site may read.
#[cors(origins = "*")]
#[get("/two-handlers")]
async fn read_shared_path() -> &'static str {
    "hello"
}

/// Another site may write under the same path.
#[cors(origins = ["https://app.example.com"])]
#[put("/two-handlers")]
async fn write_shared_path() -> &'static str {
    "done"
}

/// By a policy that has a name.
#[cors(policy = OWN_PAGES)]
#[get("/named/allowed")]
async fn named_allowed() -> &'static str {
    "hello"
}

/// By another.
#[cors(policy = PARTNERS)]
#[get("/named/refused")]
async fn named_refused() -> &'static str {
    "hello"
}

#[cors(policy = OWN_PAGES)]
mod inside {
    use actix_web::get;
    use cors_runtime::cors;

    /// The module's policy.
    #[get("/module/inherited")]
    pub(super) async fn module_allowed_route() -> &'static str {
        "hello"
    }

    /// None, although the module has one.
    #[cors(disabled)]
    #[get("/module/disabled")]
    pub(super) async fn module_disabled_route() -> &'static str {
        "hello"
    }
}

/// From the environment; without the variable, pages on this machine.
#[cors(origins = env("GALLERY_ORIGINS", default = ["http://localhost:*"]))]
#[get("/env/allowed")]
async fn env_allowed() -> &'static str {
    "hello"
}

/// From the environment; without the variable, another site.
#[cors(origins = env("GALLERY_PARTNERS", default = ["https://partner.example"]))]
#[get("/env/refused")]
async fn env_refused() -> &'static str {
    "hello"
}

/// The page's origin is known once the server listens.
#[cors(origins = dynamic(PAGE))]
#[get("/dynamic/allowed")]
async fn dynamic_allowed() -> &'static str {
    "hello"
}

/// A set that nothing has filled yet.
#[cors(origins = dynamic(CUSTOMERS))]
#[get("/dynamic/refused")]
async fn dynamic_refused() -> &'static str {
    "hello"
}

/// Pages on this machine are there in debug builds alone.
#[cors(origins = ["https://app.example.com", #[cfg(debug_assertions)] "http://localhost:*"])]
#[get("/cfg/allowed")]
async fn cfg_allowed() -> &'static str {
    "hello"
}

/// Pages on this machine are there in tests alone, and this is not one.
#[cors(origins = ["https://app.example.com", #[cfg(test)] "http://localhost:*"])]
#[get("/cfg/refused")]
async fn cfg_refused() -> &'static str {
    "hello"
}
