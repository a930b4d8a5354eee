//! `DeclaredPolicy`: the policy of a route as its source declares it, and what to change when a page is blocked.

use std::fmt;

use crate::{blocked::Blocked, difference::Difference, pattern, reason::Reason};

/// A policy as it is declared: the arguments of `#[cors]`.
///
/// ```
/// use cors_browser::{DeclaredPolicy, Fetch, Page, Response};
///
/// let policy = DeclaredPolicy {
///     origins: vec!["https://*.example.com".into()],
///     ..DeclaredPolicy::default()
/// };
/// let mut page = Page::on("https://example.com");
/// let dialogue = page.run(&Fetch::new("https://api.example.com/"), |_| {
///     Some(Response::new(200, [("vary", "Origin")]))
/// });
/// let remedy = policy.remedy(&dialogue.outcome.blocked().expect("no header, no answer"));
/// assert_eq!(remedy.argument, Some("origins"));
/// assert_eq!(remedy.nearest.as_deref(), Some("https://*.example.com"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeclaredPolicy {
    /// Origins and patterns; `*` is every origin.
    pub origins: Vec<String>,
    /// Methods open to other origins.
    pub methods: Vec<String>,
    /// Request headers that pages may send.
    pub allow_headers: Vec<String>,
    /// Whether credentials are allowed.
    pub credentials: bool,
}

/// What would help.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Remedy {
    /// The argument of `#[cors]` to change, if one would help.
    pub argument: Option<&'static str>,
    /// What to do, in a sentence.
    pub change: String,
    /// What is allowed and nearest to what was asked.
    pub nearest: Option<String>,
}

impl DeclaredPolicy {
    /// Whether the policy names the origin. <https://docs.rs/cors-runtime/latest/cors_runtime/attr.cors.html>
    #[must_use]
    pub fn allows_origin(&self, origin: &str) -> bool {
        self.origins
            .iter()
            .any(|pattern| pattern == "*" || pattern::matches(pattern, origin))
    }

    /// What would have to change for the page to get its answer.
    #[must_use]
    pub fn remedy(&self, blocked: &Blocked) -> Remedy {
        let needed = blocked.needed.as_deref().unwrap_or_default();
        match blocked.reason.argument() {
            Some("origins") => self.origin_remedy(blocked.reason, needed),
            Some("credentials") => self.flag_remedy(),
            Some("methods") => list_remedy("methods", &self.methods, needed),
            Some("allow_headers") => list_remedy("allow_headers", &self.allow_headers, needed),
            _ => Remedy::elsewhere(blocked.reason.explanation().change),
        }
    }

    fn origin_remedy(&self, reason: Reason, origin: &str) -> Remedy {
        if matches!(
            reason,
            Reason::AcaoWildcardCredentials | Reason::PreflightAcaoWildcardCredentials
        ) {
            return Remedy::argument("origins", reason.explanation().change);
        }
        if self.allows_origin(origin) {
            return Remedy::elsewhere(DRIFT);
        }
        if origin == "null" {
            return Remedy::elsewhere(OPAQUE);
        }
        let nearest = self.nearest(origin);
        let difference =
            nearest.map(|(pattern, difference)| format!("; `{pattern}` is allowed: {difference}"));
        let change = format!(
            "name `{origin}` in `origins`{}",
            difference.unwrap_or_default()
        );
        Remedy {
            nearest: nearest.map(|(pattern, _)| pattern.clone()),
            ..Remedy::argument("origins", change)
        }
    }

    /// The first entry that has the page's host, otherwise the first that differs by a subdomain.
    fn nearest(&self, origin: &str) -> Option<(&String, Difference)> {
        let near = self
            .origins
            .iter()
            .filter_map(|pattern| Some((pattern, Difference::between(origin, pattern)?)));
        let near: Vec<_> = near.collect();
        let of_host = near
            .iter()
            .find(|(_, difference)| !difference.is_of_subdomain());
        of_host.or(near.first()).copied()
    }

    fn flag_remedy(&self) -> Remedy {
        if self.credentials {
            return Remedy::elsewhere(DRIFT);
        }
        Remedy::argument(
            "credentials",
            "set `credentials`, or send the request without credentials",
        )
    }
}

/// The declared policy allows it, so the answer is not the policy's.
const DRIFT: &str = "the policy allows it: something between the handler and the page answers, or changes the answer";

/// A policy that names `null` would allow every site, because each can have such a frame.
const OPAQUE: &str = "serve the page from a site: every sandboxed frame, `data:` document and local file has the origin `null`";

impl Remedy {
    fn elsewhere(change: impl Into<String>) -> Self {
        Self {
            argument: None,
            change: change.into(),
            nearest: None,
        }
    }

    fn argument(argument: &'static str, change: impl Into<String>) -> Self {
        Self {
            argument: Some(argument),
            ..Self::elsewhere(change)
        }
    }
}

impl fmt::Display for Remedy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.change)
    }
}

fn list_remedy(argument: &'static str, list: &[String], needed: &str) -> Remedy {
    if needed.is_empty() || list.iter().any(|listed| listed == needed) {
        return Remedy::elsewhere(DRIFT);
    }
    let nearest = list
        .iter()
        .find(|listed| listed.eq_ignore_ascii_case(needed));
    let change = match nearest {
        // Header names have no case: this is the policy's own.
        Some(_) if argument == "allow_headers" => return Remedy::elsewhere(DRIFT),
        Some(listed) => {
            format!("`{listed}` is allowed: write the method as `{listed}` in the script")
        }
        None => format!("name `{needed}` in `{argument}`"),
    };
    Remedy {
        nearest: nearest.cloned(),
        ..Remedy::argument(argument, change)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_policy_allows_is_changed_elsewhere() {
        let policy = DeclaredPolicy {
            origins: vec!["*".into()],
            ..DeclaredPolicy::default()
        };
        let blocked = Blocked::new(Reason::AcaoMissing).needed("https://app.example");
        assert_eq!(policy.remedy(&blocked).argument, None);
    }

    #[test]
    fn null_is_not_an_origin_to_name() {
        let blocked = Blocked::new(Reason::AcaoMissing).needed("null");
        let remedy = DeclaredPolicy::default().remedy(&blocked);
        assert_eq!(remedy.argument, None);
        assert!(remedy.change.contains("from a site"), "{}", remedy.change);
    }

    #[test]
    fn a_method_in_lower_case_is_the_scripts_mistake() {
        let policy = DeclaredPolicy {
            methods: vec!["PATCH".into()],
            ..DeclaredPolicy::default()
        };
        let remedy = policy.remedy(&Blocked::new(Reason::MethodNotAllowed).needed("patch"));
        assert_eq!(
            remedy.change,
            "`PATCH` is allowed: write the method as `PATCH` in the script"
        );
    }
}
