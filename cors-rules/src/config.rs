//! `Config`: a policy as it is written, with plain public fields. Nothing in it is checked.
//! Not here: what is wrong with it (`validate`), and what it becomes (`policy`).

use alloc::{string::String, vec::Vec};

/// A policy as it is written. [`validate`](Self::validate) checks it.
///
/// ```
/// let config = cors_rules::Config {
///     origins: Some(vec!["https://app.example.com".into()]),
///     credentials: true,
///     ..Default::default()
/// };
/// assert!(config.validate().is_ok());
/// ```
#[allow(clippy::struct_excessive_bools)] // Each is an independent flag.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// The origins that may call; `None` if the setting is absent.
    pub origins: Option<Vec<String>>,
    /// Whether origins come from elsewhere, in place of absent ones or beside these: from the environment, a source
    /// that is asked at run time, or another policy.
    pub origins_from_elsewhere: bool,
    /// The environment variables among what holds other origins. Their defaults, in the same order, are the last of
    /// [`origins`](Self::origins).
    pub variables: Vec<EnvVariable>,
    /// Methods open to other origins; `None` means all that [`served`](Self::served) lists.
    pub methods: Option<Vec<String>>,
    /// Whether [`methods`](Self::methods) are written for many routes: then those that this route does not
    /// serve are left out.
    pub methods_for_many_routes: bool,
    /// Request headers that scripts may send.
    pub allow_headers: Vec<String>,
    /// Response headers that scripts may read.
    pub expose_headers: Vec<String>,
    /// How long browsers may cache a preflight response, in seconds: the text as it is written, because a
    /// violation shows it.
    pub max_age: Option<String>,
    /// Whether cookies, HTTP authentication and client certificates may be sent.
    pub credentials: bool,
    /// Whether a cross-origin request that is not allowed is refused before the handler runs.
    pub enforce: bool,
    /// The opt-outs.
    pub dangerously_allow: Vec<OptOut>,
    /// The names of the warnings that are silenced.
    pub allow: Vec<&'static str>,
    /// The methods that the route serves; `None` for a policy that belongs to no route.
    pub served: Option<Vec<String>>,
}

/// An environment variable that holds origins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnvVariable {
    /// Its name.
    pub name: String,
    /// How many origins its default has, which apply if it is missing.
    pub defaults: usize,
}

/// An entry of `dangerously_allow`: it disables one safety rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OptOut {
    /// Plain `http` origins together with credentials.
    InsecureOrigins,
    /// A wildcard directly on a public suffix.
    PublicSuffixes,
    /// The origin `null`, never together with credentials.
    NullOrigin,
}

impl OptOut {
    /// Every opt-out.
    pub const ALL: [Self; 3] = [
        Self::InsecureOrigins,
        Self::PublicSuffixes,
        Self::NullOrigin,
    ];

    /// The name that people write in `dangerously_allow`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::InsecureOrigins => "insecure_origins",
            Self::PublicSuffixes => "public_suffixes",
            Self::NullOrigin => "null_origin",
        }
    }
}
