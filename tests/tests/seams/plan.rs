//! What a random app consists of, and how it is printed.

use std::fmt::{self, Display, Formatter};

use crate::pool;

/// An app, from the outside in.
#[derive(Clone, Default)]
pub(crate) struct Plan {
    pub(crate) outer_layer: Option<usize>,
    pub(crate) normalize_in_front: Option<Normalize>,
    pub(crate) app_cors: AppCorsUse,
    /// A path below which `AppCors` has a policy for what is not annotated.
    pub(crate) prefix: Option<Prefix>,
    pub(crate) normalize_behind: Option<Normalize>,
    /// Whether requests without a token are refused.
    pub(crate) gate: bool,
    /// Whether error responses are built anew.
    pub(crate) rebuild: bool,
    pub(crate) inner_layer: Option<usize>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) default: bool,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum AppCorsUse {
    #[default]
    Absent,
    Present,
    /// With the promise that no scope has a guard.
    Promised,
}

/// A path, and the layer whose policy it has.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Prefix {
    pub(crate) path: &'static str,
    pub(crate) layer: usize,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Normalize {
    Trim,
    Always,
    MergeOnly,
}

#[derive(Clone)]
pub(crate) enum Node {
    /// The handler of the pool with this number.
    Annotated(u32),
    Plain(Plain),
    Resource(Resource),
    Service(OwnService),
    Scope(Scope),
}

/// A route without `#[cors]`, as `App::route` or `#[put]` register it.
#[derive(Clone)]
pub(crate) struct Plain {
    pub(crate) path: &'static str,
    pub(crate) method: &'static str,
    pub(crate) guard: Option<Condition>,
}

/// A resource that is built by hand.
#[derive(Clone)]
pub(crate) struct Resource {
    pub(crate) paths: Vec<&'static str>,
    pub(crate) guard: Option<Condition>,
    pub(crate) layer: Option<usize>,
    /// The methods of its routes; if there are none, one route takes all.
    pub(crate) methods: Vec<&'static str>,
}

/// What a hand-written `HttpServiceFactory` registers.
#[derive(Clone)]
pub(crate) struct OwnService {
    pub(crate) pattern: &'static str,
    pub(crate) is_prefix: bool,
    pub(crate) method: Option<&'static str>,
}

#[derive(Clone)]
pub(crate) struct Scope {
    pub(crate) prefix: &'static str,
    pub(crate) guard: Option<Condition>,
    pub(crate) gate: bool,
    pub(crate) rebuild: bool,
    pub(crate) layer: Option<usize>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) default: bool,
}

/// A guard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Condition {
    Host(&'static str),
    Method(&'static str),
    NotMethod(&'static str),
    /// The request header that preflights do not carry.
    Tenant,
    /// A function that compares the method itself.
    OwnMethod(&'static str),
}

impl Prefix {
    /// The layer, if the path is the prefix, or is below it.
    pub(crate) fn layer_of(self, path: &str) -> Option<usize> {
        let rest = path.strip_prefix(self.path.trim_end_matches('/'))?;
        (rest.is_empty() || rest.starts_with('/')).then_some(self.layer)
    }
}

impl Plan {
    pub(crate) fn has_app_cors(&self) -> bool {
        self.app_cors != AppCorsUse::Absent
    }
}

/// The full path patterns of all entries, each with a method that it takes.
pub(crate) fn entries(nodes: &[Node]) -> Vec<(String, &'static str)> {
    let mut all = Vec::new();
    collect_entries(nodes, "", &mut all);
    all
}

fn collect_entries(nodes: &[Node], prefix: &str, all: &mut Vec<(String, &'static str)>) {
    for node in nodes {
        let (path, method) = match node {
            Node::Annotated(number) => pool::handler(*number).entry(),
            Node::Plain(plain) => (plain.path, plain.method),
            Node::Resource(resource) => (
                resource.paths[0],
                resource.methods.first().copied().unwrap_or("PUT"),
            ),
            Node::Service(service) => (service.pattern, service.method.unwrap_or("PUT")),
            Node::Scope(scope) => {
                let prefix = format!("{prefix}{}", scope.prefix.trim_end_matches('/'));
                collect_entries(&scope.nodes, &prefix, all);
                continue;
            }
        };
        all.push((format!("{prefix}{path}"), method));
    }
}

impl fmt::Debug for Plan {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "\nApp")?;
        write_layer(f, self.outer_layer)?;
        if let Some(normalize) = self.normalize_in_front {
            write!(f, ", NormalizePath::{normalize:?}")?;
        }
        f.write_str(match self.app_cors {
            AppCorsUse::Absent => "",
            AppCorsUse::Present => ", AppCors",
            AppCorsUse::Promised => ", AppCors with open scopes",
        })?;
        if let Some(prefix) = self.prefix {
            write!(f, ", prefix {:?}", prefix.path)?;
            write_layer(f, Some(prefix.layer))?;
        }
        if let Some(normalize) = self.normalize_behind {
            write!(f, ", NormalizePath::{normalize:?}")?;
        }
        write_flags(f, self.gate, self.rebuild)?;
        write_layer(f, self.inner_layer)?;
        write_nodes(f, &self.nodes, self.default, 1)
    }
}

impl fmt::Debug for Node {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.write(f, 0)
    }
}

fn write_nodes(f: &mut Formatter<'_>, nodes: &[Node], default: bool, depth: usize) -> fmt::Result {
    let indent = "  ".repeat(depth);
    for node in nodes {
        write!(f, "\n{indent}")?;
        node.write(f, depth)?;
    }
    if default {
        write!(f, "\n{indent}default service")?;
    }
    Ok(())
}

impl Node {
    fn write(&self, f: &mut Formatter<'_>, depth: usize) -> fmt::Result {
        match self {
            Self::Annotated(number) => {
                let handler = pool::handler(*number);
                let origins = handler.policy.map_or(&[][..], |policy| policy.origins);
                write!(f, "{} = policy {number} for {origins:?}", handler.text)
            }
            Self::Plain(Plain {
                path,
                method,
                guard,
            }) => {
                write!(f, "plain {method} {path:?}")?;
                write_guard(f, *guard)
            }
            Self::Resource(resource) => {
                write!(f, "resource {:?} {:?}", resource.paths, resource.methods)?;
                write_guard(f, resource.guard)?;
                write_layer(f, resource.layer)
            }
            Self::Service(service) => {
                let kind = if service.is_prefix { "prefix " } else { "" };
                write!(f, "own service {kind}{:?}", service.pattern)?;
                write_guard(f, service.method.map(Condition::Method))
            }
            Self::Scope(scope) => {
                write!(f, "scope {:?}", scope.prefix)?;
                write_guard(f, scope.guard)?;
                write_flags(f, scope.gate, scope.rebuild)?;
                write_layer(f, scope.layer)?;
                write_nodes(f, &scope.nodes, scope.default, depth + 1)
            }
        }
    }
}

fn write_guard(f: &mut Formatter<'_>, guard: Option<Condition>) -> fmt::Result {
    guard.map_or(Ok(()), |guard| write!(f, ", guard {guard:?}"))
}

fn write_layer(f: &mut Formatter<'_>, layer: Option<usize>) -> fmt::Result {
    layer.map_or(Ok(()), |layer| {
        let origins = pool::LAYERS[layer].1.origins;
        write!(f, ", layer for {origins:?}")
    })
}

fn write_flags(f: &mut Formatter<'_>, gate: bool, rebuild: bool) -> fmt::Result {
    for (is_set, text) in [(gate, "401 without a token"), (rebuild, "ErrorHandlers")] {
        if is_set {
            Display::fmt(&format_args!(", {text}"), f)?;
        }
    }
    Ok(())
}
