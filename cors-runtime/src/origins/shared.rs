//! `SharedOrigins`: a set of origins that the program changes while it serves.

use std::time::{Duration, Instant};

use actix_web::dev::RequestHead;
use cors_rules::Hazards;

use super::{
    draft::OriginsDraft,
    error::OriginsError,
    provider::{DynamicOrigins, DynamicOriginsProvider, OriginsInMemory},
    published::Published,
    runtime_set::RuntimeOrigins,
    users,
};

/// A set of origins that is changed while the server runs; readers never wait.
///
/// It is empty until it is set: no origin is allowed. Entries are validated by the same rules as a literal in
/// `#[cors(origins = [..])]`, wildcard patterns included. `"*"` is refused: a policy that is open to every
/// site has to be written in the source.
///
/// It has to be a `static`. A `const` would be another set wherever it is named, so `dynamic(..)` with a `const` does not
/// compile: "destructor of `SharedOrigins` cannot be evaluated at compile-time" (E0493).
///
/// ```
/// use actix_web::{Responder, get};
/// use cors_runtime::{SharedOrigins, cors};
///
/// static CUSTOMERS: SharedOrigins = SharedOrigins::new();
///
/// #[cors(origins = dynamic(CUSTOMERS), credentials)]
/// #[get("/data")]
/// async fn data() -> impl Responder {
///     "data"
/// }
///
/// CUSTOMERS.replace(["https://a.example", "https://*.b.example"])?;
/// assert!(CUSTOMERS.replace(["https://a.example/"]).is_err());
/// assert_eq!(CUSTOMERS.origins(), ["https://*.b.example", "https://a.example"]);
/// # Ok::<(), cors_runtime::OriginsError>(())
/// ```
///
/// A set that follows another system has versions, and can be too old to be used:
///
/// ```
/// use std::time::Duration;
///
/// use cors_runtime::{OriginsError, SharedOrigins};
///
/// static CUSTOMERS: SharedOrigins = SharedOrigins::new().fail_closed_after(Duration::from_secs(10));
///
/// // Change 7 of the database: an addition and a removal, in force together.
/// CUSTOMERS.update(|draft| {
///     draft.insert(["https://new.example"])?;
///     draft.remove(["https://old.example"]);
///     draft.set_version(7);
///     Ok::<(), OriginsError>(())
/// })?;
/// assert_eq!(CUSTOMERS.version(), 7);
///
/// // The database says that change 7 is its last one: the set is current for ten more seconds.
/// assert!(CUSTOMERS.confirm(7));
/// // It says 8: a change is missing here.
/// assert!(!CUSTOMERS.confirm(8));
/// assert!(CUSTOMERS.is_ready());
/// # Ok::<(), OriginsError>(())
/// ```
#[derive(Debug)]
pub struct SharedOrigins {
    published: Published<RuntimeOrigins>,
}

impl Default for SharedOrigins {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}

impl SharedOrigins {
    /// An empty set, for a `static`.
    #[must_use]
    #[inline]
    pub const fn new() -> Self {
        Self {
            published: Published::new(),
        }
    }

    /// Allows no origin once the set has been neither changed nor [confirmed](Self::confirm) for this long. `tracing`
    /// reports, as an error, that the set is too old, and when it can be used again.
    #[must_use]
    #[inline]
    pub const fn fail_closed_after(mut self, limit: Duration) -> Self {
        self.published.set_limit(limit);
        self
    }

    /// Replaces all origins at once. An empty list allows no origin.
    ///
    /// If any policy of the program uses the set with credentials, origins that are too dangerous for it
    /// are refused here; that policy never grants them in any case.
    ///
    /// # Errors
    ///
    /// Every mistake in the list, by position; then nothing changes.
    #[inline]
    pub fn replace<I>(&self, origins: I) -> Result<(), OriginsError>
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        self.update(|draft| draft.replace(origins))
    }

    /// Changes the set by a function, all at once: requests see the set before, or the set after it. The cost
    /// is that of the change, not of the set. Another update waits for this one, so the function must not change
    /// this set by itself.
    ///
    /// # Errors
    ///
    /// What the function returns; then nothing changes.
    #[inline]
    pub fn update<T, E>(
        &self,
        change: impl FnOnce(&mut OriginsDraft<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let refused = users::refused_hazards(self);
        self.published
            .update(|origins, mark| change(&mut OriginsDraft::new(origins, mark, refused)))
    }

    /// The origins and patterns, sorted.
    #[must_use]
    #[inline]
    pub fn origins(&self) -> Vec<String> {
        self.published.value().texts()
    }

    /// The number of the set's version: the one that its last update set, otherwise one more than before; zero
    /// until the first.
    #[must_use]
    #[inline]
    pub fn version(&self) -> u64 {
        self.published.version()
    }

    /// Confirms that the set is current, because the system that it follows is at this version. Returns `false` if the
    /// set has another version, or none: then it misses a change, and is not confirmed.
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

    /// The time since the set was changed or confirmed; `None` until it is set.
    #[must_use]
    #[inline]
    pub fn age(&self) -> Option<Duration> {
        self.published.age()
    }

    /// Whether the set has been set, and is not older than [`fail_closed_after`](Self::fail_closed_after): the answer
    /// for a load balancer's readiness check.
    #[must_use]
    #[inline]
    pub fn is_ready(&self) -> bool {
        self.published.is_ready()
    }
}

impl OriginsInMemory for SharedOrigins {
    #[inline]
    fn contains(&self, origin: &[u8], refused: Hazards, _: &RequestHead) -> bool {
        let contains = |set: &RuntimeOrigins| set.contains(origin, refused);
        let found = self.published.read(|| users::name(self), contains);
        found.unwrap_or(false)
    }

    #[inline]
    fn reads_request(&self) -> bool {
        false
    }

    #[inline]
    fn some_texts(&self, _: &RequestHead) -> Vec<String> {
        let texts = self
            .published
            .read(|| users::name(self), RuntimeOrigins::some_texts);
        texts.unwrap_or_default()
    }
}

impl DynamicOriginsProvider for SharedOrigins {
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

    #[test]
    fn an_update_changes_origins_version_and_age_at_once() {
        let set = SharedOrigins::new().fail_closed_after(LIMIT);
        assert_eq!((set.version(), set.age(), set.is_ready()), (0, None, false));
        set.replace(["https://old.example"]).unwrap();
        assert_eq!((set.version(), set.is_ready()), (1, true));

        let asked = Instant::now().checked_sub(LIMIT * 2).unwrap();
        set.update(|draft| {
            draft.insert(["https://new.example", "https://*.new.example"])?;
            draft.remove(["https://old.example", "https://unknown.example"]);
            draft.set_version(7);
            draft.set_as_of(asked);
            Ok::<_, OriginsError>(())
        })
        .unwrap();
        let origins = ["https://*.new.example", "https://new.example"];
        assert_eq!(
            (set.version(), set.origins()),
            (7, origins.map(String::from).into())
        );
        assert!(!set.is_ready() && set.age().is_some_and(|age| age >= LIMIT));

        assert!(!set.confirm(8) && !set.is_ready());
        assert!(set.confirm(7) && set.is_ready());
        assert!(set.age().is_some_and(|age| age < LIMIT));
    }

    #[test]
    fn the_entries_for_messages_are_those_that_requests_are_compared_with() {
        let request = TestRequest::default().to_srv_request();
        let set = SharedOrigins::new();
        assert_eq!(set.some_texts(request.head()), [""; 0]);
        set.replace(["https://a.example"]).unwrap();
        assert_eq!(set.some_texts(request.head()), ["https://a.example"]);
        assert!(!set.reads_request());
    }
}
