//! How long ago a set of origins was known to be what its owner says, and when that is too long ago.

use std::{
    sync::{
        LazyLock,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::time::Instant;

/// When a set was last known to be current.
#[derive(Debug, Default)]
pub(super) struct Freshness {
    limit: Option<Duration>,
    /// As [`nanoseconds`] counts; zero before the first time.
    confirmed: AtomicU64,
    is_reported: AtomicBool,
}

impl Freshness {
    #[inline]
    pub(super) const fn new() -> Self {
        Self {
            limit: None,
            confirmed: AtomicU64::new(0),
            is_reported: AtomicBool::new(false),
        }
    }

    /// The time after which the set may not be used, unless it is confirmed.
    #[inline]
    pub(super) const fn set_limit(&mut self, limit: Duration) {
        self.limit = Some(limit);
    }

    /// There is another set, which was current at this time.
    #[inline]
    pub(super) fn begin(&self, time: Instant) {
        let time = time.min(Instant::now());
        self.confirmed.store(nanoseconds(time), Ordering::Release);
    }

    /// The set was still current at this time.
    #[inline]
    pub(super) fn confirm(&self, time: Instant) {
        let time = time.min(Instant::now());
        self.confirmed
            .fetch_max(nanoseconds(time), Ordering::AcqRel);
    }

    /// The time since the set was confirmed.
    #[inline]
    pub(super) fn age(&self) -> Option<Duration> {
        let confirmed = self.confirmed.load(Ordering::Acquire);
        let age = nanoseconds(Instant::now()).saturating_sub(confirmed);
        (confirmed > 0).then(|| Duration::from_nanos(age))
    }

    /// Whether the set may be used.
    #[inline]
    pub(super) fn is_within_limit(&self) -> bool {
        let Some(limit) = self.limit else {
            return true;
        };
        self.age().is_some_and(|age| age <= limit)
    }

    /// The same, for a request: the log says when a set gets too old, and when it can be used again.
    #[inline]
    pub(super) fn admits(&self, name: impl FnOnce() -> &'static str) -> bool {
        let Some(limit) = self.limit else {
            return true;
        };
        let is_admitted = self.is_within_limit();
        if self.is_reported.load(Ordering::Relaxed) == is_admitted
            && self.is_reported.swap(!is_admitted, Ordering::Relaxed) == is_admitted
        {
            self.report(name(), limit, is_admitted);
        }
        is_admitted
    }

    #[cold]
    fn report(&self, origins: &'static str, limit: Duration, is_admitted: bool) {
        if is_admitted {
            tracing::info!(
                origins,
                "the set of CORS origins is confirmed again; origins are allowed"
            );
        } else {
            tracing::error!(origins, ?limit, age = ?self.age(), "the set of CORS origins is too old; no origin is allowed");
        }
    }
}

/// Nanoseconds at a time, counted from long before the program looked at the clock first: a time before that
/// has a number too.
#[inline]
fn nanoseconds(time: Instant) -> u64 {
    const LONG_BEFORE: u64 = 1 << 62;
    static FIRST: LazyLock<Instant> = LazyLock::new(Instant::now);
    let first = *FIRST;
    let after = time.saturating_duration_since(first).as_nanos();
    let before = first.saturating_duration_since(time).as_nanos();
    let number = |nanoseconds: u128| u64::try_from(nanoseconds).unwrap_or(LONG_BEFORE);
    (LONG_BEFORE + number(after))
        .saturating_sub(number(before))
        .max(1)
}

#[cfg(test)]
mod tests {
    use tokio::time::advance;

    use super::*;

    const LIMIT: Duration = Duration::from_secs(5);
    const MOMENT: Duration = Duration::from_millis(1);

    #[tokio::test(start_paused = true)]
    async fn a_set_is_admitted_until_the_limit_and_when_it_is_confirmed_again() {
        let mut freshness = Freshness::new();
        freshness.set_limit(LIMIT);
        assert_eq!(freshness.age(), None);
        assert!(!freshness.admits(|| "SET"));
        freshness.confirm(Instant::now());
        assert!(freshness.admits(|| "SET"));
        advance(LIMIT.saturating_sub(MOMENT)).await;
        assert!(freshness.admits(|| "SET"));
        advance(MOMENT * 2).await;
        assert!(!freshness.admits(|| "SET"));
        assert!(freshness.age().is_some_and(|age| age > LIMIT));
        freshness.confirm(Instant::now());
        assert!(freshness.admits(|| "SET"));
    }

    #[tokio::test(start_paused = true)]
    async fn the_age_counts_from_the_time_that_the_set_was_current() {
        let mut freshness = Freshness::new();
        freshness.set_limit(LIMIT);
        let asked = Instant::now();
        advance(LIMIT).await;
        freshness.begin(asked);
        assert_eq!(freshness.age(), Some(LIMIT));
        assert!(freshness.is_within_limit());
        advance(MOMENT).await;
        assert!(!freshness.is_within_limit());
    }

    #[tokio::test(start_paused = true)]
    async fn the_age_is_that_of_the_last_confirmation_or_of_a_new_set() {
        let freshness = Freshness::new();
        let asked = Instant::now();
        advance(LIMIT).await;
        freshness.confirm(Instant::now());
        freshness.confirm(asked);
        freshness.confirm(Instant::now() + LIMIT);
        assert_eq!(freshness.age(), Some(Duration::ZERO));
        freshness.begin(asked);
        assert_eq!(freshness.age(), Some(LIMIT));
    }

    #[tokio::test(start_paused = true)]
    async fn a_time_before_the_first_look_at_the_clock_is_counted() {
        let now = Instant::now();
        nanoseconds(now);
        let earlier = now.checked_sub(LIMIT).unwrap();
        assert_eq!(nanoseconds(now) - nanoseconds(earlier), 5_000_000_000);
    }

    #[tokio::test(start_paused = true)]
    async fn without_a_limit_a_set_is_always_admitted() {
        let freshness = Freshness::new();
        assert!(freshness.admits(|| "SET"));
        advance(LIMIT).await;
        assert!(freshness.admits(|| "SET"));
    }
}
