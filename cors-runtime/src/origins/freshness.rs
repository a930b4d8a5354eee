//! How long ago a set of origins was known to be what its owner says, and when that is too long ago.

use std::{
    sync::{
        LazyLock,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::time::Instant;

/// When a set was last confirmed.
#[derive(Debug, Default)]
pub(super) struct Freshness {
    limit: Option<Duration>,
    /// Milliseconds since the program looked at the clock first, and one more; zero before the first time.
    confirmed: AtomicU64,
    is_reported: AtomicBool,
}

impl Freshness {
    pub(super) const fn new() -> Self {
        Self {
            limit: None,
            confirmed: AtomicU64::new(0),
            is_reported: AtomicBool::new(false),
        }
    }

    /// The time after which the set may not be used, unless it is confirmed.
    pub(super) const fn set_limit(&mut self, limit: Duration) {
        self.limit = Some(limit);
    }

    pub(super) fn confirm(&self) {
        self.confirmed.store(milliseconds() + 1, Ordering::Release);
    }

    /// The time since the set was confirmed.
    pub(super) fn age(&self) -> Option<Duration> {
        let confirmed = self.confirmed.load(Ordering::Acquire).checked_sub(1)?;
        Some(Duration::from_millis(
            milliseconds().saturating_sub(confirmed),
        ))
    }

    /// Whether the set may be used.
    pub(super) fn is_within_limit(&self) -> bool {
        let Some(limit) = self.limit else {
            return true;
        };
        self.age().is_some_and(|age| age <= limit)
    }

    /// The same, for a request: the log says when a set gets too old, and when it can be used again.
    pub(super) fn admits(&self, name: impl FnOnce() -> &'static str) -> bool {
        let Some(limit) = self.limit else {
            return true;
        };
        let is_admitted = self.is_within_limit();
        if self.is_reported.load(Ordering::Relaxed) == is_admitted
            && self.is_reported.swap(!is_admitted, Ordering::Relaxed) == is_admitted
        {
            let origins = name();
            if is_admitted {
                tracing::info!(
                    origins,
                    "the set of CORS origins is confirmed again; origins are allowed"
                );
            } else {
                tracing::error!(origins, ?limit, age = ?self.age(), "the set of CORS origins is too old; no origin is allowed");
            }
        }
        is_admitted
    }
}

fn milliseconds() -> u64 {
    static FIRST: LazyLock<Instant> = LazyLock::new(Instant::now);
    let time = Instant::now().saturating_duration_since(*FIRST);
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX - 1)
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
        freshness.confirm();
        assert!(freshness.admits(|| "SET"));
        advance(LIMIT.saturating_sub(MOMENT)).await;
        assert!(freshness.admits(|| "SET"));
        advance(MOMENT * 2).await;
        assert!(!freshness.admits(|| "SET"));
        assert!(freshness.age().is_some_and(|age| age > LIMIT));
        freshness.confirm();
        assert!(freshness.admits(|| "SET"));
    }

    #[tokio::test(start_paused = true)]
    async fn without_a_limit_a_set_is_always_admitted() {
        let freshness = Freshness::new();
        assert!(freshness.admits(|| "SET"));
        advance(LIMIT).await;
        assert!(freshness.admits(|| "SET"));
    }
}
