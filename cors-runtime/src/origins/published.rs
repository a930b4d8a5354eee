//! A value that is replaced while requests read it: at once, in versions, one writer after another. Readers
//! never wait, and see a version as a whole.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use arc_swap::ArcSwapOption;
use tokio::time::Instant;

use super::freshness::Freshness;

/// A value in its current version; none until it is set.
#[derive(Debug)]
pub(super) struct Published<T> {
    current: ArcSwapOption<Version<T>>,
    writers: Mutex<()>,
    freshness: Freshness,
}

/// A value that is never changed.
#[derive(Debug)]
struct Version<T> {
    value: T,
    number: u64,
}

/// What a change says about the version that it makes.
#[derive(Debug, Default)]
pub(super) struct VersionMark {
    /// One more than the number before, if this is nothing.
    pub(super) number: Option<u64>,
    /// When the value was current: the time of the change, if this is nothing.
    pub(super) as_of: Option<Instant>,
}

impl<T: Clone + Default> Published<T> {
    #[inline]
    pub(super) const fn new() -> Self {
        Self {
            current: ArcSwapOption::const_empty(),
            writers: Mutex::new(()),
            freshness: Freshness::new(),
        }
    }

    #[inline]
    pub(super) const fn set_limit(&mut self, limit: Duration) {
        self.freshness.set_limit(limit);
    }

    /// What the function finds in the current value, for a request: nothing without a value, or if it is too old.
    #[inline]
    pub(super) fn read<R>(
        &self,
        name: impl FnOnce() -> &'static str,
        find: impl FnOnce(&T) -> R,
    ) -> Option<R> {
        let current = self.freshness.admits(name).then(|| self.current.load())?;
        current.as_ref().map(|version| find(&version.value))
    }

    /// The current value, however old it is.
    #[inline]
    pub(super) fn value(&self) -> T {
        let current = self.current.load();
        current
            .as_ref()
            .map(|version| version.value.clone())
            .unwrap_or_default()
    }

    /// The number of the current version: zero until there is one.
    #[inline]
    pub(super) fn version(&self) -> u64 {
        let current = self.current.load();
        current.as_ref().map_or(0, |version| version.number)
    }

    /// Publishes what the function makes of the value, with the mark that it sets; if it fails, nothing changes.
    #[inline]
    pub(super) fn update<R, E>(
        &self,
        change: impl FnOnce(&mut T, &mut VersionMark) -> Result<R, E>,
    ) -> Result<R, E> {
        let _only_writer = self.writers.lock().unwrap_or_else(PoisonError::into_inner);
        let mut value = self.value();
        let mut mark = VersionMark::default();
        let result = change(&mut value, &mut mark)?;
        let next = || self.version().saturating_add(1);
        let number = mark.number.unwrap_or_else(next);
        self.current
            .store(Some(Arc::new(Version { value, number })));
        self.freshness
            .begin(mark.as_of.unwrap_or_else(Instant::now));
        Ok(result)
    }

    /// Confirms that the current version was current at this time, if it is this one.
    #[inline]
    pub(super) fn confirm(&self, version: u64, as_of: Instant) -> bool {
        let _no_writer = self.writers.lock().unwrap_or_else(PoisonError::into_inner);
        let is_current = self.current.load().is_some() && self.version() == version;
        if is_current {
            self.freshness.confirm(as_of);
        }
        is_current
    }

    #[inline]
    pub(super) fn age(&self) -> Option<Duration> {
        self.freshness.age()
    }

    /// Whether there is a version, and it is not too old.
    #[inline]
    pub(super) fn is_ready(&self) -> bool {
        self.current.load().is_some() && self.freshness.is_within_limit()
    }
}
