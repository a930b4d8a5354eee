//! What earlier preflights allowed, and until when. <https://fetch.spec.whatwg.org/#cors-preflight-cache>

use std::{collections::HashMap, time::Duration};

use crate::{
    preflight::{Allowed, is_non_wildcard},
    request::{PreflightRule, Request},
    safelist::unsafe_names,
    token::is_safelisted_method,
};

/// More than a page ever fills: a server's lists cannot use up memory. Browsers may drop entries at any time.
const MAX_ENTRIES: usize = 10_000;

#[derive(Debug, Clone, Default)]
pub(crate) struct PreflightCache {
    entries: HashMap<Key, CacheEntry>,
    max_age_limit: Option<u64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    origin: String,
    url: String,
    credentials: bool,
    subject: Subject,
}

/// A method as it is written, or a header name in lower case; `*` means all.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Subject {
    Method(String),
    Header(String),
}

#[derive(Debug, Clone, Copy)]
struct CacheEntry {
    stored: Duration,
    max_age: u64,
}

impl PreflightCache {
    /// Sets the limit that a browser imposes on `Access-Control-Max-Age`, in seconds.
    pub(crate) const fn limit_max_age(&mut self, seconds: u64) {
        self.max_age_limit = Some(seconds);
    }

    /// Whether nothing has to be asked before `request`. <https://fetch.spec.whatwg.org/#http-fetch>
    pub(crate) fn covers(&self, request: &Request, now: Duration) -> bool {
        let needs_method =
            !is_safelisted_method(&request.method) || request.preflight == PreflightRule::Always;
        let has = |subject| !self.matches(request, &subject, now).is_empty();
        (!needs_method || has(Subject::Method(request.method.clone())))
            && unsafe_names(&request.headers)
                .into_iter()
                .all(|name| has(Subject::Header(name)))
    }

    /// Remembers what a preflight allowed: entries that match get the new age, others are created.
    pub(crate) fn store(&mut self, request: &Request, allowed: Allowed, now: Duration) {
        self.entries.retain(|_, entry| entry.is_alive(now));
        let max_age = self
            .max_age_limit
            .map_or(allowed.max_age, |limit| limit.min(allowed.max_age));
        let methods = allowed.methods.into_iter().map(Subject::Method);
        self.store_all(request, methods, max_age, now);
        let names = allowed.headers.iter().map(|name| name.to_ascii_lowercase());
        self.store_all(request, names.map(Subject::Header), max_age, now);
    }

    /// Forgets what is known about the request's URL. <https://fetch.spec.whatwg.org/#concept-cache-clear>
    pub(crate) fn clear(&mut self, request: &Request) {
        let (origin, url) = (request.serialized_origin(), request.url.as_str());
        self.entries
            .retain(|key, _| key.origin != origin || key.url != url);
    }

    fn store_all(
        &mut self,
        request: &Request,
        subjects: impl Iterator<Item = Subject>,
        max_age: u64,
        now: Duration,
    ) {
        let mut unmatched = Vec::new();
        for subject in subjects.take(MAX_ENTRIES) {
            let keys = self.matches(request, &subject, now);
            if keys.is_empty() {
                unmatched.push(subject);
            }
            for key in keys {
                self.entries
                    .entry(key)
                    .and_modify(|entry| entry.max_age = max_age);
            }
        }
        for subject in unmatched {
            if self.entries.len() < MAX_ENTRIES && self.matches(request, &subject, now).is_empty() {
                self.entries.insert(
                    Key::new(request, request.is_credentialed(), subject),
                    CacheEntry {
                        stored: now,
                        max_age,
                    },
                );
            }
        }
    }

    /// The keys of the entries that match. <https://fetch.spec.whatwg.org/#concept-cache-match>
    fn matches(&self, request: &Request, subject: &Subject, now: Duration) -> Vec<Key> {
        let subjects = [Some(subject.clone()), subject.wildcard()];
        let credentials = [Some(true), (!request.is_credentialed()).then_some(false)];
        let keys = subjects.into_iter().flatten().flat_map(|subject| {
            credentials
                .into_iter()
                .flatten()
                .map(move |credentials| Key::new(request, credentials, subject.clone()))
        });
        keys.filter(|key| {
            self.entries
                .get(key)
                .is_some_and(|entry| entry.is_alive(now))
        })
        .collect()
    }
}

impl Key {
    fn new(request: &Request, credentials: bool, subject: Subject) -> Self {
        Self {
            origin: request.serialized_origin(),
            url: request.url.as_str().to_owned(),
            credentials,
            subject,
        }
    }
}

impl Subject {
    fn wildcard(&self) -> Option<Self> {
        match self {
            Self::Method(_) => Some(Self::Method("*".to_owned())),
            Self::Header(name) => (!is_non_wildcard(name)).then(|| Self::Header("*".to_owned())),
        }
    }
}

impl CacheEntry {
    fn is_alive(self, now: Duration) -> bool {
        now.saturating_sub(self.stored) < Duration::from_secs(self.max_age)
    }
}
