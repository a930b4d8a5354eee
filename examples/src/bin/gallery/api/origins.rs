//! Which origins a policy names.

use actix_web::{get, web::ServiceConfig};
use cors_runtime::cors;

use super::PAGE;

pub(super) fn services(services: &mut ServiceConfig) {
    services
        .service(any_origin)
        .service(any_subdomain)
        .service(preview_subdomain)
        .service(any_port)
        .service(one_port)
        .service(loopback_address)
        .service(null_allowed)
        .service(null_refused)
        .service(electron_app)
        .service(browser_extension);
}

/// Every page may read it.
#[cors(origins = "*")]
#[get("/origins/any")]
async fn any_origin() -> &'static str {
    "hello"
}

/// One or more labels in front of `localhost`, never `localhost` itself.
#[cors(origins = ["http://*.localhost:*"])]
#[get("/origins/subdomain")]
async fn any_subdomain() -> &'static str {
    "hello"
}

/// Part of one label: previews of pull requests.
#[cors(origins = ["http://pr-*.localhost:*"])]
#[get("/origins/preview")]
async fn preview_subdomain() -> &'static str {
    "hello"
}

/// Any port of one host.
#[cors(origins = ["http://localhost:*"])]
#[get("/origins/any-port")]
async fn any_port() -> &'static str {
    "hello"
}

/// One port of one host: the page's.
#[cors(origins = dynamic(PAGE))]
#[get("/origins/one-port")]
async fn one_port() -> &'static str {
    "hello"
}

/// The same machine by its address, which is another origin than its name.
#[cors(origins = ["http://127.0.0.1:*"])]
#[get("/origins/address")]
async fn loopback_address() -> &'static str {
    "hello"
}

/// Any sandboxed frame and any local file have the origin `null`, so this allows every site.
#[cors(origins = ["null"], dangerously_allow = [null_origin])]
#[get("/origins/null/allowed")]
async fn null_allowed() -> &'static str {
    "hello"
}

/// A frame's `null` does not identify the page around it.
#[cors(origins = ["http://localhost:*"])]
#[get("/origins/null/refused")]
async fn null_refused() -> &'static str {
    "hello"
}

/// A desktop application whose pages have a scheme of their own.
#[cors(origins = ["app://."])]
#[get("/origins/electron")]
async fn electron_app() -> &'static str {
    "hello"
}

/// A browser extension, by the identifier that the store gave it.
#[cors(origins = ["chrome-extension://abcdefghijklmnopabcdefghijklmnop"])]
#[get("/origins/extension")]
async fn browser_extension() -> &'static str {
    "hello"
}
