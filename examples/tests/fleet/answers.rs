//! Everything that was changed and when, and which answers are right after that.

use std::{
    collections::HashMap,
    sync::Mutex,
    time::{Duration, Instant},
};

/// A site, and the tenant whose API it calls. A tenant adds only sites of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Question {
    pub(crate) tenant: usize,
    pub(crate) owner: usize,
    pub(crate) site: usize,
}

/// What was changed. At first, no site is allowed.
#[derive(Default)]
pub(crate) struct History {
    states: Mutex<HashMap<Question, Vec<State>>>,
}

struct State {
    is_allowed: bool,
    sent: Instant,
    /// Nothing while it is under way, and if it is unknown whether it was made.
    acknowledged: Option<Instant>,
}

impl Question {
    pub(crate) fn tenant(&self) -> String {
        format!("tenant-{}", self.tenant)
    }

    pub(crate) fn origin(&self) -> String {
        format!("https://site-{}.tenant-{}.example", self.site, self.owner)
    }
}

impl History {
    /// A change is sent.
    pub(crate) fn send(&self, question: Question, is_allowed: bool) {
        let mut states = self.states.lock().unwrap();
        states.entry(question).or_default().push(State {
            is_allowed,
            sent: Instant::now(),
            acknowledged: None,
        });
    }

    /// The last change of the site is acknowledged.
    pub(crate) fn acknowledge(&self, question: Question) {
        let mut states = self.states.lock().unwrap();
        let last = states.get_mut(&question).unwrap().last_mut().unwrap();
        last.acknowledged = Some(Instant::now());
    }

    /// Whether the answer is of a state that was in force while it was asked for: from when its change was sent,
    /// until the next change was acknowledged and so much time had passed.
    pub(crate) fn is_right(
        &self,
        question: Question,
        answer: bool,
        (asked, answered): (Instant, Instant),
        lag: Duration,
    ) -> bool {
        let states = self.states.lock().unwrap();
        let states = states.get(&question).map_or(&[][..], Vec::as_slice);
        let ends = |next: Option<&State>| next.and_then(|next| next.acknowledged);
        let is_in_force = |next: Option<&State>| ends(next).is_none_or(|end| asked <= end + lag);
        let first = !answer && is_in_force(states.first());
        first
            || states.iter().enumerate().any(|(index, state)| {
                state.is_allowed == answer
                    && state.sent <= answered
                    && is_in_force(states.get(index + 1))
            })
    }
}

#[test]
fn an_answer_is_right_until_the_next_change_is_acknowledged_and_the_time_has_passed() {
    let question = Question {
        tenant: 0,
        owner: 0,
        site: 0,
    };
    let (history, begin, lag) = (History::default(), Instant::now(), Duration::from_secs(1));
    let is_right = |answer, asked| {
        let times = (asked, asked + lag);
        history.is_right(question, answer, times, lag)
    };
    assert!(is_right(false, begin) && !is_right(true, begin));
    history.send(question, true);
    assert!(is_right(false, begin) && is_right(true, begin));
    history.acknowledge(question);
    let late = Instant::now() + lag * 2;
    assert!(is_right(false, begin) && is_right(true, begin));
    assert!(!is_right(false, late) && is_right(true, late));
    history.send(question, false);
    assert!(is_right(false, late) && is_right(true, late));
    history.acknowledge(question);
    let late = Instant::now() + lag * 2;
    assert!(is_right(false, late) && !is_right(true, late));
}
