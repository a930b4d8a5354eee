//! `Config`: a policy as people write it, unchecked. Plain fields; every string is taken as it came.
//! Not here: what is wrong with it (`validate`), and what it becomes (`policy`).

use alloc::{string::String, vec::Vec};

/// A policy as it was written: nothing in it has been checked.
///
/// ```
/// let config = cors_rules::Config {
///     origins: Some(vec!["https://app.example.com".into()]),
///     credentials: true,
///     ..Default::default()
/// };
/// assert!(config.validate().is_ok());
/// ```
#[allow(clippy::struct_excessive_bools)] // Each is a flag that somebody sets alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// Who may call; `None` when the setting is absent.
    pub origins: Option<Vec<String>>,
    /// Whether origins that are absent here come from elsewhere: read at start-up, asked for at run
    /// time, or taken from another policy.
    pub origins_from_elsewhere: bool,
    /// Methods open to other origins; `None` means all that [`served`](Self::served) lists.
    pub methods: Option<Vec<String>>,
    /// Whether [`methods`](Self::methods) were written for many routes: then what this one does not
    /// serve is left out.
    pub methods_for_many_routes: bool,
    /// Request headers that scripts may send.
    pub allow_headers: Vec<String>,
    /// Response headers that scripts may read.
    pub expose_headers: Vec<String>,
    /// How long browsers may cache a preflight answer: the text of the value, meant as seconds.
    pub max_age: Option<String>,
    /// Whether cookies, HTTP authentication and client certificates may come along.
    pub credentials: bool,
    /// Whether a cross-origin request that is not allowed is refused.
    pub enforce: bool,
    /// The named opt-outs that were opened.
    pub dangerously_allow: Vec<OptOut>,
    /// The methods that the route serves; `None` for a policy that belongs to no route.
    pub served: Option<Vec<String>>,
}

/// A named way around one rule, for those who know why they need it.
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
    /// Every opt-out there is.
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
