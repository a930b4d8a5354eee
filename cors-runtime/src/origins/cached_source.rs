//! A source and the answers that it gave: asked once however many requests wait, and a source that fails or
//! is slow denies.

use std::{
    any::TypeId,
    collections::HashMap,
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

use super::source_error::SourceError;

/// A host has at most 253 bytes and a port at most six; longer schemes than this leaves are no browser's,
/// and would fill the memory.
const LONGEST_ORIGIN: usize = 512;

/// How a source is asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settings {
    pub(super) time_limit: Duration,
    pub(super) time_to_live: Duration,
    pub(super) capacity: u64,
}

/// A source, whatever its type.
pub(super) trait AnySource: Send + Sync {
    fn key(&self, origin: &str, request: &ServiceRequest) -> String;
    fn ask<'a>(&'a self, origin: &'a str, request: &'a ServiceRequest) -> Answer<'a>;
    fn settings(&self) -> Settings;
}

pub(super) type Answer<'a> = Pin<Box<dyn Future<Output = Result<bool, SourceError>> + 'a>>;

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
    pub(super) fn of<S: AnySource>(source: &'static S) -> Arc<Self> {
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

    fn new(source: &'static dyn AnySource) -> Self {
        let settings = source.settings();
        Self {
            source,
            answers: Cache::builder()
                .max_capacity(settings.capacity)
                .time_to_live(settings.time_to_live)
                .build(),
            times_forgotten: AtomicU64::new(0),
            time_limit: settings.time_limit,
        }
    }

    pub(super) fn forget_answers(&self) {
        self.times_forgotten.fetch_add(1, Ordering::SeqCst);
        self.answers.invalidate_all();
    }

    /// Whether the origin may call; what the source cannot tell in time is denied.
    pub(crate) async fn allows(
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
    use crate::OriginSource;

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
