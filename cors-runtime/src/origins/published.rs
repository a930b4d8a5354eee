//! A value that is replaced while requests read it: at once, in versions, one writer after another. Readers
//! never wait, and see a version as a whole.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use arc_swap::{ArcSwapOption, Guard};

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
pub(super) struct Version<T> {
    pub(super) value: T,
    number: u64,
}

impl<T: Clone + Default> Published<T> {
    pub(super) const fn new() -> Self {
        Self {
            current: ArcSwapOption::const_empty(),
            writers: Mutex::new(()),
            freshness: Freshness::new(),
        }
    }

    pub(super) const fn set_limit(&mut self, limit: Duration) {
        self.freshness.set_limit(limit);
    }

    /// The current version for a request: none if it is too old.
    pub(super) fn read(
        &self,
        name: impl FnOnce() -> &'static str,
    ) -> Option<Guard<Option<Arc<Version<T>>>>> {
        self.freshness.admits(name).then(|| self.current.load())
    }

    /// The current value, however old it is.
    pub(super) fn value(&self) -> T {
        let current = self.current.load();
        current
            .as_ref()
            .map(|version| version.value.clone())
            .unwrap_or_default()
    }

    /// The number of the current version: zero until there is one.
    pub(super) fn version(&self) -> u64 {
        let current = self.current.load();
        current.as_ref().map_or(0, |version| version.number)
    }

    /// Publishes what the function makes of the value, as the version that it returns, or else as the next
    /// one; if it fails, nothing changes.
    pub(super) fn update<R, E>(
        &self,
        change: impl FnOnce(&mut T, &mut Option<u64>) -> Result<R, E>,
    ) -> Result<R, E> {
        let _only_writer = self.writers.lock().unwrap_or_else(PoisonError::into_inner);
        let mut value = self.value();
        let mut number = None;
        let result = change(&mut value, &mut number)?;
        let number = number.unwrap_or_else(|| self.version().saturating_add(1));
        self.current
            .store(Some(Arc::new(Version { value, number })));
        self.freshness.confirm();
        Ok(result)
    }

    /// Confirms the current version, if it is this one.
    pub(super) fn confirm(&self, version: u64) -> bool {
        let _no_writer = self.writers.lock().unwrap_or_else(PoisonError::into_inner);
        let is_current = self.current.load().is_some() && self.version() == version;
        if is_current {
            self.freshness.confirm();
        }
        is_current
    }

    pub(super) fn age(&self) -> Option<Duration> {
        self.freshness.age()
    }

    /// Whether there is a version, and it is not too old.
    pub(super) fn is_ready(&self) -> bool {
        self.current.load().is_some() && self.freshness.is_within_limit()
    }
}
