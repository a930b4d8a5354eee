//! Header names in either list: tokens, forbidden names, names that belong in the other list.
//! Source: <https://fetch.spec.whatwg.org/#terminology-headers>.

use alloc::{collections::BTreeSet, string::String, vec::Vec};

use crate::{
    rule::Rule,
    token::{is_token, quoted_list, split},
    violation::{Setting, Site, Violation},
};

/// Names that scripts cannot set (<https://fetch.spec.whatwg.org/#forbidden-request-header>).
const FORBIDDEN_REQUEST: [&str; 22] = [
    "accept-charset",
    "accept-encoding",
    "access-control-request-headers",
    "access-control-request-method",
    "access-control-request-private-network",
    "connection",
    "content-length",
    "cookie",
    "cookie2",
    "date",
    "dnt",
    "expect",
    "host",
    "keep-alive",
    "origin",
    "referer",
    "set-cookie",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "via",
];

/// Names that only servers send, with all that begin with `access-control-allow-`.
const CORS_RESPONSE: [&str; 2] = ["access-control-expose-headers", "access-control-max-age"];

/// The name that `*` does not cover in requests
/// (<https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name>). In `expose_headers` it is
/// redundant beside `*`, but too likely a precaution to warn of.
const NON_WILDCARD: &str = "authorization";

/// Headers that frameworks read as "treat this `POST` as a `DELETE`".
const METHOD_OVERRIDE: [&str; 3] = [
    "x-http-method",
    "x-http-method-override",
    "x-method-override",
];

/// One of the two lists of header names.
pub(crate) struct HeaderList {
    setting: Setting,
    wildcard_with_credentials: Rule,
    /// The rule of this list alone that a lower-case name breaks.
    own_rule: fn(&str) -> Option<Rule>,
}

/// The names in `allow_headers`.
pub(crate) const REQUEST_HEADERS: HeaderList = HeaderList {
    setting: Setting::AllowHeaders,
    wildcard_with_credentials: Rule::WildcardHeadersWithCredentials,
    own_rule: request_header_rule,
};

/// The names in `expose_headers`.
pub(crate) const RESPONSE_HEADERS: HeaderList = HeaderList {
    setting: Setting::ExposeHeaders,
    wildcard_with_credentials: Rule::WildcardExposeWithCredentials,
    own_rule: response_header_rule,
};

impl HeaderList {
    pub(crate) fn validate(&self, names: &[String], credentials: bool, found: &mut Vec<Violation>) {
        let mut seen = BTreeSet::new();
        let has_wildcard = names.iter().any(|name| name == "*");
        for (index, name) in names.iter().enumerate() {
            let site = Site::entry(self.setting, index);
            let lower = name.to_ascii_lowercase();
            let is_repeated = !seen.insert(lower.clone());
            let is_redundant = has_wildcard && name != "*" && lower != NON_WILDCARD;

            if name == "*" && credentials {
                found.push(Violation::new(self.wildcard_with_credentials, site, name));
            } else if !is_token(name) {
                let violation = Violation::new(Rule::InvalidHeaderName, site, name);
                found.push(violation.instead(suggest(name)));
            } else if let Some(rule) = (self.own_rule)(&lower) {
                found.push(Violation::new(rule, site, name));
            } else if is_repeated {
                found.push(Violation::new(Rule::DuplicateHeader, site, name));
            } else if is_redundant {
                found.push(Violation::new(Rule::RedundantHeader, site, name));
            }
        }
    }
}

fn request_header_rule(name: &str) -> Option<Rule> {
    if FORBIDDEN_REQUEST.contains(&name) || name.starts_with("proxy-") || name.starts_with("sec-") {
        Some(Rule::ForbiddenRequestHeader)
    } else if CORS_RESPONSE.contains(&name) || name.starts_with("access-control-allow-") {
        Some(Rule::ResponseHeaderInRequestList)
    } else if METHOD_OVERRIDE.contains(&name) {
        Some(Rule::MethodOverrideHeader)
    } else {
        None
    }
}

fn response_header_rule(name: &str) -> Option<Rule> {
    match name {
        "set-cookie" | "set-cookie2" => Some(Rule::ForbiddenResponseHeader),
        "origin" => Some(Rule::RequestHeaderInResponseList),
        _ if name.starts_with("access-control-request-") => Some(Rule::RequestHeaderInResponseList),
        "access-control-allow-methods"
        | "access-control-allow-headers"
        | "access-control-max-age" => Some(Rule::PreflightHeaderExposed),
        "access-control-allow-origin" => Some(Rule::ExposedAllowOrigin),
        _ => None,
    }
}

/// The names that were probably meant by a text that is not a token: `X-A: 1` has a value, `X-A, X-B` are two
/// names, and `X Custom` is one with a space for a hyphen.
fn suggest(text: &str) -> Option<String> {
    let is_around = |c: char| c == '"' || c == ':' || c.is_whitespace();
    let text = text.trim_matches(is_around);
    if let Some((name, _)) = text.split_once(':')
        && is_token(name)
    {
        return Some(quoted_list(&[name.into()]));
    }
    let words = || text.split(' ');
    let is_one_name = words().count() > 1 && words().any(|word| !is_whole_name(word));
    if is_one_name {
        let name = text.replace(' ', "-");
        return is_token(&name).then(|| quoted_list(&[name]));
    }
    split(text, &[',', ';'])
}

/// Whether the word alone is a usual header name.
fn is_whole_name(word: &str) -> bool {
    let word = word.trim_matches([',', ';']);
    let lower = word.to_ascii_lowercase();
    let has_one_word = [
        "accept",
        "authorization",
        "etag",
        "link",
        "location",
        "range",
    ];
    word.contains('-') || word == "*" || has_one_word.contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::suggest;

    #[test]
    fn names_are_suggested_in_the_form_that_works() {
        for (text, meant) in [
            ("content-type: application/json", "\"content-type\""),
            ("X-A:", "\"X-A\""),
            (" X-A ", "\"X-A\""),
            ("X Custom", "\"X-Custom\""),
            ("X-A, X-B", "\"X-A\", \"X-B\""),
            ("X-A X-B", "\"X-A\", \"X-B\""),
            ("authorization, etag", "\"authorization\", \"etag\""),
            ("a,b", "\"a\", \"b\""),
        ] {
            assert_eq!(suggest(text).as_deref(), Some(meant), "{text}");
        }
        for text in ["", " ", "X-(A)", "X-Ä", "a, b/c"] {
            assert_eq!(suggest(text), None, "{text}");
        }
    }
}
