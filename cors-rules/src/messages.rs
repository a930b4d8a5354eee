//! What the compiler and the log say about a policy: one message and one help for each rule.
//! `tests/tests/wording.rs` checks their style.

mod help;
mod merged;
mod variable;

use alloc::{format, string::String};
use core::fmt;

use crate::{
    origin::{is_regular_expression, is_unseen},
    rule::Rule,
    violation::Violation,
};

pub use help::variable_in;
pub use merged::{closed_route_message, merged_policy_message};

/// Longer values are shortened, so that the message stays one line.
const LONGEST_SHOWN: usize = 40;

impl Violation {
    /// What is wrong: one line, lowercase, no final period.
    #[must_use]
    pub fn message(&self) -> String {
        message(self)
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> String {
        help::help(self)
    }
}

impl fmt::Display for Violation {
    /// Message, help and note on a line each, as the compiler prints them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (message, help, note) = (self.message(), self.help(), self.note());
        write!(f, "{message}\nhelp: {help}\nnote: {note}")
    }
}

impl core::error::Error for Violation {}

fn message(violation: &Violation) -> String {
    let value = shown(violation.value());
    let setting = violation.site().setting.name();
    match violation.rule() {
        Rule::MissingOrigins => "no origin is named".into(),
        Rule::OriginWithoutScheme if violation.value().is_empty() => {
            "an empty string is not an origin".into()
        }
        Rule::OriginWithoutScheme => format!("origin `{value}` has no scheme"),
        Rule::OriginWithPath => format!("origin `{value}` {}", what_follows(violation)),
        Rule::OriginWithUserinfo => format!("origin `{value}` contains a user name"),
        Rule::OriginNotLowercase => format!("origin `{value}` is not in lower case"),
        Rule::OriginNotAscii => format!("origin `{value}` is not in ASCII form"),
        Rule::OriginWithSpace if violation.value().contains(char::is_whitespace) => {
            format!("origin `{value}` contains white space")
        }
        Rule::OriginWithSpace => format!("origin `{value}` contains an invisible character"),
        Rule::OriginListInOneString => format!("`{value}` holds several origins"),
        Rule::OriginDefaultPort => format!("origin `{value}` names its default port"),
        Rule::OriginInvalidPort => format!("invalid port in origin `{value}`"),
        Rule::OriginInvalidHost => format!("invalid host in origin `{value}`"),
        Rule::OriginIpNotCanonical => format!("the address in origin `{value}` is not canonical"),
        Rule::OriginInvalidScheme => format!("invalid scheme in origin `{value}`"),
        Rule::OriginMisplacedWildcard if is_regular_expression(violation.value()) => {
            format!("`{value}` is a regular expression, not an origin")
        }
        Rule::OriginMisplacedWildcard => format!("misplaced wildcard in origin `{value}`"),
        Rule::WildcardOriginNotAlone => "`*` cannot be combined with other origins".into(),
        Rule::NullOrigin => format!("origin `{value}` can be forged by every website"),
        Rule::WildcardOriginWithCredentials => {
            "credentials cannot be combined with the wildcard origin `*`".into()
        }
        Rule::InsecureOriginWithCredentials => {
            format!("credentials cannot go to the insecure origin `{value}`")
        }
        Rule::PublicSuffixWithCredentials | Rule::WildcardOnPublicSuffix => {
            format!("anyone can register a site that `{value}` matches")
        }
        Rule::DuplicateOrigin if violation.value().starts_with("env(") => {
            format!("`{value}` is named twice")
        }
        Rule::DuplicateOrigin => format!("origin `{value}` is named twice"),
        Rule::SubsumedOrigin => format!("another entry already covers origin `{value}`"),
        Rule::TrailingDotHost => format!("the host of `{value}` ends in a dot"),
        Rule::HyphenEdgeHost => format!("a label in `{value}` begins or ends with a hyphen"),
        Rule::ObsoleteScheme => format!("no current browser loads pages from `{value}`"),
        Rule::PerInstallOrigin => format!("`{value}` differs on every installation"),
        Rule::MalformedExtensionId => format!("`{value}` is not a valid Chrome extension ID"),
        Rule::SharedHostWithCredentials => {
            format!("credentials are allowed for the shared host `{value}`")
        }
        Rule::LocalhostWithCredentials => {
            format!("development origin `{value}` is listed with production origins")
        }
        Rule::AnyPort => format!("`{value}` allows every port"),
        Rule::WildcardSubdomainWithCredentials => {
            format!("credentials are allowed for every subdomain that `{value}` matches")
        }
        Rule::BlockedPort => format!("browsers refuse to load pages from the port of `{value}`"),
        Rule::ManyOrigins => format!("`origins` lists {value} origins"),
        Rule::InvalidMethod if value.is_empty() => "an empty string is not a method".into(),
        Rule::InvalidMethod => format!("invalid method `{value}`"),
        Rule::ForbiddenMethod => format!("`{value}` is a forbidden method"),
        Rule::MethodCase => format!("method `{value}` is not in upper case"),
        Rule::MethodNotServed => format!("method `{value}` is not served by the route"),
        Rule::NoMethods => "no method is named".into(),
        Rule::WildcardMethod => "`*` replaces methods that are known".into(),
        Rule::DuplicateMethod => format!("method `{value}` is named twice"),
        Rule::UnreachableRoute => format!("browsers never send `{value}`"),
        Rule::InvalidHeaderName if value.is_empty() => {
            "an empty string is not a header name".into()
        }
        Rule::InvalidHeaderName => format!("invalid header name `{value}`"),
        Rule::ForbiddenRequestHeader => format!("`{value}` is a forbidden request-header"),
        Rule::ResponseHeaderInRequestList => format!("`{value}` is a response header"),
        Rule::ForbiddenResponseHeader => {
            format!("`{value}` is a forbidden response-header name")
        }
        Rule::RequestHeaderInResponseList => format!("`{value}` is a request header"),
        Rule::PreflightHeaderExposed => format!("`{value}` exists on preflight responses only"),
        Rule::WildcardHeadersWithCredentials | Rule::WildcardExposeWithCredentials => {
            format!("credentials cannot be combined with `*` in `{setting}`")
        }
        Rule::DuplicateHeader => format!("header `{value}` is named twice"),
        Rule::RedundantHeader => format!("`*` already covers header `{value}`"),
        Rule::MethodOverrideHeader => format!("`{value}` lets one method act as another"),
        Rule::ExposedAllowOrigin => format!("exposing `{value}` has no use"),
        Rule::MaxAgeOutOfRange if is_whole_number(violation.value()) => {
            format!("`{value}` is out of range for `max_age`")
        }
        Rule::MaxAgeOutOfRange => format!("`{value}` is not a whole number of seconds"),
        Rule::MaxAgeWithoutPreflight => "`max_age` is set, but no preflight can happen".into(),
        Rule::UnneededOptOut => format!("`{value}` is not needed"),
        Rule::UnneededAllow => format!("`{value}` is allowed, but not reported"),
    }
}

fn is_whole_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// What follows the host of an origin.
fn what_follows(violation: &Violation) -> &'static str {
    let rest = violation
        .range()
        .and_then(|range| violation.value().get(range))
        .unwrap_or_default();
    match rest.chars().next() {
        Some('?') => "has a query",
        Some('#') => "has a fragment",
        Some('\\') => "contains a backslash",
        _ if rest == "/" => "ends in a slash",
        _ => "has a path",
    }
}

/// The value on one line: invisible characters and backticks escaped, long values shortened.
fn shown(value: &str) -> String {
    let mut text = String::new();
    for c in value.chars() {
        if text.chars().count() >= LONGEST_SHOWN {
            text.push('…');
            break;
        }
        if c == '`' || (c != ' ' && is_unseen(c)) {
            text.extend(c.escape_unicode());
        } else {
            text.push(c);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::shown;
    use crate::config::{Config, EnvVariable};

    #[test]
    fn a_variable_that_is_named_twice_is_not_called_an_origin() {
        let variable = EnvVariable {
            name: "SITES".into(),
            defaults: 0,
        };
        let config = Config {
            origins_from_elsewhere: true,
            variables: vec![variable.clone(), variable],
            ..Config::default()
        };
        let warnings = config.validate().unwrap().warnings;
        assert_eq!(warnings[0].message(), "`env(\"SITES\")` is named twice");
    }

    #[test]
    fn invisible_characters_are_escaped() {
        assert_eq!(shown("a\nb\u{202e}`"), "a\\u{a}b\\u{202e}\\u{60}");
        assert_eq!(shown("X A"), "X A");
    }

    #[test]
    fn long_values_are_shortened() {
        assert_eq!(shown(&"a".repeat(41)), "a".repeat(40) + "…");
        assert_eq!(shown(&"a".repeat(40)), "a".repeat(40));
    }
}
