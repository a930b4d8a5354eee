//! A policy as a sentence: the beginning of the section in a handler's documentation.

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};

use super::{
    code::code_span,
    example::rank,
    facts::{OriginFacts, PolicyFacts},
};

/// Further entries of a list are only counted; the table below has all.
const MOST_SHOWN: usize = 3;

impl PolicyFacts {
    /// What pages may do, in Markdown.
    ///
    /// ``Pages on `https://app.example.com` may send `PUT` with cookies and the header `content-type`.``
    #[must_use]
    #[inline]
    pub fn sentence(&self) -> String {
        let pages = self.origins.pages();
        let methods = match self.methods.as_slice() {
            [] => "requests".to_string(),
            methods => enumeration(codes(methods), "methods"),
        };
        let with = self.with();
        let reading = self.reading();
        let refusal = if self.enforce {
            " Other cross-origin requests are refused with 403."
        } else {
            ""
        };
        format!("Pages on {pages} may send {methods} {with}{reading}.{refusal}")
    }

    /// What requests may carry.
    #[inline]
    fn with(&self) -> String {
        match (self.credentials, request_headers(&self.allow_headers)) {
            (true, Some(headers)) => format!("with cookies and {headers}"),
            (true, None) => "with cookies".into(),
            (false, Some(headers)) => format!("with {headers}, without cookies"),
            (false, None) => "without cookies".into(),
        }
    }

    /// What the page may read of the response, beside what every allowed page may.
    #[inline]
    fn reading(&self) -> String {
        match self.expose_headers.as_slice() {
            [] => String::new(),
            [any] if any == "*" => ", and read every response header".into(),
            names => format!(", and read the response {}", headers(names)),
        }
    }
}

impl OriginFacts {
    #[inline]
    fn pages(&self) -> String {
        match self {
            Self::Any => "any origin".into(),
            Self::Listed(origins) => enumeration(codes(&by_rank(origins)), "origins"),
            Self::Environment { listed, variables } => {
                let variables = variables.iter().map(|variable| {
                    let name = code_span(&variable.name);
                    format!("the origins in the environment variable {name}")
                });
                enumeration(codes(&by_rank(listed)).chain(variables), "entries")
            }
            Self::OfPolicy(name) => format!("the origins of the policy {}", code_span(name)),
            Self::Dynamic(name) => format!("the origins that {} returns", code_span(name)),
        }
    }
}

/// The origins that say most about the policy first.
#[inline]
fn by_rank(origins: &[String]) -> Vec<String> {
    let mut origins = origins.to_vec();
    origins.sort_by_key(|origin| rank(origin));
    origins
}

#[inline]
fn request_headers(names: &[String]) -> Option<String> {
    let has_any = names.iter().any(|name| name == "*");
    let has_authorization = names.iter().any(|name| name == "authorization");
    match names {
        [] => None,
        _ if has_any && has_authorization => Some("any header".into()),
        _ if has_any => Some("any header except `authorization`".into()),
        names => Some(format!("the {}", headers(names))),
    }
}

#[inline]
fn headers(names: &[String]) -> String {
    let noun = if names.len() == 1 {
        "header"
    } else {
        "headers"
    };
    format!("{noun} {}", enumeration(codes(names), "headers"))
}

#[inline]
fn codes(values: &[String]) -> impl Iterator<Item = String> {
    values.iter().map(|value| code_span(value))
}

/// `a`, `a and b`, `a, b, and c`, or `a, b, c, and 2 more entries`.
#[inline]
fn enumeration(values: impl Iterator<Item = String>, noun: &str) -> String {
    let mut values: Vec<_> = values.collect();
    let hidden = values.len().saturating_sub(MOST_SHOWN);
    // One more takes no more room than its count.
    if hidden > 1 {
        values.truncate(MOST_SHOWN);
        values.push(format!("{hidden} more {noun}"));
    }
    match values.as_slice() {
        [] => "none".into(),
        [one] => one.clone(),
        [first, second] => format!("{first} and {second}"),
        [before @ .., last] => format!("{}, and {last}", before.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;
    use crate::summary::VariableFacts;

    fn listed(origins: &[&str]) -> PolicyFacts {
        let origins = origins.iter().map(ToString::to_string);
        let mut facts = PolicyFacts::of_origins(OriginFacts::listed(origins));
        facts.methods = vec!["PUT".into()];
        facts
    }

    #[test]
    fn the_sentence_has_origins_methods_cookies_and_headers() {
        let mut facts = listed(&["https://app.example.com"]);
        assert_eq!(
            facts.sentence(),
            "Pages on `https://app.example.com` may send `PUT` without cookies."
        );
        facts.credentials = true;
        facts.allow_headers = vec!["content-type".into(), "x-request-id".into()];
        facts.expose_headers = vec!["etag".into()];
        facts.enforce = true;
        assert_eq!(
            facts.sentence(),
            "Pages on `https://app.example.com` may send `PUT` with cookies and the headers `content-type` and \
             `x-request-id`, and read the response header `etag`. Other cross-origin requests are refused with 403."
        );
    }

    #[test]
    fn wildcards_are_in_words() {
        let mut facts = PolicyFacts::of_origins(OriginFacts::Any);
        facts.methods = vec!["GET".into(), "HEAD".into()];
        facts.allow_headers = vec!["*".into()];
        facts.expose_headers = vec!["*".into()];
        assert_eq!(
            facts.sentence(),
            "Pages on any origin may send `GET` and `HEAD` with any header except `authorization`, without cookies, \
             and read every response header."
        );
        facts.allow_headers.push("authorization".into());
        assert!(facts.sentence().contains(" with any header, without"));
    }

    #[test]
    fn long_lists_are_counted() {
        let four = [
            "https://a.test",
            "https://b.test",
            "https://c.test",
            "https://d.test",
        ];
        let all = "`https://a.test`, `https://b.test`, `https://c.test`, and `https://d.test`";
        assert!(listed(&four).sentence().contains(all));
        let five = [&four[..], &["https://e.test"]].concat();
        let counted = "`https://a.test`, `https://b.test`, `https://c.test`, and 2 more origins";
        assert!(listed(&five).sentence().contains(counted));
    }

    #[test]
    fn origins_of_sites_come_before_patterns_and_other_schemes() {
        let origins = [
            "http://localhost:*",
            "capacitor://localhost",
            "https://b.test",
        ];
        let sentence = listed(&origins).sentence();
        let expected = "`https://b.test`, `capacitor://localhost`, and `http://localhost:*`";
        assert!(sentence.contains(expected), "{sentence}");
    }

    #[test]
    fn origins_from_elsewhere_are_named() {
        let sentence = |origins| PolicyFacts::of_origins(origins).sentence();
        let variable = VariableFacts::new("APP".into(), Vec::new());
        let environment = OriginFacts::environment(vec!["https://a.test".into()], vec![variable]);
        assert_eq!(
            sentence(environment),
            "Pages on `https://a.test` and the origins in the environment variable `APP` may send requests without \
             cookies."
        );
        let dynamic = OriginFacts::Dynamic("TENANTS".into());
        assert!(sentence(dynamic).starts_with("Pages on the origins that `TENANTS` returns may"));
    }

    #[test]
    fn a_value_keeps_its_signs_outside_a_table() {
        let mut facts = listed(&["https://a.test"]);
        facts.methods = vec!["A|B".into()];
        assert!(facts.sentence().contains("`A|B`"));
    }
}
