//! What a policy says, as data: the one source of the section in a handler's documentation, of reports, and
//! of snapshots. The words are in `table`.

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};

use crate::policy::{AllowedOrigins, Policy};

/// A policy as reports show it. Every list is in the order of its header, except the origins, which are
/// sorted.
///
/// Each field is what a header of the [CORS protocol](https://fetch.spec.whatwg.org/#http-cors-protocol) says.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PolicyFacts {
    /// The origins that may call.
    pub origins: OriginFacts,
    /// Methods open to other origins.
    pub methods: Vec<String>,
    /// Request headers that scripts may send.
    pub allow_headers: Vec<String>,
    /// Response headers that scripts may read.
    pub expose_headers: Vec<String>,
    /// How long browsers may cache a preflight response, in seconds.
    pub max_age: Option<u32>,
    /// Whether browsers may send credentials.
    pub credentials: bool,
    /// Whether a cross-origin request that is not allowed is refused before the handler runs.
    pub enforce: bool,
}

/// The origins that may call, as reports show them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum OriginFacts {
    /// Every origin: the wildcard `*`.
    Any,
    /// The origins that the list names, sorted.
    Listed(Vec<String>),
    /// Origins of which some are in environment variables that are read when the program starts.
    Environment {
        /// The literals beside the variables, sorted.
        listed: Vec<String>,
        /// The variables.
        variables: Vec<VariableFacts>,
    },
    /// The origins of the named policy.
    OfPolicy(String),
    /// The origins that the source with this name returns while the program runs.
    Dynamic(String),
}

/// An environment variable that holds origins, as reports show it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct VariableFacts {
    /// The name of the variable.
    pub name: String,
    /// The origins if the variable is missing; without any, the program does not start then.
    pub default: Vec<String>,
}

impl VariableFacts {
    /// A variable with its default.
    #[doc(hidden)]
    #[must_use]
    #[inline]
    pub fn new(name: String, default: Vec<String>) -> Self {
        Self { name, default }
    }
}

impl PolicyFacts {
    /// The facts of a policy that sets nothing but its origins.
    #[doc(hidden)]
    #[must_use]
    #[inline]
    pub fn of_origins(origins: OriginFacts) -> Self {
        Self {
            origins,
            methods: Vec::new(),
            allow_headers: Vec::new(),
            expose_headers: Vec::new(),
            max_age: None,
            credentials: false,
            enforce: false,
        }
    }

    /// The facts of a policy on a route that allows these methods.
    #[must_use]
    #[inline]
    pub fn new(policy: &Policy, methods: Vec<String>) -> Self {
        let Policy {
            origins,
            methods: _,
            allow_headers,
            expose_headers,
            max_age,
            credentials,
            enforce,
            hazards: _,
        } = policy;
        Self {
            origins: OriginFacts::new(origins),
            methods,
            allow_headers: allow_headers.clone(),
            expose_headers: expose_headers.clone(),
            max_age: *max_age,
            credentials: *credentials,
            enforce: *enforce,
        }
    }
}

impl OriginFacts {
    /// Variables, and literals in any order.
    #[doc(hidden)]
    #[must_use]
    #[inline]
    pub fn environment(listed: Vec<String>, variables: Vec<VariableFacts>) -> Self {
        Self::Environment {
            listed: sorted(listed),
            variables,
        }
    }

    /// Origins and patterns, in any order.
    #[inline]
    pub fn listed(origins: impl IntoIterator<Item = String>) -> Self {
        Self::Listed(sorted(origins.into_iter().collect()))
    }

    #[inline]
    fn new(origins: &AllowedOrigins) -> Self {
        match origins {
            AllowedOrigins::Any => Self::Any,
            AllowedOrigins::Listed { exact, patterns } => Self::listed(
                exact
                    .iter()
                    .cloned()
                    .chain(patterns.iter().map(ToString::to_string)),
            ),
            AllowedOrigins::Elsewhere => Self::Listed(Vec::new()),
        }
    }
}

/// The origins in their order, each once.
#[inline]
fn sorted(mut origins: Vec<String>) -> Vec<String> {
    origins.sort();
    origins.dedup();
    origins
}

/// A route on one line: `GET|HEAD /users/{id}`.
#[must_use]
#[inline]
pub fn route_line<M: AsRef<str>>(methods: &[M], path: &str) -> String {
    let methods: Vec<_> = methods.iter().map(AsRef::as_ref).collect();
    let path = if path.is_empty() { "\"\"" } else { path };
    format!("{} {path}", methods.join("|"))
}
