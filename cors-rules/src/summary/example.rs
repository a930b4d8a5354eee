//! A preflight for a policy, as a command to paste: the end of the section in a handler's documentation.

use alloc::{
    collections::BTreeSet,
    format,
    string::{String, ToString},
    vec::Vec,
};

use super::facts::{OriginFacts, PolicyFacts};

impl PolicyFacts {
    /// A `curl` command for a POSIX shell, which sends the preflight of a page on `origin`.
    ///
    /// Its request headers are all that the policy names, in the form of
    /// [browsers](https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names): sorted, joined by commas.
    #[must_use]
    #[inline]
    pub fn preflight_command(&self, origin: &str, method: &str, path: &str) -> String {
        let url = quoted(&format!("http://localhost:8080{path}"));
        // Short lines fit a narrow screen and a sheet of paper.
        let mut command = format!("curl -i -X OPTIONS \\\n  {url}");
        let request_headers = sorted(self.allow_headers.iter().filter(|name| *name != "*"));
        let headers = [
            ("Origin", origin),
            ("Access-Control-Request-Method", method),
            ("Access-Control-Request-Headers", &request_headers),
        ];
        for (name, value) in headers.iter().filter(|(_, value)| !value.is_empty()) {
            command.push_str(" \\\n  -H ");
            command.push_str(&quoted(&format!("{name}: {value}")));
        }
        command
    }
}

impl OriginFacts {
    /// An origin that may call, for examples and tests: the first `https` origin that is written out, otherwise one
    /// that a pattern matches. `None` where only the running program knows one.
    ///
    /// ```
    /// use cors_rules::OriginFacts;
    ///
    /// let partners = OriginFacts::listed(["https://*.partner.example".into(), "http://localhost:*".into()]);
    /// assert_eq!(partners.example().as_deref(), Some("https://app.partner.example"));
    /// ```
    #[must_use]
    #[inline]
    pub fn example(&self) -> Option<String> {
        match self {
            Self::Any => Some("https://app.example.com".to_string()),
            Self::Listed(origins) => example_of(origins),
            Self::Environment { listed, variables } => {
                let defaults = variables.iter().find_map(|one| example_of(&one.default));
                example_of(listed).or(defaults)
            }
            Self::OfPolicy(_) | Self::Dynamic(_) => None,
        }
    }
}

/// What is written out before patterns, and `https` before other schemes.
#[inline]
pub(super) fn rank(origin: &str) -> (bool, bool) {
    (origin.contains('*'), !origin.starts_with("https://"))
}

#[inline]
fn example_of(origins: &[String]) -> Option<String> {
    let origin = origins.iter().min_by_key(|origin| rank(origin))?;
    let origin = match origin.strip_suffix(":*") {
        Some(any_port) => format!("{any_port}:3000"),
        None => origin.clone(),
    };
    Some(origin.replace('*', "app"))
}

#[inline]
fn sorted<'a>(names: impl Iterator<Item = &'a String>) -> String {
    let names: BTreeSet<_> = names.map(String::as_str).collect();
    names.into_iter().collect::<Vec<_>>().join(",")
}

/// One word of a shell's command.
#[inline]
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;
    use crate::summary::VariableFacts;

    #[test]
    fn the_command_asks_as_a_browser_would() {
        let mut facts = PolicyFacts::of_origins(OriginFacts::Any);
        facts.allow_headers = vec!["x-b".into(), "content-type".into()];
        let command = facts.preflight_command("https://app.example.com", "PUT", "/users/1");
        let expected = "curl -i -X OPTIONS \\
  'http://localhost:8080/users/1' \\
  -H 'Origin: https://app.example.com' \\
  -H 'Access-Control-Request-Method: PUT' \\
  -H 'Access-Control-Request-Headers: content-type,x-b'";
        assert_eq!(command, expected);
    }

    #[test]
    fn a_command_without_named_headers_asks_for_none() {
        let mut facts = PolicyFacts::of_origins(OriginFacts::Any);
        facts.allow_headers = vec!["*".into()];
        let command = facts.preflight_command("https://app.example.com", "IT'S", "/");
        assert!(!command.contains("Request-Headers"), "{command}");
        assert!(
            command.ends_with("-H 'Access-Control-Request-Method: IT'\\''S'"),
            "{command}"
        );
    }

    #[test]
    fn an_origin_that_is_written_out_is_a_better_example_than_a_pattern() {
        let of = |origins: &[&str]| {
            OriginFacts::listed(origins.iter().map(ToString::to_string)).example()
        };
        let all = [
            "http://localhost:3000",
            "https://*.a.test",
            "https://b.test",
        ];
        assert_eq!(of(&all).as_deref(), Some("https://b.test"));
        assert_eq!(of(&all[..2]).as_deref(), Some("http://localhost:3000"));
        assert_eq!(
            of(&["https://pr-*.a.test"]).as_deref(),
            Some("https://pr-app.a.test")
        );
        assert_eq!(
            of(&["http://localhost:*"]).as_deref(),
            Some("http://localhost:3000")
        );
    }

    #[test]
    fn a_variable_has_an_example_if_it_has_a_default() {
        let of = |default| {
            let variable = VariableFacts::new("APP".into(), default);
            OriginFacts::environment(vec![], vec![variable]).example()
        };
        assert_eq!(
            of(vec!["http://a.test".into()]).as_deref(),
            Some("http://a.test")
        );
        assert_eq!(of(vec![]), None);
    }
}
