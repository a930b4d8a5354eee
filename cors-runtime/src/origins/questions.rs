//! Answers that are cached, and questions that are under way: who asks, and who waits for whom.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{
    sync::watch,
    time::{Instant, timeout_at},
};

use super::answer_cache::{AnswerCache, AnswerKey};

/// The answers of a source, and the questions to it.
pub(super) struct Questions {
    state: Mutex<State>,
}

struct State {
    answers: AnswerCache,
    under_way: HashMap<AnswerKey, Progress>,
}

/// What a request does about its origin.
pub(super) enum Turn<'s> {
    Known { is_allowed: bool },
    Ask(Question<'s>),
    Wait(Progress),
}

/// How a wait for the question of another request ends.
pub(super) enum Wait {
    Answered {
        is_allowed: bool,
    },
    /// The request that asked was dropped, or its worker is blocked.
    Abandoned,
    OutOfTime,
}

/// A question that is under way, for the request that asks.
pub(super) struct Question<'s> {
    questions: &'s Questions,
    key: AnswerKey,
    asked: Instant,
    reports: watch::Sender<Report>,
}

/// A question that is under way, for the requests that wait.
#[derive(Debug, Clone)]
pub(super) struct Progress(watch::Receiver<Report>);

#[derive(Debug, Clone, Copy)]
enum Report {
    /// The worker of the question runs.
    UnderWay,
    Answered {
        is_allowed: bool,
    },
}

impl Questions {
    #[inline]
    pub(super) fn new(answers: AnswerCache) -> Self {
        Self {
            state: Mutex::new(State {
                answers,
                under_way: HashMap::new(),
            }),
        }
    }

    /// A question that a request found abandoned is asked again by the first that comes here.
    #[inline]
    pub(super) fn turn(&self, key: &AnswerKey, abandoned: Option<&Progress>) -> Turn<'_> {
        let mut state = self.state();
        if let Some(is_allowed) = state.answers.get(key) {
            return Turn::Known { is_allowed };
        }
        if let Some(progress) = state.under_way.get(key)
            && !abandoned.is_some_and(|abandoned| progress.is_of(abandoned))
        {
            return Turn::Wait(progress.clone());
        }
        let (reports, progress) = watch::channel(Report::UnderWay);
        state.under_way.insert(key.clone(), Progress(progress));
        Turn::Ask(Question {
            questions: self,
            key: key.clone(),
            asked: Instant::now(),
            reports,
        })
    }

    /// Requests that come from now on ask again; a question that is under way is for those that wait for it.
    #[inline]
    pub(super) fn forget(&self, is_forgotten: impl Fn(&str) -> bool) {
        let mut state = self.state();
        state.answers.retain(|key| !is_forgotten(&key.origin));
        state.under_way.retain(|key, _| !is_forgotten(&key.origin));
    }

    #[inline]
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Progress {
    /// Waits until the deadline, if the question's worker is never silent for longer than this.
    #[inline]
    pub(super) async fn wait(mut self, longest_silence: Duration, deadline: Instant) -> Wait {
        loop {
            if let Report::Answered { is_allowed } = *self.0.borrow_and_update() {
                return Wait::Answered { is_allowed };
            }
            let patience = Instant::now() + longest_silence;
            match timeout_at(patience.min(deadline), self.0.changed()).await {
                _ if Instant::now() >= deadline => return Wait::OutOfTime,
                Ok(Ok(())) => {}
                Ok(Err(_)) | Err(_) => return Wait::Abandoned,
            }
        }
    }

    #[inline]
    fn is_of(&self, other: &Self) -> bool {
        self.0.same_channel(&other.0)
    }
}

impl Question<'_> {
    /// Those that wait learn that the worker runs.
    #[inline]
    pub(super) fn report(&self) {
        self.reports.send_replace(Report::UnderWay);
    }

    /// Gives the answer to those that wait, and caches it unless the question was forgotten meanwhile, or asked
    /// again. No answer denies, and is not cached.
    #[inline]
    pub(super) fn finish(self, answer: Option<bool>) -> bool {
        let is_allowed = answer.unwrap_or(false);
        let mut state = self.questions.state();
        if self.remove(&mut state) && answer.is_some() {
            let key = self.key.clone();
            state.answers.insert(key, is_allowed, self.asked);
        }
        drop(state);
        self.reports.send_replace(Report::Answered { is_allowed });
        is_allowed
    }

    /// True if this was the question for its key.
    #[inline]
    fn remove(&self, state: &mut State) -> bool {
        let this = Progress(self.reports.subscribe());
        let current = state.under_way.get(&self.key);
        let is_current = current.is_some_and(|current| current.is_of(&this));
        if is_current {
            state.under_way.remove(&self.key);
        }
        is_current
    }
}

impl Drop for Question<'_> {
    /// A request is dropped when its client goes away; then one of those that wait asks.
    #[inline]
    fn drop(&mut self) {
        self.remove(&mut self.questions.state());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn questions() -> Questions {
        Questions::new(AnswerCache::new(10, Duration::from_secs(60)))
    }

    #[test]
    fn a_question_that_is_forgotten_is_asked_again_and_another_is_waited_for() {
        let (changed, other) = (
            AnswerKey::of_origin("https://a.example"),
            AnswerKey::of_origin("https://b.example"),
        );
        let questions = questions();
        let _under_way = [&changed, &other].map(|key| questions.turn(key, None));
        questions.forget(|origin| origin == "https://a.example");
        assert!(matches!(questions.turn(&changed, None), Turn::Ask(_)));
        assert!(matches!(questions.turn(&other, None), Turn::Wait(_)));
    }

    fn ask<'q>(
        questions: &'q Questions,
        key: &AnswerKey,
        abandoned: Option<&Progress>,
    ) -> Question<'q> {
        match questions.turn(key, abandoned) {
            Turn::Ask(question) => question,
            Turn::Known { .. } | Turn::Wait(_) => unreachable!("it is asked"),
        }
    }

    fn wait(questions: &Questions, key: &AnswerKey, abandoned: Option<&Progress>) -> Progress {
        match questions.turn(key, abandoned) {
            Turn::Wait(progress) => progress,
            Turn::Known { .. } | Turn::Ask(_) => unreachable!("it is waited for"),
        }
    }

    #[test]
    fn an_abandoned_question_is_asked_again_by_one_of_those_who_waited() {
        let (key, questions) = (AnswerKey::of_origin("https://a.example"), questions());
        let _blocked = ask(&questions, &key, None);
        let abandoned = wait(&questions, &key, None);
        let _again = ask(&questions, &key, Some(&abandoned));
        let newer = wait(&questions, &key, Some(&abandoned));
        assert!(!newer.is_of(&abandoned));
    }

    #[test]
    fn the_answer_to_a_forgotten_question_is_not_stored() {
        let (key, questions) = (AnswerKey::of_origin("https://a.example"), questions());
        let old = ask(&questions, &key, None);
        questions.forget(|_| true);
        let new = ask(&questions, &key, None);
        assert!(old.finish(Some(true)));
        wait(&questions, &key, None);
        assert!(!new.finish(Some(false)));
        let known = questions.turn(&key, None);
        assert!(matches!(known, Turn::Known { is_allowed: false }));
    }

    #[test]
    fn a_question_that_is_dropped_is_not_waited_for() {
        let (key, questions) = (AnswerKey::of_origin("https://a.example"), questions());
        drop(ask(&questions, &key, None));
        drop(ask(&questions, &key, None));
        assert!(questions.state().under_way.is_empty());
    }

    #[tokio::test(start_paused = true)]
    async fn a_wait_ends_at_its_deadline_or_with_a_silent_worker() {
        let (key, questions) = (AnswerKey::of_origin("https://a.example"), questions());
        let _silent = ask(&questions, &key, None);
        let progress = wait(&questions, &key, None);
        let second = Duration::from_secs(1);
        for (longest_silence, is_late) in [(second, false), (second * 2, true), (second * 3, true)]
        {
            let deadline = Instant::now() + second * 2;
            let end = progress.clone().wait(longest_silence, deadline).await;
            assert_eq!(matches!(end, Wait::OutOfTime), is_late);
            assert_eq!(matches!(end, Wait::Abandoned), !is_late);
        }
    }
}
