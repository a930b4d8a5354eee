//! `OriginSource`: origins that something else knows, such as a database, a cache, or another service.

use std::{future::Future, time::Duration};

use actix_web::dev::ServiceRequest;

use super::{
    cached_source::{Answer, AnySource, CachedSource, Settings},
    provider::{DynamicOrigins, DynamicOriginsProvider},
    source_error::SourceError,
};

/// A source of origins that has to be asked, such as a database or another service.
///
/// It is asked for well-formed origins only; with credentials, not for an origin that the rules refuse (plain
/// `http`, unless `dangerously_allow` permits it). While an answer is under way, other requests for the same
/// origin wait for it, on every worker. An answer of either kind is cached for
/// [`time_to_live`](Self::time_to_live), counted from the question.
///
/// An error, a panic, or an answer later than [`time_limit`](Self::time_limit) denies the request and all that
/// wait for the same answer. It is logged through `tracing`, and the next request asks again. A request waits
/// for one limit in all, whether or not [`AppCors`](crate::AppCors) asked before.
///
/// The source runs on the worker of the request that asked. If that worker is blocked, or the request is
/// dropped, a request that waits on another worker asks again: after a quarter of the limit, at most a second.
/// A request that was itself held up for longer than its limit is denied.
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
    /// Whether the origin may call.
    ///
    /// `request` is a request of that origin, or its preflight: read from it what both have, such as `Host`, the
    /// path, and the app's data. [`AppCors`](crate::AppCors) asks before the app has routed the request, so
    /// segments of the path are in `request.path()` only.
    ///
    /// The answer is given to every request of the origin. If it depends on anything else, say so in
    /// [`cache_key`](Self::cache_key): otherwise the customers of one tenant are allowed at another.
    ///
    /// # Errors
    ///
    /// Anything that keeps the source from an answer: then the origin is denied.
    fn allows(
        &self,
        origin: &str,
        request: &ServiceRequest,
    ) -> impl Future<Output = Result<bool, SourceError>>;

    /// What an answer depends on besides the origin, such as the tenant: an answer is stored for the origin and
    /// this text together. By default nothing.
    fn cache_key(&self, origin: &str, request: &ServiceRequest) -> String {
        let _ = (origin, request);
        String::new()
    }

    /// How long a request waits for an answer: one second by default, at most a year.
    fn time_limit(&self) -> Duration {
        Duration::from_secs(1)
    }

    /// How long an answer is cached: one minute by default, at most a year.
    fn time_to_live(&self) -> Duration {
        Duration::from_secs(60)
    }

    /// How many answers are cached: ten thousand by default. Zero caches none.
    fn capacity(&self) -> u64 {
        10_000
    }

    /// Forgets every cached answer, so that a change takes effect with the next request of this process.
    fn forget_answers(&'static self)
    where
        Self: Sized,
    {
        CachedSource::of(self).forget(|_| true);
    }

    /// Forgets the cached answers for one origin, for every [`cache_key`](Self::cache_key), so that a change takes
    /// effect with the next request of this process.
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

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use actix_web::test::TestRequest;
    use cors_rules::Hazards;
    use tokio::time::advance;

    use super::{
        super::{answer_cache::AnswerKey, request_answers::RequestAnswers},
        *,
    };

    /// Allows every origin for so long, and counts the questions.
    struct Counted(AtomicUsize, Duration);

    impl Counted {
        const fn new(time_to_live: Duration) -> Self {
            Self(AtomicUsize::new(0), time_to_live)
        }
    }

    static COUNTED: Counted = Counted::new(Duration::from_secs(60));

    impl OriginSource for Counted {
        async fn allows(&self, _: &str, _: &ServiceRequest) -> Result<bool, SourceError> {
            self.0.fetch_add(1, Ordering::SeqCst);
            Ok(true)
        }

        fn time_to_live(&self) -> Duration {
            self.1
        }
    }

    async fn allows(source: &'static Counted, origin: &str, request: &ServiceRequest) -> bool {
        let source = CachedSource::of(source);
        source.allows(origin, Hazards::empty(), request).await
    }

    /// Asks, and returns how often the source was asked then.
    async fn ask(source: &'static Counted, origin: &str) -> usize {
        let request = TestRequest::default().to_srv_request();
        assert!(allows(source, origin, &request).await);
        source.0.load(Ordering::SeqCst)
    }

    #[tokio::test]
    async fn an_origin_that_is_forgotten_is_asked_for_again_and_another_is_not() {
        let (changed, other) = ("https://a.example", "https://b.example");
        let ask = |origin| ask(&COUNTED, origin);
        assert_eq!((ask(changed).await, ask(other).await), (1, 2));
        COUNTED.forget(changed);
        assert_eq!((ask(other).await, ask(changed).await), (2, 3));
        COUNTED.forget_answers();
        assert_eq!((ask(other).await, ask(changed).await), (4, 5));
    }

    #[tokio::test]
    async fn a_request_that_has_waited_for_the_whole_limit_is_denied_without_a_question() {
        static UNASKED: Counted = Counted::new(Duration::ZERO);

        let request = TestRequest::default().to_srv_request();
        let key = AnswerKey::of_origin("https://a.example");
        RequestAnswers::insert(&request, 0, key, false, UNASKED.time_limit());
        assert!(!allows(&UNASKED, "https://a.example", &request).await);
        assert_eq!(UNASKED.0.load(Ordering::SeqCst), 0);
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_is_cached_for_a_year_at_most() {
        static FOR_EVER: Counted = Counted::new(Duration::MAX);
        const DAY: Duration = Duration::from_secs(24 * 60 * 60);

        let ask = || ask(&FOR_EVER, "https://a.example");
        assert_eq!(ask().await, 1);
        advance(DAY * 364).await;
        assert_eq!(ask().await, 1);
        advance(DAY * 2).await;
        assert_eq!(ask().await, 2);
    }

    #[test]
    fn sources_have_a_debug_text() {
        let provider: &dyn DynamicOriginsProvider = &COUNTED;
        assert_eq!(format!("{provider:?}"), "DynamicOriginsProvider");
        let source = COUNTED.resolve();
        assert_eq!(format!("{source:?}"), "Source(CachedSource { .. })");
    }
}
