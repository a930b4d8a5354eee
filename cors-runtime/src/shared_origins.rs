//! Origins that a program replaces while it serves.

use std::sync::{
    Arc,
    atomic::{AtomicU8, Ordering},
};

use arc_swap::ArcSwapOption;
use cors_policy::{Hatch, Hazard, Hazards, Violation};

use crate::{protocol::OriginSet, startup::OriginsError};

/// A set of origins that is replaced as a whole while the server runs; readers never wait.
///
/// It is empty until it is set: nobody is allowed. What is set is judged by the same rules as a literal
/// in `#[cors(origins = [..])]`, wildcard patterns included; `"*"` is refused, as a policy that is open
/// to everyone says so where it is written.
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
/// # Ok::<(), cors_runtime::OriginsError>(())
/// ```
#[derive(Debug, Default)]
pub struct SharedOrigins {
    current: ArcSwapOption<OriginSet>,
    /// The hazards that some policy with credentials refuses, one bit each.
    refused: AtomicU8,
}

/// The hazards that a hatch lets pass, with their bits.
const HATCHED: [(Hazard, Hatch, u8); 2] = [
    (Hazard::InsecureOrigin, Hatch::InsecureOrigins, 1),
    (Hazard::PublicSuffix, Hatch::PublicSuffixes, 2),
];

impl SharedOrigins {
    /// A set that allows nobody, for a `static`.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            current: ArcSwapOption::const_empty(),
            refused: AtomicU8::new(0),
        }
    }

    /// Puts these origins in the place of those before, all at once. An empty list allows nobody.
    ///
    /// If a policy with credentials uses the set, origins that are too dangerous for it are refused here;
    /// that policy never grants them in any case.
    ///
    /// # Errors
    ///
    /// All that is wrong with the list, by position; then nothing changes.
    pub fn replace<I>(&self, origins: I) -> Result<(), OriginsError>
    where
        I: IntoIterator,
        I::Item: Into<String>,
    {
        let texts: Vec<String> = origins.into_iter().map(Into::into).collect();
        if texts.is_empty() {
            self.current.store(None);
            return Ok(());
        }
        let set = self.judge(texts).map_err(OriginsError::of_list)?;
        self.current.store(Some(Arc::new(set)));
        Ok(())
    }

    fn judge(&self, texts: Vec<String>) -> Result<OriginSet, Vec<Violation>> {
        let refused = self.refused.load(Ordering::Relaxed);
        let open_hatches: Vec<Hatch> = HATCHED
            .iter()
            .filter(|(_, _, bit)| refused & bit == 0)
            .map(|(_, hatch, _)| *hatch)
            .collect();
        // Judged as if with credentials: that refuses `*`, and what the hatches leave.
        OriginSet::judge(texts, true, &open_hatches).map(|(set, _)| set)
    }

    /// Takes note of what a policy with credentials refuses.
    pub(crate) fn refuse(&self, hazards: Hazards) {
        for (hazard, _, bit) in HATCHED {
            if hazards.contains(hazard) {
                self.refused.fetch_or(bit, Ordering::Relaxed);
            }
        }
    }

    /// Whether the value of the only `Origin` header is in the set.
    pub(crate) fn names(&self, origin: &[u8], refused: Hazards) -> bool {
        self.current
            .load()
            .as_ref()
            .is_some_and(|set| set.names(origin, refused))
    }
}
