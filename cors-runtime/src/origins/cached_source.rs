//! A source and the answers that it gave, for all workers. It is asked once however many requests wait; one
//! that fails, panics, or is slow denies.
//!
//! A question is asked by the request that came first, on its worker, because it may read that request. While
//! it is under way, it reports its progress to those who wait for it. If the reports stop, something blocks
//! that worker, and one of the others asks in its place.

use std::{
    any::TypeId,
    collections::HashMap,
    fmt,
    future::{Future, poll_fn},
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::Poll,
    time::Duration,
};

use actix_web::dev::ServiceRequest;
use cors_rules::Hazards;
use tokio::{
    sync::watch,
    time::{Instant, timeout_at},
};

use super::{
    answer_cache::{AnswerCache, AnswerKey},
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
pub struct CachedSource {
    source: &'static dyn AnySource,
    time_limit: Duration,
    state: Mutex<State>,
}

struct State {
    answers: AnswerCache,
    questions: HashMap<AnswerKey, watch::Receiver<Progress>>,
}

/// How far a question has come.
#[derive(Debug, Clone, Copy)]
enum Progress {
    /// Its worker runs.
    UnderWay,
    Answered {
        is_allowed: bool,
    },
}

/// What a request does about its origin.
enum Turn<'s> {
    Known { is_allowed: bool },
    Ask(Question<'s>),
    Wait(watch::Receiver<Progress>),
}

/// How a wait for the question of another request ends.
enum Wait {
    Answered {
        is_allowed: bool,
    },
    /// The request that asked was dropped, or its worker is blocked.
    Abandoned,
    OutOfTime,
}

impl fmt::Debug for CachedSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CachedSource").finish_non_exhaustive()
    }
}

impl CachedSource {
    /// The one for this `static`.
    pub(super) fn of<S: AnySource + 'static>(source: &'static S) -> Arc<Self> {
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
        let time_to_live = settings.time_to_live.min(LONGEST_TIME);
        Self {
            source,
            time_limit: settings.time_limit.min(LONGEST_TIME),
            state: Mutex::new(State {
                answers: AnswerCache::new(settings.capacity, time_to_live),
                questions: HashMap::new(),
            }),
        }
    }

    /// Requests that come from now on ask again; a question that is under way is for those who wait for it.
    pub(super) fn forget(&self, is_forgotten: impl Fn(&str) -> bool) {
        let mut state = self.state();
        state.answers.retain(|key| !is_forgotten(&key.origin));
        state.questions.retain(|key, _| !is_forgotten(&key.origin));
    }

    /// Whether the origin may call; what the source does not answer in time is denied.
    pub(crate) async fn allows(
        &self,
        origin: &str,
        refused: Hazards,
        request: &ServiceRequest,
    ) -> bool {
        let may_be_asked_for = origin.len() <= LONGEST_ORIGIN
            && !origin.contains('*')
            && Hazards::of_origin_text(origin)
                .is_some_and(|hazards| hazards.intersection(refused).is_empty());
        if !may_be_asked_for {
            return false;
        }
        let key = match catch_panic(|| self.source.key(origin, request)) {
            Ok(context) => AnswerKey {
                origin: origin.into(),
                context: context.into(),
            },
            Err(error) => return denied(origin, &error),
        };
        let address = std::ptr::from_ref(self).addr();
        if let Some(is_allowed) = RequestAnswers::get(request, address, &key) {
            return is_allowed;
        }
        let begin = Instant::now();
        let time_left = self
            .time_limit
            .saturating_sub(RequestAnswers::waited(request));
        let is_allowed = self.answer(&key, request, begin + time_left).await;
        RequestAnswers::insert(request, address, key, is_allowed, begin.elapsed());
        is_allowed
    }

    async fn answer(&self, key: &AnswerKey, request: &ServiceRequest, deadline: Instant) -> bool {
        let mut abandoned = None;
        loop {
            let progress = match self.turn(key, abandoned.as_ref()) {
                Turn::Known { is_allowed } => return is_allowed,
                Turn::Ask(_) if Instant::now() >= deadline => return self.too_slow(&key.origin),
                Turn::Ask(question) => {
                    let answer = self.ask(&question, &key.origin, request, deadline).await;
                    return question.finish(answer);
                }
                Turn::Wait(progress) => progress,
            };
            match self.wait(progress.clone(), deadline).await {
                Wait::Answered { is_allowed } => return is_allowed,
                Wait::Abandoned => abandoned = Some(progress),
                Wait::OutOfTime => return false,
            }
        }
    }

    fn turn(&self, key: &AnswerKey, abandoned: Option<&watch::Receiver<Progress>>) -> Turn<'_> {
        let mut state = self.state();
        if let Some(is_allowed) = state.answers.get(key) {
            return Turn::Known { is_allowed };
        }
        if let Some(progress) = state.questions.get(key)
            && !abandoned.is_some_and(|abandoned| progress.same_channel(abandoned))
        {
            return Turn::Wait(progress.clone());
        }
        let (sender, progress) = watch::channel(Progress::UnderWay);
        state.questions.insert(key.clone(), progress);
        Turn::Ask(Question {
            cached: self,
            key: key.clone(),
            asked: Instant::now(),
            sender,
        })
    }

    /// Asks the source; nothing if there is no answer in time.
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
                    denied(origin, &error);
                    return None;
                }
                Err(_) => question.report(),
            }
        }
    }

    async fn wait(&self, mut progress: watch::Receiver<Progress>, deadline: Instant) -> Wait {
        loop {
            if let Progress::Answered { is_allowed } = *progress.borrow_and_update() {
                return Wait::Answered { is_allowed };
            }
            let patience = Instant::now() + self.longest_silence();
            match timeout_at(patience.min(deadline), progress.changed()).await {
                _ if Instant::now() >= deadline => return Wait::OutOfTime,
                Ok(Ok(())) => {}
                Ok(Err(_)) | Err(_) => return Wait::Abandoned,
            }
        }
    }

    /// A question whose worker reports nothing for so long is asked again by a request of another worker.
    fn longest_silence(&self) -> Duration {
        (self.time_limit / 4).clamp(Duration::from_millis(20), Duration::from_secs(1))
    }

    fn too_slow(&self, origin: &str) -> bool {
        tracing::warn!(origin, limit = ?self.time_limit, "the source of CORS origins is too slow; denied");
        false
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A question that is under way.
struct Question<'s> {
    cached: &'s CachedSource,
    key: AnswerKey,
    asked: Instant,
    sender: watch::Sender<Progress>,
}

impl Question<'_> {
    /// Those who wait hear that the worker runs.
    fn report(&self) {
        self.sender.send_replace(Progress::UnderWay);
    }

    /// Gives the answer to those who wait, and stores it unless the question was forgotten meanwhile, or asked
    /// again. No answer denies, and is not stored.
    fn finish(self, answer: Option<bool>) -> bool {
        let is_allowed = answer.unwrap_or(false);
        let mut state = self.cached.state();
        if self.remove(&mut state) && answer.is_some() {
            let key = self.key.clone();
            state.answers.insert(key, is_allowed, self.asked);
        }
        drop(state);
        self.sender.send_replace(Progress::Answered { is_allowed });
        is_allowed
    }

    /// True if this was the question for its key.
    fn remove(&self, state: &mut State) -> bool {
        let progress = self.sender.subscribe();
        let is_this = |current: &watch::Receiver<Progress>| current.same_channel(&progress);
        let is_current = state.questions.get(&self.key).is_some_and(is_this);
        if is_current {
            state.questions.remove(&self.key);
        }
        is_current
    }
}

impl Drop for Question<'_> {
    /// Requests are dropped when clients go away; then one of those who wait asks.
    fn drop(&mut self) {
        self.remove(&mut self.cached.state());
    }
}

fn denied(origin: &str, error: &SourceError) -> bool {
    tracing::warn!(origin, %error, "the source of CORS origins failed; denied");
    false
}

/// The source's answer; a panic is an error.
async fn catch_panics<'a>(ask: impl FnOnce() -> Answer<'a>) -> Result<bool, SourceError> {
    let mut answer = catch_panic(ask)?;
    poll_fn(|cx| match catch_panic(|| answer.as_mut().poll(cx)) {
        Ok(polled) => polled,
        Err(error) => Poll::Ready(Err(error)),
    })
    .await
}

fn catch_panic<T>(run: impl FnOnce() -> T) -> Result<T, SourceError> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|panic| {
        let text = panic.downcast_ref::<&str>().copied();
        let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
        format!("it panicked: {}", text.unwrap_or("without a message")).into()
    })
}

#[cfg(test)]
mod tests;
