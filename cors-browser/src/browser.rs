//! The state that a page's fetches share. Not here: what callers do with it (`page`).

use std::time::Duration;

use crate::{origin::Origin, preflight_cache::PreflightCache};

#[derive(Debug, Clone)]
pub(crate) struct Browser {
    pub(crate) origin: Origin,
    /// Whether the page's address is one that a page can have.
    pub(crate) is_valid: bool,
    pub(crate) cache: PreflightCache,
    pub(crate) now: Duration,
    pub(crate) cookies: Option<String>,
}

impl Browser {
    pub(crate) fn of(origin: Option<Origin>) -> Self {
        Self {
            is_valid: origin.is_some(),
            origin: origin.unwrap_or(Origin::Opaque),
            cache: PreflightCache::default(),
            now: Duration::ZERO,
            cookies: None,
        }
    }
}
