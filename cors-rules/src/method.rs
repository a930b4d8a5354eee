//! Method names: tokens, forbidden methods, and the case that browsers send.
//! Source: <https://fetch.spec.whatwg.org/#methods>.

use alloc::{
    collections::BTreeSet,
    string::{String, ToString},
    vec::Vec,
};

use crate::{
    rule::Rule,
    violation::{Setting, Site, Violation},
};

/// Methods that people write in lower case by mistake: the registered ones that handlers serve.
const WELL_KNOWN: [&str; 10] = [
    "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY", "TRACE",
];

/// Whether the text is a token (<https://www.rfc-editor.org/rfc/rfc9110#name-tokens>).
pub(crate) fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// Whether browsers refuse to send the method, in any case
/// (<https://fetch.spec.whatwg.org/#forbidden-method>).
#[must_use]
pub fn is_forbidden(method: &str) -> bool {
    ["CONNECT", "TRACE", "TRACK"]
        .iter()
        .any(|forbidden| method.eq_ignore_ascii_case(forbidden))
}

/// Validates a list of methods that somebody wrote.
///
/// `served` is what the route serves, where there is a route; `credentials` decides whether a policy
/// without a route may say `*`.
pub(crate) fn validate(
    methods: &[String],
    served: Option<&[String]>,
    credentials: bool,
    found: &mut Vec<Violation>,
) {
    if methods.is_empty() {
        found.push(Violation::new(
            Rule::NoMethods,
            Site::whole(Setting::Methods),
            "",
        ));
    }
    let mut seen = BTreeSet::new();
    for (index, method) in methods.iter().enumerate() {
        let is_repeated = !seen.insert(method);
        let site = Site::entry(Setting::Methods, index);
        if let Some((rule, replacement)) = fault(method, served, credentials) {
            found.push(Violation::new(rule, site, method).instead(replacement));
        } else if is_repeated {
            found.push(Violation::new(Rule::DuplicateMethod, site, method));
        }
    }
}

/// The first rule that the method breaks, and what to write instead.
fn fault(
    method: &str,
    served: Option<&[String]>,
    credentials: bool,
) -> Option<(Rule, Option<String>)> {
    let upper = method.to_ascii_uppercase();
    let is_served = |name: &str| served.is_none_or(|served| served.iter().any(|one| one == name));

    if method == "*" {
        return (served.is_some() || credentials)
            .then(|| (Rule::WildcardMethod, served.map(quoted_list)));
    }
    if !is_token(method) {
        return Some((Rule::InvalidMethod, split_list(method)));
    }
    if is_forbidden(method) {
        return Some((Rule::ForbiddenMethod, None));
    }
    let meant_upper = WELL_KNOWN.contains(&upper.as_str())
        || served.is_some_and(|served| served.contains(&upper));
    if upper != method && meant_upper {
        return Some((Rule::MethodCase, Some(upper)));
    }
    (!is_served(method)).then(|| (Rule::MethodNotServed, served.map(quoted_list)))
}

/// `"GET POST"` as two literals, where each part is a token.
fn split_list(text: &str) -> Option<String> {
    let parts: Vec<String> = text
        .split(|c: char| c == ',' || c == ';' || c.is_whitespace())
        .filter(|part| !part.is_empty())
        .map(ToString::to_string)
        .collect();
    (!parts.is_empty() && parts.iter().all(|part| is_token(part))).then(|| quoted_list(&parts))
}

/// The entries as string literals: `"GET", "PUT"`.
pub(crate) fn quoted_list(entries: &[String]) -> String {
    let quoted: Vec<String> = entries
        .iter()
        .map(|entry| alloc::format!("\"{entry}\""))
        .collect();
    quoted.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forbidden_methods_are_forbidden_in_any_case() {
        assert!(is_forbidden("trace") && is_forbidden("Connect") && is_forbidden("TRACK"));
        assert!(!is_forbidden("TRACER"));
    }

    #[test]
    fn a_list_in_one_string_is_split_for_the_help() {
        assert_eq!(split_list("GET,POST").as_deref(), Some("\"GET\", \"POST\""));
        assert_eq!(split_list(""), None);
    }
}
