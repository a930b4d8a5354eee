//! Origins that something else knows: a database, a cache, another service. Answers are kept for a while,
//! asked for once however many requests wait, and a source that fails or is slow denies.

use std::{
    any::TypeId,
    collections::HashMap,
    error::Error,
    fmt,
    future::Future,
    pin::Pin,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use actix_web::{dev::ServiceRequest, rt::time::timeout};
use cors_rules::Hazards;
use moka::future::Cache;

use crate::shared_origins::SharedOrigins;

/// Why a source could not answer; it is told to `tracing`, and the origin is denied.
pub type SourceError = Box<dyn Error + Send + Sync>;

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
    note = "`dynamic(..)` takes a `static` of `SharedOrigins`, or of a type that implements `OriginSource`"
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

    /// What an answer is kept under: the origin, unless answers depend on more, such as the tenant.
    fn cache_key(&self, origin: &str, request: &ServiceRequest) -> String {
        let _ = request;
        origin.to_string()
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
        CachedSource::of(self).forget_answers();
    }
}

/// What `dynamic(..)` takes.
#[diagnostic::on_unimplemented(
    message = "`{Self}` names no origins at run time",
    note = "`dynamic(..)` takes a `static` of `SharedOrigins`, or of a type that implements `OriginSource`"
)]
pub trait RunTimeOrigins: Sync {
    /// The origins, ready to be asked for.
    #[doc(hidden)]
    fn resolve(&'static self) -> Resolved;
}

impl fmt::Debug for dyn RunTimeOrigins {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RunTimeOrigins")
    }
}

/// Origins that are known at run time.
#[derive(Debug)]
pub enum Resolved {
    /// In memory.
    Shared(&'static SharedOrigins),
    /// Elsewhere.
    Source(Arc<CachedSource>),
}

impl RunTimeOrigins for SharedOrigins {
    fn resolve(&'static self) -> Resolved {
        Resolved::Shared(self)
    }
}

impl<S: OriginSource> RunTimeOrigins for S {
    fn resolve(&'static self) -> Resolved {
        Resolved::Source(CachedSource::of(self))
    }
}

/// A host has at most 253 bytes and a port at most six; longer schemes than this leaves are no browser's,
/// and would fill the memory.
const LONGEST_ORIGIN: usize = 512;

/// A source, whatever its type.
trait AnySource: Send + Sync {
    fn key(&self, origin: &str, request: &ServiceRequest) -> String;
    fn ask<'a>(&'a self, origin: &'a str, request: &'a ServiceRequest) -> Answer<'a>;
}

type Answer<'a> = Pin<Box<dyn Future<Output = Result<bool, SourceError>> + 'a>>;

impl<S: OriginSource> AnySource for S {
    fn key(&self, origin: &str, request: &ServiceRequest) -> String {
        self.cache_key(origin, request)
    }

    fn ask<'a>(&'a self, origin: &'a str, request: &'a ServiceRequest) -> Answer<'a> {
        Box::pin(self.allows(origin, request))
    }
}

/// A source and the answers that it gave: one for all workers and all handlers.
pub struct CachedSource {
    source: &'static dyn AnySource,
    /// By the number of times that all answers were forgotten before: an answer that was on its way then
    /// may be an old one.
    answers: Cache<(u64, String), bool>,
    times_forgotten: AtomicU64,
    time_limit: Duration,
}

impl fmt::Debug for CachedSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CachedSource").finish_non_exhaustive()
    }
}

impl CachedSource {
    /// The one for this `static`.
    fn of<S: OriginSource>(source: &'static S) -> Arc<Self> {
        /// By type as well: values without size may share an address.
        type Key = (TypeId, usize);
        static KNOWN: Mutex<Option<HashMap<Key, Arc<CachedSource>>>> = Mutex::new(None);

        let key = (TypeId::of::<S>(), std::ptr::from_ref(source).addr());
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let cached = known
            .get_or_insert_default()
            .entry(key)
            .or_insert_with(|| Arc::new(Self::new(source)));
        Arc::clone(cached)
    }

    fn new<S: OriginSource>(source: &'static S) -> Self {
        Self {
            source,
            answers: Cache::builder()
                .max_capacity(source.capacity())
                .time_to_live(source.time_to_live())
                .build(),
            times_forgotten: AtomicU64::new(0),
            time_limit: source.time_limit(),
        }
    }

    fn forget_answers(&self) {
        self.times_forgotten.fetch_add(1, Ordering::SeqCst);
        self.answers.invalidate_all();
    }

    /// Whether the origin may call; what the source cannot tell in time is denied.
    pub(super) async fn allows(
        &self,
        origin: &str,
        refused: Hazards,
        request: &ServiceRequest,
    ) -> bool {
        let may_be_asked_for = origin.len() <= LONGEST_ORIGIN
            && !origin.contains('*')
            && Hazards::of_origin_text(origin)
                .is_some_and(|hazards| hazards.among(refused).is_empty());
        if !may_be_asked_for {
            return false;
        }
        let times_forgotten = self.times_forgotten.load(Ordering::SeqCst);
        let key = (times_forgotten, self.source.key(origin, request));
        let answer = self
            .answers
            .try_get_with(key, self.source.ask(origin, request));
        match timeout(self.time_limit, answer).await {
            Ok(Ok(is_allowed)) => is_allowed,
            Ok(Err(error)) => {
                tracing::warn!(origin, %error, "the source of CORS origins failed; denied");
                false
            }
            Err(_) => {
                tracing::warn!(origin, limit = ?self.time_limit, "the source of CORS origins is too slow; denied");
                false
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    struct Small;

    impl OriginSource for Small {
        async fn allows(&self, _: &str, _: &ServiceRequest) -> Result<bool, SourceError> {
            Ok(true)
        }

        fn capacity(&self) -> u64 {
            100
        }
    }

    #[actix_web::test]
    async fn ten_thousand_origins_do_not_fill_the_memory() {
        static SOURCE: Small = Small;
        let cached = CachedSource::of(&SOURCE);
        let request = TestRequest::default().to_srv_request();
        for number in 0..10_000 {
            let origin = format!("https://app-{number}.example.com");
            assert!(cached.allows(&origin, Hazards::NONE, &request).await);
        }
        cached.answers.run_pending_tasks().await;
        assert_eq!(cached.answers.entry_count(), SOURCE.capacity());
    }
}
