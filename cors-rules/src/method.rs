//! Method names: tokens, forbidden methods, and the case that browsers send.
//! Source: <https://fetch.spec.whatwg.org/#methods>.

use alloc::{collections::BTreeSet, string::String, vec::Vec};

use crate::{
    rule::Rule,
    token::{is_token, quoted_list, split},
    violation::{Setting, Site, Violation},
};

/// The registered methods that handlers serve: in lower case they are mistakes.
const WELL_KNOWN: [&str; 10] = [
    "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY", "TRACE",
];

/// Whether browsers refuse to send the method, in any case
/// (<https://fetch.spec.whatwg.org/#forbidden-method>).
#[must_use]
pub fn is_forbidden(method: &str) -> bool {
    ["CONNECT", "TRACE", "TRACK"]
        .iter()
        .any(|forbidden| method.eq_ignore_ascii_case(forbidden))
}

/// Validates the list in `methods`.
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
        let is_repeated = !seen.insert(method.as_str());
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
        return Some((Rule::InvalidMethod, tokens_meant(method)));
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

/// The methods that a text holds, each in upper case if it is registered then.
fn tokens_meant(method: &str) -> Option<String> {
    let separators = [',', ';'];
    let words = method.split(|c: char| separators.contains(&c) || c.is_whitespace());
    let meant = words.map(|word| {
        let upper = word.to_ascii_uppercase();
        let is_known = WELL_KNOWN.contains(&upper.as_str());
        if is_known { upper } else { word.into() }
    });
    split(&meant.collect::<Vec<_>>().join(","), &separators)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registered_methods_are_suggested_in_upper_case() {
        for (text, meant) in [
            ("put ", Some("\"PUT\"")),
            ("get, put", Some("\"GET\", \"PUT\"")),
            ("patch purge", Some("\"PATCH\", \"purge\"")),
            ("", None),
        ] {
            assert_eq!(tokens_meant(text).as_deref(), meant, "{text}");
        }
    }

    #[test]
    fn forbidden_methods_are_forbidden_in_any_case() {
        assert!(is_forbidden("trace") && is_forbidden("Connect") && is_forbidden("TRACK"));
        assert!(!is_forbidden("TRACER"));
    }
}
