//! What an accepted policy says, as text: the one source of the section in a handler's documentation, of
//! reports, and of snapshots. The words for it are in `description`.

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};

use crate::policy::{AllowedOrigins, Policy};

/// A policy as reports tell it. Every list is in the order that its header is sent in, but for origins,
/// which are sorted.
///
/// Each field is what a header of the [CORS protocol](https://fetch.spec.whatwg.org/#http-cors-protocol) says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyFacts {
    /// Who may call.
    pub origins: OriginFacts,
    /// Methods open to other origins.
    pub methods: Vec<String>,
    /// Request headers that scripts may send.
    pub allow_headers: Vec<String>,
    /// Response headers that scripts may read.
    pub expose_headers: Vec<String>,
    /// How long browsers may cache a preflight answer, in seconds.
    pub max_age: Option<u32>,
    /// Whether credentials may come along.
    pub credentials: bool,
    /// Whether a cross-origin request that is not allowed is refused.
    pub enforce: bool,
}

/// Who may call, as reports tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OriginFacts {
    /// Everyone: the wildcard `*`.
    Any,
    /// Those that the list names, sorted.
    Listed(Vec<String>),
    /// Those that the environment variable names when the program starts.
    Environment(String),
    /// Those of the named policy.
    OfPolicy(String),
    /// Those that something named like this knows while the program runs.
    Dynamic(String),
}

impl PolicyFacts {
    /// The facts of a policy on a route that opens these methods.
    #[must_use]
    pub fn new(policy: &Policy, methods: Vec<String>) -> Self {
        Self {
            origins: OriginFacts::new(policy.origins()),
            methods,
            allow_headers: policy.allow_headers().to_vec(),
            expose_headers: policy.expose_headers().to_vec(),
            max_age: policy.max_age(),
            credentials: policy.credentials(),
            enforce: policy.enforce(),
        }
    }
}

impl OriginFacts {
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

    /// Origins and patterns in whatever order they came.
    pub fn listed(origins: impl IntoIterator<Item = String>) -> Self {
        let mut origins: Vec<_> = origins.into_iter().collect();
        origins.sort();
        Self::Listed(origins)
    }
}

/// A route as people write it: `GET|HEAD /users/{id}`.
#[must_use]
pub fn route_line<M: AsRef<str>>(methods: &[M], path: &str) -> String {
    let methods: Vec<_> = methods.iter().map(AsRef::as_ref).collect();
    let path = if path.is_empty() { "\"\"" } else { path };
    format!("{} {path}", methods.join("|"))
}
