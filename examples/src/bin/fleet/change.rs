//! A change of the sites of any number of tenants, as the administrator sends it and as the database logs it.

use serde::{Deserialize, Serialize};

/// Is in force as a whole, or not at all: first everything is removed that it removes, then everything is
/// added that it adds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Change {
    pub(crate) parts: Vec<TenantChange>,
}

/// What changes for one tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TenantChange {
    pub(crate) tenant: String,
    #[serde(default)]
    pub(crate) add: Vec<String>,
    #[serde(default)]
    pub(crate) remove: Vec<String>,
}

/// A change in the log. Versions have no gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LoggedChange {
    pub(crate) version: u64,
    pub(crate) change: Change,
}
