//! `Policy`: a config that passed validation. Only `validate` makes one, so its holders rely on its invariants:
//! every origin is canonical, every method and header name is a token, no wildcard is combined with credentials.

use alloc::{string::String, vec::Vec};

use crate::{hazard::Hazards, matching::OriginPattern};

/// A policy that breaks no rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    pub(crate) origins: AllowedOrigins,
    pub(crate) methods: Option<Vec<String>>,
    pub(crate) allow_headers: Vec<String>,
    pub(crate) expose_headers: Vec<String>,
    pub(crate) max_age: Option<u32>,
    pub(crate) credentials: bool,
    pub(crate) enforce: bool,
    pub(crate) hazards: Hazards,
}

/// The origins that may call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AllowedOrigins {
    /// Every origin: the wildcard `*`.
    Any,
    /// The origins that the list names.
    Listed {
        /// Origins without a wildcard, sorted, each once.
        exact: Vec<String>,
        /// Origins with a wildcard, in the order they were written, each once.
        patterns: Vec<OriginPattern>,
    },
    /// The origins that something else names: the environment, a database, another policy.
    Elsewhere,
}

impl Policy {
    /// The origins that may call.
    #[must_use]
    pub fn origins(&self) -> &AllowedOrigins {
        &self.origins
    }

    /// Methods open to other origins, each once, in the order they were written.
    ///
    /// `None` if the policy belongs to no route and either names no methods or names `"*"`: each route then uses its own.
    #[must_use]
    pub fn methods(&self) -> Option<&[String]> {
        self.methods.as_deref()
    }

    /// Request headers that scripts may send, each once.
    #[must_use]
    pub fn allow_headers(&self) -> &[String] {
        &self.allow_headers
    }

    /// Response headers that scripts may read, each once.
    #[must_use]
    pub fn expose_headers(&self) -> &[String] {
        &self.expose_headers
    }

    /// How long browsers may cache a preflight response, in seconds.
    #[must_use]
    pub fn max_age(&self) -> Option<u32> {
        self.max_age
    }

    /// Whether browsers may send credentials.
    #[must_use]
    pub fn credentials(&self) -> bool {
        self.credentials
    }

    /// Whether a cross-origin request that is not allowed is refused before the handler runs.
    #[must_use]
    pub fn enforce(&self) -> bool {
        self.enforce
    }

    /// What about the policy credentials make dangerous: stored for merging.
    #[must_use]
    pub fn hazards(&self) -> Hazards {
        self.hazards
    }
}
