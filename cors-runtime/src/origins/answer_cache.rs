//! The answers that a source gave: a bounded map whose entries expire.

use std::{collections::HashMap, mem, time::Duration};

use tokio::time::Instant;

/// What an answer is stored under.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct AnswerKey {
    pub(super) origin: Box<str>,
    /// What else the answer depends on.
    pub(super) context: Box<str>,
}

#[cfg(test)]
impl AnswerKey {
    /// For an answer that depends on nothing but the origin.
    pub(super) fn of_origin(origin: &str) -> Self {
        Self {
            origin: origin.into(),
            context: "".into(),
        }
    }
}

/// Two generations of answers. When the current one is full, it becomes the previous one, and the previous one
/// is dropped. An answer in use moves to the current generation, so origins that are seen once do not push it
/// out.
#[derive(Debug)]
pub(super) struct AnswerCache {
    largest_generation: usize,
    time_to_live: Duration,
    current: HashMap<AnswerKey, Answer>,
    previous: HashMap<AnswerKey, Answer>,
}

#[derive(Debug, Clone, Copy)]
struct Answer {
    is_allowed: bool,
    expires: Instant,
}

impl AnswerCache {
    /// An odd capacity is rounded up.
    #[inline]
    pub(super) fn new(capacity: u64, time_to_live: Duration) -> Self {
        let capacity = usize::try_from(capacity).unwrap_or(usize::MAX);
        Self {
            largest_generation: capacity.div_ceil(2),
            time_to_live,
            current: HashMap::new(),
            previous: HashMap::new(),
        }
    }

    /// The answer for the key, unless it has expired.
    #[inline]
    pub(super) fn get(&mut self, key: &AnswerKey) -> Option<bool> {
        let now = Instant::now();
        let is_valid = |answer: &Answer| now < answer.expires;
        if let Some(answer) = self.current.get(key) {
            return is_valid(answer).then_some(answer.is_allowed);
        }
        let (key, answer) = self.previous.remove_entry(key)?;
        if !is_valid(&answer) {
            return None;
        }
        self.store(key, answer);
        Some(answer.is_allowed)
    }

    /// Stores an answer to a question of this time: it may be as old as the question.
    #[inline]
    pub(super) fn insert(&mut self, key: AnswerKey, is_allowed: bool, asked: Instant) {
        let expires = asked + self.time_to_live;
        self.store(
            key,
            Answer {
                is_allowed,
                expires,
            },
        );
    }

    /// Drops the answers for which this is false.
    #[inline]
    pub(super) fn retain(&mut self, is_kept: impl Fn(&AnswerKey) -> bool) {
        self.current.retain(|key, _| is_kept(key));
        self.previous.retain(|key, _| is_kept(key));
    }

    #[inline]
    fn store(&mut self, key: AnswerKey, answer: Answer) {
        if self.largest_generation == 0 {
            return;
        }
        if self.current.len() >= self.largest_generation && !self.current.contains_key(&key) {
            self.previous = mem::take(&mut self.current);
        }
        self.current.insert(key, answer);
    }

    #[cfg(test)]
    fn len(&self) -> usize {
        self.current.len() + self.previous.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    fn key(number: usize) -> AnswerKey {
        AnswerKey::of_origin(&format!("https://app-{number}.example.com"))
    }

    #[test]
    fn ten_thousand_origins_do_not_fill_the_memory() {
        let mut cache = AnswerCache::new(100, MINUTE);
        for number in 0..10_000 {
            cache.insert(key(number), true, Instant::now());
            assert!(cache.len() <= 100);
        }
        assert_eq!(cache.get(&key(9_999)), Some(true));
        assert_eq!(cache.get(&key(0)), None);
    }

    #[test]
    fn an_origin_in_use_survives_many_that_are_seen_once() {
        let mut cache = AnswerCache::new(100, MINUTE);
        cache.insert(key(0), true, Instant::now());
        for number in 1..10_000 {
            cache.insert(key(number), false, Instant::now());
            if number % 40 == 0 {
                assert_eq!(cache.get(&key(0)), Some(true));
            }
        }
    }

    #[test]
    fn without_capacity_nothing_is_stored() {
        let mut cache = AnswerCache::new(0, MINUTE);
        cache.insert(key(0), true, Instant::now());
        assert_eq!(cache.get(&key(0)), None);
    }

    #[test]
    fn an_answer_expires_by_the_time_of_its_question() {
        let mut cache = AnswerCache::new(100, MINUTE);
        let asked = Instant::now() - MINUTE;
        cache.insert(key(0), true, asked);
        assert_eq!(cache.get(&key(0)), None);
        cache.insert(key(0), true, asked + MINUTE);
        assert_eq!(cache.get(&key(0)), Some(true));
    }

    #[test]
    fn answers_can_be_dropped_by_their_key() {
        let mut cache = AnswerCache::new(100, MINUTE);
        cache.insert(key(0), true, Instant::now());
        cache.insert(key(1), true, Instant::now());
        cache.retain(|one| *one != key(0));
        assert_eq!((cache.get(&key(0)), cache.get(&key(1))), (None, Some(true)));
    }
}
