//! `OriginSource`: origins that something else knows, such as a database, a cache, or another service.

use std::{future::Future, time::Duration};

use actix_web::dev::ServiceRequest;

use super::{
    cached_source::{Answer, AnySource, CachedSource, Settings},
    provider::{DynamicOrigins, DynamicOriginsProvider},
    source_error::SourceError,
};

/// Something that knows which origins may call, and has to be asked.
///
/// Only well-formed origins are asked for. An answer of either kind is kept for
/// [`time_to_live`](Self::time_to_live), for all workers; requests that come while an answer is on its way
/// wait for it instead of asking again. An error, or an answer that takes longer than
/// [`time_limit`](Self::time_limit), denies and is not kept. With credentials, an origin that the rules
/// refuse (plain `http`, unless `dangerously_allow` says so) is denied without asking.
///
/// ```
/// use actix_web::{Responder, dev::ServiceRequest, get, web};
/// use cors_runtime::{OriginSource, SourceError, cors};
///
/// struct Customers;
///
/// impl OriginSource for Customers {
///     async fn allows(&self, origin: &str, request: &ServiceRequest) -> Result<bool, SourceError> {
///         let known = request.app_data::<web::Data<Vec<String>>>().ok_or("no list of customers")?;
///         Ok(known.iter().any(|customer| customer == origin))
///     }
/// }
///
/// static CUSTOMERS: Customers = Customers;
///
/// #[cors(origins = dynamic(CUSTOMERS), credentials)]
/// #[get("/data")]
/// async fn data() -> impl Responder {
///     "data"
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` names no origins at run time",
    note = "`dynamic(..)` takes a `static` of `SharedOrigins`, of `KeyedOrigins`, or of a type that implements `OriginSource`"
)]
pub trait OriginSource: Send + Sync + 'static {
    /// Whether the origin may call. `request` is the request at hand, or its preflight: read from it what
    /// both have, such as `Host`, the path, and the app's data. [`AppCors`](crate::AppCors) asks before the
    /// app has routed the request, so segments of the path are in `request.path()` only.
    ///
    /// The answer is kept for the origin, and given to every request of that origin. If it depends on
    /// anything else, [`cache_key`](Self::cache_key) has to say so: otherwise one tenant's customers get in
    /// at another's.
    ///
    /// # Errors
    ///
    /// Whatever keeps the source from knowing: then the origin is denied.
    fn allows(
        &self,
        origin: &str,
        request: &ServiceRequest,
    ) -> impl Future<Output = Result<bool, SourceError>>;

    /// What an answer depends on besides the origin, such as the tenant: an answer is stored for the origin and
    /// this text together. Nothing, unless your source says otherwise.
    fn cache_key(&self, origin: &str, request: &ServiceRequest) -> String {
        let _ = (origin, request);
        String::new()
    }

    /// How long a request waits for an answer: one second, unless said otherwise.
    fn time_limit(&self) -> Duration {
        Duration::from_secs(1)
    }

    /// How long an answer is kept: one minute, unless said otherwise.
    fn time_to_live(&self) -> Duration {
        Duration::from_secs(60)
    }

    /// How many answers are kept: ten thousand, unless said otherwise.
    fn capacity(&self) -> u64 {
        10_000
    }

    /// Forgets every answer that was kept, so that a change takes effect at once.
    fn forget_answers(&'static self)
    where
        Self: Sized,
    {
        CachedSource::of(self).forget(|_| true);
    }

    /// Forgets the answers for one origin, whatever else they depend on, so that a change takes effect with the
    /// next request.
    fn forget(&'static self, origin: &str)
    where
        Self: Sized,
    {
        CachedSource::of(self).forget(|one| one == origin);
    }
}

impl<S: OriginSource> DynamicOriginsProvider for S {
    fn resolve(&'static self) -> DynamicOrigins {
        DynamicOrigins::Source(CachedSource::of(self))
    }
}

impl<S: OriginSource> AnySource for S {
    fn key(&self, origin: &str, request: &ServiceRequest) -> String {
        self.cache_key(origin, request)
    }

    fn ask<'a>(&'a self, origin: &'a str, request: &'a ServiceRequest) -> Answer<'a> {
        Box::pin(self.allows(origin, request))
    }

    fn settings(&self) -> Settings {
        Settings {
            time_limit: self.time_limit(),
            time_to_live: self.time_to_live(),
            capacity: self.capacity(),
        }
    }
}
