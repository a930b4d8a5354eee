//! A set of origins that is being changed: what the closures of `SharedOrigins::update` and
//! `KeyedOrigins::update` work on.

use std::{sync::Arc, time::Instant};

use cors_rules::{Hazards, OptOut};

use super::{
    error::OriginsError, layered_map::LayeredMap, published::VersionMark,
    runtime_set::RuntimeOrigins,
};

/// The next version of a [`SharedOrigins`](crate::SharedOrigins), before it is published.
#[derive(Debug)]
pub struct OriginsDraft<'s> {
    origins: &'s mut RuntimeOrigins,
    mark: &'s mut VersionMark,
    rules: Rules,
}

/// The next version of a [`KeyedOrigins`](crate::KeyedOrigins), before it is published.
#[derive(Debug)]
pub struct KeyedOriginsDraft<'s> {
    sets: &'s mut LayeredMap<Arc<RuntimeOrigins>>,
    mark: &'s mut VersionMark,
    rules: Rules,
}

/// What the policies that use a set let pass.
#[derive(Debug)]
struct Rules {
    opt_outs: Vec<OptOut>,
}

impl<'s> OriginsDraft<'s> {
    #[inline]
    pub(super) fn new(
        origins: &'s mut RuntimeOrigins,
        mark: &'s mut VersionMark,
        refused: Hazards,
    ) -> Self {
        Self {
            origins,
            mark,
            rules: Rules::new(refused),
        }
    }

    /// Replaces all origins with these.
    ///
    /// # Errors
    ///
    /// Every mistake in the list, by position; then the draft does not change.
    #[inline]
    pub fn replace<I>(&mut self, origins: I) -> Result<(), OriginsError>
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        *self.origins = self.rules.validate(origins)?;
        Ok(())
    }

    /// Adds origins to those that are there.
    ///
    /// # Errors
    ///
    /// Every mistake in the list, by position; then the draft does not change.
    #[inline]
    pub fn insert<I>(&mut self, origins: I) -> Result<(), OriginsError>
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        self.origins.insert(&self.rules.validate(origins)?);
        Ok(())
    }

    /// Removes origins and patterns, each as it was inserted; one that is not there is ignored.
    #[inline]
    pub fn remove<I>(&mut self, origins: I)
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        for origin in origins {
            self.origins.remove(origin.as_ref());
        }
    }

    /// Sets the number of the version, such as that of the last change in a database. Without this, it is
    /// one more than the number before.
    #[inline]
    pub fn set_version(&mut self, version: u64) {
        self.mark.number = Some(version);
    }

    /// Sets the time as of which the draft is current, such as that at which the database was asked: the age
    /// counts from then. Without this, it counts from the change.
    #[inline]
    pub fn set_as_of(&mut self, time: Instant) {
        self.mark.as_of = Some(time.into());
    }
}

impl<'s> KeyedOriginsDraft<'s> {
    #[inline]
    pub(super) fn new(
        sets: &'s mut LayeredMap<Arc<RuntimeOrigins>>,
        mark: &'s mut VersionMark,
        refused: Hazards,
    ) -> Self {
        Self {
            sets,
            mark,
            rules: Rules::new(refused),
        }
    }

    /// Replaces the origins of the key with these.
    ///
    /// # Errors
    ///
    /// Every mistake in the list, by position; then the draft does not change.
    #[inline]
    pub fn replace<I>(&mut self, key: &str, origins: I) -> Result<(), OriginsError>
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        let set = self.rules.validate(origins)?;
        self.sets.insert(key.as_bytes().into(), Arc::new(set));
        Ok(())
    }

    /// Adds origins to those of the key.
    ///
    /// # Errors
    ///
    /// Every mistake in the list, by position; then the draft does not change.
    #[inline]
    pub fn insert<I>(&mut self, key: &str, origins: I) -> Result<(), OriginsError>
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        let added = self.rules.validate(origins)?;
        let mut set = self.set(key).unwrap_or_default();
        Arc::make_mut(&mut set).insert(&added);
        self.sets.insert(key.as_bytes().into(), set);
        Ok(())
    }

    /// Removes origins and patterns of the key, each as it was inserted; one that is not there is ignored.
    #[inline]
    pub fn remove<I>(&mut self, key: &str, origins: I)
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        let Some(mut set) = self.set(key) else {
            return;
        };
        for origin in origins {
            Arc::make_mut(&mut set).remove(origin.as_ref());
        }
        self.sets.insert(key.as_bytes().into(), set);
    }

    /// Removes the key with all of its origins.
    #[inline]
    pub fn remove_key(&mut self, key: &str) {
        self.sets.remove(key.as_bytes());
    }

    /// Removes every key, before a whole snapshot is inserted.
    #[inline]
    pub fn clear(&mut self) {
        *self.sets = LayeredMap::default();
    }

    /// Sets the number of the version, such as that of the last change in a database. Without this, it is
    /// one more than the number before.
    #[inline]
    pub fn set_version(&mut self, version: u64) {
        self.mark.number = Some(version);
    }

    /// Sets the time as of which the draft is current, such as that at which the database was asked: the age
    /// counts from then. Without this, it counts from the change.
    #[inline]
    pub fn set_as_of(&mut self, time: Instant) {
        self.mark.as_of = Some(time.into());
    }

    #[inline]
    fn set(&self, key: &str) -> Option<Arc<RuntimeOrigins>> {
        self.sets.get(key.as_bytes()).map(Arc::clone)
    }
}

impl Rules {
    #[inline]
    fn new(refused: Hazards) -> Self {
        let is_open = |opt_out: &OptOut| {
            Hazards::permitted_by(&[*opt_out])
                .intersection(refused)
                .is_empty()
        };
        Self {
            opt_outs: OptOut::ALL.into_iter().filter(is_open).collect(),
        }
    }

    #[inline]
    fn validate<I>(&self, origins: I) -> Result<RuntimeOrigins, OriginsError>
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        let texts: Vec<String> = origins
            .into_iter()
            .map(|origin| origin.as_ref().to_string())
            .collect();
        if texts.is_empty() {
            return Ok(RuntimeOrigins::default());
        }
        // Validated as if with credentials: that refuses `*`, `null`, and what no opt-out permits.
        let validated = RuntimeOrigins::validate(texts, true, &self.opt_outs);
        validated.map(|(set, _)| set).map_err(OriginsError::of_list)
    }
}
