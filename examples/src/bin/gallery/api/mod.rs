//! The API that the page's scenarios call, one file for each subject. Most handlers come in pairs: one with a
//! policy that allows the page, one with a policy that does not.

pub(crate) mod authentication;
mod caches;
mod credentials;
mod enforcement;
mod errors;
mod headers;
mod media;
mod origins;
mod policies;
mod preflighted;
mod redirects;
mod senders;
mod simple;

use actix_web::web::ServiceConfig;
use cors_runtime::SharedOrigins;

/// The page's own origin, known once the server listens.
pub(crate) static PAGE: SharedOrigins = SharedOrigins::new();

pub(crate) fn services(services: &mut ServiceConfig) {
    authentication::services(services);
    caches::services(services);
    credentials::services(services);
    enforcement::services(services);
    errors::services(services);
    headers::services(services);
    media::services(services);
    origins::services(services);
    policies::services(services);
    preflighted::services(services);
    redirects::services(services);
    senders::services(services);
    simple::services(services);
}
