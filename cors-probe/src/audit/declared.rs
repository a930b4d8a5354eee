//! Declared policies: the file that `cors_runtime::routes().to_json()` writes.

use std::{fs, path::Path};

use cors_browser::DeclaredPolicy;
use serde::Deserialize;
use serde_json::Value;

/// A route, and its policy.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct DeclaredRoute {
    pub(super) path: String,
    origins: Value,
    pub(super) methods: Vec<String>,
    #[serde(default)]
    pub(super) allow_headers: Vec<String>,
    #[serde(default)]
    pub(super) expose_headers: Vec<String>,
    #[serde(default)]
    pub(super) max_age: Option<u64>,
    #[serde(default)]
    pub(super) credentials: bool,
}

impl DeclaredRoute {
    /// The origins that the file names. Those that only the running server knows are not among them.
    pub(super) fn origins(&self) -> Vec<&str> {
        match &self.origins {
            Value::String(one) => vec![one],
            Value::Array(entries) => entries.iter().flat_map(named).collect(),
            other => named(other),
        }
    }

    /// Whether every origin is allowed.
    pub(super) fn is_public(&self) -> bool {
        self.origins() == ["*"]
    }

    /// Whether the server allows origins that the file does not name.
    pub(super) fn has_unnamed_origins(&self) -> bool {
        match &self.origins {
            Value::Array(entries) => entries.iter().any(Value::is_object),
            other => other.is_object(),
        }
    }

    pub(super) fn policy(&self) -> DeclaredPolicy {
        DeclaredPolicy {
            origins: self.origins().into_iter().map(str::to_owned).collect(),
            methods: self.methods.clone(),
            allow_headers: self.allow_headers.clone(),
            credentials: self.credentials,
        }
    }
}

/// The routes of the file.
pub(super) fn read(file: &Path) -> Result<Vec<DeclaredRoute>, String> {
    let name = file.display();
    let text =
        fs::read_to_string(file).map_err(|error| format!("cannot read `{name}`: {error}"))?;
    let routes: Vec<DeclaredRoute> = serde_json::from_str(&text).map_err(|error| {
        format!("`{name}` is not what `cors_runtime::routes().to_json()` writes: {error}")
    })?;
    if routes.is_empty() {
        return Err(format!("`{name}` declares no route"));
    }
    Ok(routes)
}

/// An entry is an origin, or `{ "env": .., "default": [..] }`.
fn named(entry: &Value) -> Vec<&str> {
    match entry {
        Value::String(origin) => vec![origin],
        _ => Vec::new(),
    }
}
