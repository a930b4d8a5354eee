//! A policy in words: rows for the table in a handler's documentation, and lines for plain reports.
//! What is wrong with a policy is in `messages`.

use alloc::{
    format,
    string::{String, ToString},
    vec,
    vec::Vec,
};

use super::{
    code::code,
    facts::{OriginFacts, PolicyFacts, VariableFacts},
};

/// One fact of a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What the fact concerns.
    pub label: &'static str,
    /// Its value, in Markdown for a table's cell.
    pub cell: String,
}

impl PolicyFacts {
    /// The policy as rows of a table.
    #[must_use]
    #[inline]
    pub fn rows(&self) -> Vec<Row> {
        let Self {
            origins,
            methods: open,
            allow_headers,
            expose_headers,
            max_age: seconds,
            credentials: with_credentials,
            enforce,
        } = self;
        let row = |label, cell| Row { label, cell };
        vec![
            row("Origins", origins.cell()),
            row("Methods", methods(open)),
            row("Credentials", credentials(*with_credentials).into()),
            row("Request headers", request_headers(allow_headers)),
            row("Exposed headers", exposed_headers(expose_headers)),
            row("Preflight", self.preflight()),
            row("Max-age", max_age(*seconds)),
            row("Enforcement", enforcement(*enforce).into()),
        ]
    }

    /// The policy as lines, each complete by itself, so that a diff of two reports explains itself.
    #[must_use]
    #[inline]
    pub fn lines(&self) -> Vec<String> {
        let origins = self.origins.texts();
        let lists = [
            ("origin", origins.as_slice()),
            ("method", &self.methods),
            ("request header", &self.allow_headers),
            ("exposed header", &self.expose_headers),
        ];
        let mut lines: Vec<_> = lists
            .iter()
            .flat_map(|(label, values)| values.iter().map(move |value| format!("{label}: {value}")))
            .collect();
        let is_allowed = if self.credentials {
            "allowed"
        } else {
            "not allowed"
        };
        lines.push(format!("credentials: {is_allowed}"));
        lines.push(match self.max_age {
            Some(seconds) => format!("max-age: {seconds} seconds"),
            None => "max-age: not sent".into(),
        });
        if self.enforce {
            lines.push("enforce: refuse cross-origin requests that are not allowed".into());
        }
        lines
    }

    #[inline]
    fn preflight(&self) -> String {
        let others = match self.origins {
            OriginFacts::Any => "204 for every origin",
            OriginFacts::Listed(_)
            | OriginFacts::Environment { .. }
            | OriginFacts::Dynamic(_)
            | OriginFacts::OfPolicy(_) => "204 for these origins, 403 for all others",
        };
        let methods = match self.methods.as_slice() {
            [] => "a method of the route".into(),
            names => codes(names),
        };
        format!("`OPTIONS` asking for {methods}: {others}")
    }
}

impl OriginFacts {
    /// The origins that may call, each as an attribute would name it.
    #[must_use]
    #[inline]
    pub fn texts(&self) -> Vec<String> {
        match self {
            Self::Any => vec!["*".to_string()],
            Self::Listed(origins) => origins.clone(),
            Self::Environment { listed, variables } => {
                let variables = variables.iter().map(VariableFacts::text);
                listed.iter().cloned().chain(variables).collect()
            }
            Self::Dynamic(name) => vec![format!("dynamic({name})")],
            Self::OfPolicy(name) => vec![format!("policy = {name}")],
        }
    }

    /// The origins that may call, in Markdown for a table's cell.
    #[must_use]
    #[inline]
    pub fn cell(&self) -> String {
        match self {
            Self::Any => format!("{}: every origin", code("*")),
            Self::Listed(origins) => codes_below_each_other(origins),
            Self::Environment { listed, variables } => {
                let listed = listed.iter().map(|origin| code(origin));
                let variables = variables.iter().map(VariableFacts::cell);
                let entries: Vec<_> = listed.chain(variables).collect();
                entries.join("<br>")
            }
            Self::OfPolicy(name) => format!("those of the policy {}", code(name)),
            Self::Dynamic(name) => {
                format!("those that {} returns while the program runs", code(name))
            }
        }
    }
}

impl VariableFacts {
    /// The variable, as an attribute would name it.
    #[inline]
    fn text(&self) -> String {
        let default: Vec<_> = self.default.iter().map(|one| format!("{one:?}")).collect();
        if default.is_empty() {
            format!("env({:?})", self.name)
        } else {
            format!("env({:?}, default = [{}])", self.name, default.join(", "))
        }
    }

    #[inline]
    fn cell(&self) -> String {
        let name = code(&self.name);
        if self.default.is_empty() {
            return format!("listed in the environment variable {name} when the program starts");
        }
        let default = codes(&self.default);
        format!("listed in the environment variable {name} when the program starts, else {default}")
    }
}

#[inline]
fn credentials(are_allowed: bool) -> &'static str {
    if are_allowed {
        "allowed: cookies, HTTP authentication, client certificates"
    } else {
        "not allowed"
    }
}

#[inline]
fn enforcement(is_on: bool) -> &'static str {
    if is_on {
        "cross-origin requests that are not allowed get 403 before the handler runs"
    } else {
        "off: browsers hide the response from pages that are not allowed"
    }
}

#[inline]
fn request_headers(names: &[String]) -> String {
    match names {
        [] => "the CORS-safelisted ones only".into(),
        [any] if any == "*" => format!("{}: any except {}", code("*"), code("authorization")),
        names => codes(names),
    }
}

#[inline]
fn exposed_headers(names: &[String]) -> String {
    match names {
        [] => "the CORS-safelisted ones only".into(),
        [any] if any == "*" => format!("{}: all", code("*")),
        names => codes(names),
    }
}

/// Without the header, browsers cache for five seconds
/// (<https://fetch.spec.whatwg.org/#http-access-control-max-age>).
#[inline]
fn max_age(seconds: Option<u32>) -> String {
    match seconds {
        None => "not sent: browsers cache for 5 seconds".into(),
        Some(0) => "0: browsers do not cache preflights".into(),
        Some(1) => "1 second".into(),
        Some(seconds) if seconds > 3600 && seconds.is_multiple_of(3600) => {
            format!("{seconds} seconds ({} hours)", seconds / 3600)
        }
        Some(seconds) if seconds > 60 && seconds.is_multiple_of(60) => {
            format!("{seconds} seconds ({} minutes)", seconds / 60)
        }
        Some(seconds) => format!("{seconds} seconds"),
    }
}

/// A policy that belongs to no route need not name methods.
#[inline]
fn methods(names: &[String]) -> String {
    match names {
        [] => "those of the route".into(),
        names => codes(names),
    }
}

#[inline]
fn codes(values: &[String]) -> String {
    let codes: Vec<_> = values.iter().map(|value| code(value)).collect();
    codes.join(", ")
}

#[inline]
fn codes_below_each_other(values: &[String]) -> String {
    let codes: Vec<_> = values.iter().map(|value| code(value)).collect();
    codes.join("<br>")
}

#[cfg(test)]
mod tests;
