//! Routes for the tests of this module.

use actix_web::dev::ServiceRequest;

use crate::{
    OriginSource, SourceError,
    origins::OriginsSetting,
    policy::{Policy, Route},
};

/// A source that is never asked.
#[derive(Debug)]
struct Unasked;

static UNASKED: Unasked = Unasked;

impl OriginSource for Unasked {
    async fn allows(&self, _: &str, _: &ServiceRequest) -> Result<bool, SourceError> {
        Err("asked".into())
    }
}

/// A policy whose origins only the source knows.
pub(super) const OF_UNASKED_SOURCE: Policy = Policy::written(OriginsSetting::Dynamic {
    origins: &UNASKED,
    name: "UNASKED",
});

pub(super) const fn get(policy: Policy) -> Route {
    Route::new("/", "get", "get", &["GET"], &["GET"], policy)
}
