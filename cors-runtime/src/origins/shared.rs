//! Origins that a program replaces while it serves.

use std::{ptr, sync::Arc};

use actix_web::dev::RequestHead;
use arc_swap::ArcSwapOption;
use cors_rules::{Hazards, OptOut, Violation};

use super::{
    error::OriginsError,
    provider::{DynamicOrigins, DynamicOriginsProvider, OriginsInMemory},
    registry::all_policies,
    runtime_set::RuntimeOrigins,
};
use crate::policy::{OriginsSetting, Policy};

/// A set of origins that is replaced as a whole while the server runs; readers never wait.
///
/// It is empty until it is set: nobody is allowed. What is set is validated by the same rules as a literal
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
    current: ArcSwapOption<RuntimeOrigins>,
}

impl SharedOrigins {
    /// A set that allows nobody, for a `static`.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            current: ArcSwapOption::const_empty(),
        }
    }

    /// Puts these origins in the place of those before, all at once. An empty list allows nobody.
    ///
    /// If any policy of the program uses the set with credentials, origins that are too dangerous for it
    /// are refused here; that policy never grants them in any case.
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
        let set = self.validate(texts).map_err(OriginsError::of_list)?;
        self.current.store(Some(Arc::new(set)));
        Ok(())
    }

    fn validate(&self, texts: Vec<String>) -> Result<RuntimeOrigins, Vec<Violation>> {
        let refused = self.refused_hazards();
        let is_open = |opt_out: &OptOut| {
            Hazards::permitted_by(&[*opt_out])
                .intersection(refused)
                .is_empty()
        };
        let open_opt_outs: Vec<OptOut> = OptOut::ALL.into_iter().filter(is_open).collect();
        // Validated as if with credentials: that refuses `*`, `null`, and what the opt-outs leave.
        RuntimeOrigins::validate(texts, true, &open_opt_outs).map(|(set, _)| set)
    }

    /// What some policy of the program refuses in this set.
    fn refused_hazards(&self) -> Hazards {
        all_policies()
            .map(|used| used.policy)
            .filter(|policy| self.is_of(policy))
            .fold(Hazards::empty(), |all, policy| {
                all.union(policy.refused_hazards())
            })
    }

    fn is_of(&self, policy: &Policy) -> bool {
        match policy.parts().origins {
            OriginsSetting::Dynamic { origins, .. } => ptr::addr_eq(origins, self),
            OriginsSetting::Listed(_) | OriginsSetting::Env { .. } => false,
        }
    }
}

impl OriginsInMemory for SharedOrigins {
    fn contains(&self, origin: &[u8], refused: Hazards, _: &RequestHead) -> bool {
        self.current
            .load()
            .as_ref()
            .is_some_and(|set| set.contains(origin, refused))
    }
}

impl DynamicOriginsProvider for SharedOrigins {
    fn resolve(&'static self) -> DynamicOrigins {
        DynamicOrigins::InMemory(self)
    }
}
