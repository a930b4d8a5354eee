//! A source and the answers that it gave, for all workers. It is asked once however many requests wait; one
//! that fails, panics, or is slow denies.
//!
//! A question is asked by the request that came first, on its worker, because it may read that request. While
//! it is under way, it reports to those that wait for it. If the reports stop, something blocks that worker,
//! and one of the others asks in its place.

use std::{
    any::TypeId,
    fmt,
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use actix_web::dev::ServiceRequest;
use cors_rules::Hazards;
use tokio::time::{Instant, timeout_at};

use super::{
    answer_cache::{AnswerCache, AnswerKey},
    catch_panic::{catch_panic, catch_panics},
    provider::AskedOrigins,
    questions::{Question, Questions, Turn, Wait},
    request_answers::RequestAnswers,
    source_error::SourceError,
};

/// A host has at most 253 bytes and a port at most six; no browser has a scheme longer than this leaves.
const LONGEST_ORIGIN: usize = 512;

/// A longer limit or life is this one: no sum of times overflows.
const LONGEST_TIME: Duration = Duration::from_secs(365 * 24 * 60 * 60);

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
pub(super) struct CachedSource {
    source: &'static dyn AnySource,
    time_limit: Duration,
    questions: Questions,
}

impl fmt::Debug for CachedSource {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CachedSource").finish_non_exhaustive()
    }
}

impl CachedSource {
    /// The one for this `static`.
    #[inline]
    pub(super) fn of<S: AnySource + 'static>(source: &'static S) -> Arc<Self> {
        /// By type as well: values without size may share an address.
        type Key = (TypeId, usize);
        static KNOWN: Mutex<Vec<(Key, Arc<CachedSource>)>> = Mutex::new(Vec::new());

        let key = (TypeId::of::<S>(), std::ptr::from_ref(source).addr());
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, cached)) = known.iter().find(|(other, _)| *other == key) {
            return Arc::clone(cached);
        }
        let cached = Arc::new(Self::new(source));
        known.push((key, Arc::clone(&cached)));
        cached
    }

    /// Requests that come from now on ask again for these origins.
    #[inline]
    pub(super) fn forget(&self, is_forgotten: impl Fn(&str) -> bool) {
        self.questions.forget(is_forgotten);
    }

    /// Whether the origin may call; what the source does not answer in time is denied.
    #[inline]
    pub(super) async fn allows(
        &self,
        origin: &str,
        refused: Hazards,
        request: &ServiceRequest,
    ) -> bool {
        if !may_be_asked_for(origin, refused) {
            return false;
        }
        let key = match catch_panic(|| self.source.key(origin, request)) {
            Ok(context) => AnswerKey {
                origin: origin.into(),
                context: context.into(),
            },
            Err(error) => return failed(origin, &error),
        };
        let address = std::ptr::from_ref(self).addr();
        if let Some(is_allowed) = RequestAnswers::get(request, address, &key) {
            return is_allowed;
        }
        let begin = Instant::now();
        let time_left = self
            .time_limit
            .saturating_sub(RequestAnswers::waited(request));
        let deadline = begin + time_left;
        match self.questions.turn(&key, None) {
            Turn::Known { is_allowed } => is_allowed,
            turn => {
                let is_allowed = self.answer(turn, &key, request, deadline).await;
                RequestAnswers::insert(request, address, key, is_allowed, begin.elapsed());
                is_allowed
            }
        }
    }

    #[inline]
    fn new(source: &'static dyn AnySource) -> Self {
        let settings = source.settings();
        let time_to_live = settings.time_to_live.min(LONGEST_TIME);
        Self {
            source,
            time_limit: settings.time_limit.min(LONGEST_TIME),
            questions: Questions::new(AnswerCache::new(settings.capacity, time_to_live)),
        }
    }

    #[inline]
    async fn answer(
        &self,
        mut turn: Turn<'_>,
        key: &AnswerKey,
        request: &ServiceRequest,
        deadline: Instant,
    ) -> bool {
        loop {
            let progress = match turn {
                Turn::Known { is_allowed } => return is_allowed,
                Turn::Ask(_) if Instant::now() >= deadline => return self.too_slow(&key.origin),
                Turn::Ask(question) => {
                    let answer = self.ask(&question, &key.origin, request, deadline).await;
                    return question.finish(answer);
                }
                Turn::Wait(progress) => progress,
            };
            let silence = self.longest_silence();
            match progress.clone().wait(silence, deadline).await {
                Wait::Answered { is_allowed } => return is_allowed,
                Wait::Abandoned => turn = self.questions.turn(key, Some(&progress)),
                Wait::OutOfTime => return false,
            }
        }
    }

    /// Asks the source; `None` if the time limit ends first.
    #[inline]
    async fn ask(
        &self,
        question: &Question<'_>,
        origin: &str,
        request: &ServiceRequest,
        deadline: Instant,
    ) -> Option<bool> {
        let answer = catch_panics(|| self.source.ask(origin, request));
        let mut answer = std::pin::pin!(answer);
        loop {
            let next_report = Instant::now() + self.longest_silence() / 4;
            let polled = timeout_at(next_report.min(deadline), answer.as_mut()).await;
            if Instant::now() >= deadline {
                // Late answers too: the worker may have been blocked since the source gave this one.
                self.too_slow(origin);
                return None;
            }
            match polled {
                Ok(Ok(is_allowed)) => return Some(is_allowed),
                Ok(Err(error)) => {
                    failed(origin, &error);
                    return None;
                }
                Err(_) => question.report(),
            }
        }
    }

    /// A question whose worker reports nothing for so long is asked again by a request of another worker.
    #[inline]
    fn longest_silence(&self) -> Duration {
        (self.time_limit / 4).clamp(Duration::from_millis(20), Duration::from_secs(1))
    }

    #[inline]
    fn too_slow(&self, origin: &str) -> bool {
        tracing::warn!(origin, limit = ?self.time_limit, "the source of CORS origins is too slow; denied");
        false
    }
}

impl AskedOrigins for CachedSource {
    #[inline]
    fn allows<'a>(
        &'a self,
        origin: &'a str,
        refused: Hazards,
        request: &'a ServiceRequest,
    ) -> Pin<Box<dyn Future<Output = bool> + 'a>> {
        Box::pin(self.allows(origin, refused, request))
    }
}

#[inline]
fn may_be_asked_for(origin: &str, refused: Hazards) -> bool {
    origin.len() <= LONGEST_ORIGIN
        && Hazards::of_exact_origin(origin)
            .is_some_and(|hazards| hazards.intersection(refused).is_empty())
}

#[inline]
fn failed(origin: &str, error: &SourceError) -> bool {
    tracing::warn!(origin, %error, "the source of CORS origins failed; denied");
    false
}

#[cfg(test)]
mod tests;
