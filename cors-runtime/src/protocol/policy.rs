//! A policy ready to answer, and the route that it belongs to: constants that the macro writes.

use cors_policy::PolicyFacts;

use super::Origins;

/// A policy that was accepted, ready to answer requests.
///
/// Handlers get theirs from [`#[cors(..)]`](macro@crate::cors); there is no way to make one that was
/// not judged.
#[derive(Debug)]
pub struct Policy {
    parts: Parts,
}

/// What a policy consists of. Lists are joined as their headers carry them.
#[derive(Debug)]
pub struct Parts {
    /// Who may call.
    pub origins: &'static Origins,
    /// The methods open to other origins.
    pub methods: &'static [&'static str],
    /// The same, joined.
    pub allow_methods: &'static str,
    /// Request headers that scripts may send, joined.
    pub allow_headers: Option<&'static str>,
    /// Response headers that scripts may read, joined.
    pub expose_headers: Option<&'static str>,
    /// How long browsers may cache a preflight answer: seconds, as text.
    pub max_age: Option<&'static str>,
    /// Whether credentials may come along.
    pub credentials: bool,
}

/// A handler's entry in the router, and its policy there.
#[derive(Debug)]
pub struct Route {
    /// The pattern of its path, with its leading slash.
    pub path: &'static str,
    /// The resource's name, for `url_for`.
    pub name: &'static str,
    /// The path of the handler's function, for reports.
    pub handler: &'static str,
    /// The methods that the handler serves under this path.
    pub serves: &'static [&'static str],
    /// The policy for those methods.
    pub policy: Policy,
}

/// What a request may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// The resource is public: the answer is the same for everyone.
    Public,
    /// The policy names the origin.
    Named,
    /// The policy does not.
    Denied,
}

impl Policy {
    /// A policy from parts that were accepted at compile time.
    #[doc(hidden)]
    #[must_use]
    pub const fn from_parts(parts: Parts) -> Self {
        Self { parts }
    }

    /// What the policy says, for reports.
    pub(crate) fn facts(&self) -> PolicyFacts {
        let Parts {
            origins,
            methods,
            allow_methods: _,
            allow_headers,
            expose_headers,
            max_age,
            credentials,
        } = &self.parts;
        PolicyFacts {
            origins: origins.facts(),
            methods: methods.iter().copied().map(String::from).collect(),
            allow_headers: separate(*allow_headers),
            expose_headers: separate(*expose_headers),
            max_age: max_age.and_then(|seconds| seconds.parse().ok()),
            credentials: *credentials,
        }
    }

    pub(crate) fn parts(&self) -> &Parts {
        &self.parts
    }

    /// What a request with the method may have: the actual one, or the one that a preflight asks for.
    ///
    /// `origin` is the value of the only `Origin` header; `None` if there is none, or if there are two.
    pub(crate) fn access(&self, method: &str, origin: Option<&[u8]>) -> Access {
        if !self.parts.methods.contains(&method) {
            return Access::Denied;
        }
        match (self.parts.origins, origin) {
            (Origins::Any, _) => Access::Public,
            (origins, Some(origin)) if origins.names(origin) => Access::Named,
            _ => Access::Denied,
        }
    }

    /// Whether answers differ by origin, so that caches must be told.
    pub(crate) fn varies_by_origin(&self) -> bool {
        !matches!(self.parts.origins, Origins::Any)
    }
}

/// The names of a list that is joined as its header carries it.
fn separate(joined: Option<&str>) -> Vec<String> {
    let names = joined.into_iter().flat_map(|names| names.split(", "));
    names.map(String::from).collect()
}
