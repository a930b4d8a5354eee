//! `KeyedOrigins`: a set of origins for each tenant, or for another key that a request contains.

use std::{
    borrow::Cow,
    sync::Arc,
    time::{Duration, Instant},
};

use actix_web::dev::RequestHead;
use cors_rules::Hazards;

use super::{
    draft::KeyedOriginsDraft,
    error::OriginsError,
    layered_map::LayeredMap,
    provider::{DynamicOrigins, DynamicOriginsProvider, OriginsInMemory},
    published::Published,
    runtime_set::RuntimeOrigins,
    users,
};

/// Reads the key from a request.
type KeyOf = fn(&RequestHead) -> Option<Cow<'_, str>>;

/// A set of origins for each key, such as a tenant, that a request names: like many
/// [`SharedOrigins`](crate::SharedOrigins), which are changed together. Readers never wait.
///
/// No origin is allowed for a request without a key, or with a key that has no set. The function gets the head of the
/// request. It must read only the path and `Host`: a preflight has none of the other headers of the request that follows.
///
/// It has to be a `static`, as [`SharedOrigins`](crate::SharedOrigins) has to.
///
/// ```
/// use std::borrow::Cow;
///
/// use actix_web::{Responder, dev::RequestHead, get};
/// use cors_runtime::{KeyedOrigins, OriginsError, cors};
///
/// /// `/acme/data` is a request to the tenant `acme`.
/// fn tenant(request: &RequestHead) -> Option<Cow<'_, str>> {
///     request.uri.path().split('/').nth(1).map(Cow::Borrowed)
/// }
///
/// static TENANTS: KeyedOrigins = KeyedOrigins::new(tenant);
///
/// #[cors(origins = dynamic(TENANTS), credentials)]
/// #[get("/{tenant}/data")]
/// async fn data() -> impl Responder {
///     "data"
/// }
///
/// TENANTS.replace("acme", ["https://acme.example"])?;
/// // Two tenants, changed together.
/// TENANTS.update(|draft| {
///     draft.insert("acme", ["https://shop.acme.example"])?;
///     draft.remove_key("former");
///     Ok::<(), OriginsError>(())
/// })?;
/// assert_eq!(TENANTS.origins("acme"), ["https://acme.example", "https://shop.acme.example"]);
/// # Ok::<(), OriginsError>(())
/// ```
#[derive(Debug)]
pub struct KeyedOrigins {
    key_of: KeyOf,
    published: Published<LayeredMap<Arc<RuntimeOrigins>>>,
}

impl KeyedOrigins {
    /// Without any key, for a `static`. The function reads the key from a request.
    #[must_use]
    #[inline]
    pub const fn new(key_of: KeyOf) -> Self {
        Self {
            key_of,
            published: Published::new(),
        }
    }

    /// Allows no origin once the sets have been neither changed nor [confirmed](Self::confirm) for this long.
    /// `tracing` reports, as an error, that they are too old, and when they can be used again.
    #[must_use]
    #[inline]
    pub const fn fail_closed_after(mut self, limit: Duration) -> Self {
        self.published.set_limit(limit);
        self
    }

    /// Replaces all origins of the key at once.
    ///
    /// # Errors
    ///
    /// Every mistake in the list, by position; then nothing changes.
    #[inline]
    pub fn replace<I>(&self, key: &str, origins: I) -> Result<(), OriginsError>
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        self.update(|draft| draft.replace(key, origins))
    }

    /// Changes the sets by a function, all at once: requests see all of them before, or all of them after it.
    /// The cost is that of the change, not of the sets. Another update waits for this one, so the function must not
    /// change these sets by itself.
    ///
    /// # Errors
    ///
    /// What the function returns; then nothing changes.
    #[inline]
    pub fn update<T, E>(
        &self,
        change: impl FnOnce(&mut KeyedOriginsDraft<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let refused = users::refused_hazards(self);
        self.published
            .update(|sets, mark| change(&mut KeyedOriginsDraft::new(sets, mark, refused)))
    }

    /// The keys that have a set, sorted.
    #[must_use]
    #[inline]
    pub fn keys(&self) -> Vec<String> {
        let sets = self.published.value();
        let text = |key: &[u8]| String::from_utf8_lossy(key).into_owned();
        let mut keys: Vec<_> = sets.iter().map(|(key, _)| text(key)).collect();
        keys.sort();
        keys
    }

    /// The origins and patterns of the key, sorted; none if it has no set.
    #[must_use]
    #[inline]
    pub fn origins(&self, key: &str) -> Vec<String> {
        let sets = self.published.value();
        let set = sets.get(key.as_bytes());
        set.map(|set| set.texts()).unwrap_or_default()
    }

    /// The number of the version: the one that the last update set, otherwise one more than before; zero until
    /// the first.
    #[must_use]
    #[inline]
    pub fn version(&self) -> u64 {
        self.published.version()
    }

    /// Confirms that the sets are current, because the system that they follow is at this version. Returns `false` if
    /// they have another version, or none: then they miss a change, and are not confirmed.
    #[inline]
    pub fn confirm(&self, version: u64) -> bool {
        self.confirm_as_of(version, Instant::now())
    }

    /// Confirms as of an earlier time: the time at which the other system was asked for its version. The age counts from
    /// then, however long the answer took.
    #[inline]
    pub fn confirm_as_of(&self, version: u64, time: Instant) -> bool {
        self.published.confirm(version, time.into())
    }

    /// The time since the sets were changed or confirmed; `None` until the first update.
    #[must_use]
    #[inline]
    pub fn age(&self) -> Option<Duration> {
        self.published.age()
    }

    /// Whether there was an update, and the sets are not older than
    /// [`fail_closed_after`](Self::fail_closed_after): the answer for a load balancer's readiness
    /// check.
    #[must_use]
    #[inline]
    pub fn is_ready(&self) -> bool {
        self.published.is_ready()
    }

    /// What the function finds in the set of the request's key: nothing if the key has none.
    #[inline]
    fn find<R>(&self, request: &RequestHead, find: impl FnOnce(&RuntimeOrigins) -> R) -> Option<R> {
        let key = (self.key_of)(request)?;
        let in_set = |sets: &LayeredMap<Arc<RuntimeOrigins>>| {
            let set = sets.get(key.as_bytes())?;
            Some(find(set))
        };
        self.published.read(|| users::name(self), in_set)?
    }
}

impl OriginsInMemory for KeyedOrigins {
    #[inline]
    fn contains(&self, origin: &[u8], refused: Hazards, request: &RequestHead) -> bool {
        let found = self.find(request, |set| set.contains(origin, refused));
        found.unwrap_or(false)
    }

    #[inline]
    fn reads_request(&self) -> bool {
        true
    }

    #[inline]
    fn some_texts(&self, request: &RequestHead) -> Vec<String> {
        let texts = self.find(request, RuntimeOrigins::some_texts);
        texts.unwrap_or_default()
    }
}

impl DynamicOriginsProvider for KeyedOrigins {
    #[inline]
    fn resolve(&'static self) -> DynamicOrigins {
        DynamicOrigins::InMemory(self)
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    /// Longer than a test runs, and shorter than the computer has been running.
    const LIMIT: Duration = Duration::from_secs(60);

    fn first_segment(request: &RequestHead) -> Option<Cow<'_, str>> {
        request.uri.path().split('/').nth(1).map(Cow::Borrowed)
    }

    #[test]
    fn an_update_changes_keys_version_and_age_at_once() {
        let sets = KeyedOrigins::new(first_segment).fail_closed_after(LIMIT);
        assert_eq!(
            (sets.version(), sets.age(), sets.is_ready()),
            (0, None, false)
        );
        assert!(!sets.confirm(0));
        for key in ["a", "b"] {
            sets.replace(key, ["https://old.example"]).unwrap();
        }
        assert_eq!((sets.version(), sets.is_ready()), (2, true));

        let asked = Instant::now().checked_sub(LIMIT * 2).unwrap();
        sets.update(|draft| {
            draft.insert("a", ["https://new.example"])?;
            draft.remove("a", ["https://old.example"]);
            draft.remove_key("b");
            draft.set_version(7);
            draft.set_as_of(asked);
            Ok::<_, OriginsError>(())
        })
        .unwrap();
        assert_eq!((sets.version(), sets.keys()), (7, vec!["a".into()]));
        assert_eq!(sets.origins("a"), ["https://new.example"]);
        assert!(!sets.is_ready() && sets.age().is_some_and(|age| age >= LIMIT));

        assert!(!sets.confirm(8) && !sets.is_ready());
        assert!(sets.confirm(7) && sets.is_ready());
        assert!(sets.age().is_some_and(|age| age < LIMIT));
    }

    #[test]
    fn the_entries_for_messages_are_those_of_the_key() {
        let sets = KeyedOrigins::new(first_segment);
        sets.replace("a", ["https://a.example"]).unwrap();
        for (path, expected) in [("/a/data", &["https://a.example"][..]), ("/b/data", &[])] {
            let request = TestRequest::with_uri(path).to_srv_request();
            assert_eq!(sets.some_texts(request.head()), expected, "{path}");
        }
        assert!(sets.reads_request());
    }
}
