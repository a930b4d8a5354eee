//! Every word we say about a policy: one message and one help per rule.
//! The rules for the words themselves are tested in `tests/tests/wording.rs`.

mod merged;

use alloc::{format, string::String};

use crate::{
    host::LONGEST_LABEL,
    origin::{OPAQUE_SCHEMES, is_unseen},
    rule::Rule,
    violation::{Setting, Violation},
};

pub use merged::{closed_route_message, merged_policy_message};

/// Longer values are shortened: the message stays one line.
const LONGEST_SHOWN: usize = 40;

/// What is wrong.
pub(crate) fn message(violation: &Violation) -> String {
    let value = shown(violation.value());
    let setting = violation.site().setting.name();
    match violation.rule() {
        Rule::MissingOrigins => "no origin is named".into(),
        Rule::OriginWithoutScheme if violation.value().is_empty() => {
            "an empty string is no origin".into()
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
        Rule::OriginIpNotCanonical => format!("address of origin `{value}` is not canonical"),
        Rule::OriginInvalidScheme => format!("invalid scheme in origin `{value}`"),
        Rule::OriginMisplacedWildcard => format!("misplaced wildcard in origin `{value}`"),
        Rule::WildcardOriginNotAlone => "the wildcard origin `*` stands beside others".into(),
        Rule::NullOrigin => format!("origin `{value}` can be forged by every website"),
        Rule::WildcardOriginWithCredentials => {
            "credentials cannot be combined with the wildcard origin `*`".into()
        }
        Rule::InsecureOriginWithCredentials => {
            format!("credentials cannot go to the insecure origin `{value}`")
        }
        Rule::PublicSuffixWithCredentials | Rule::WildcardOnPublicSuffix => {
            format!("anybody can register a site that `{value}` matches")
        }
        Rule::DuplicateOrigin => format!("origin `{value}` is named twice"),
        Rule::SubsumedOrigin => format!("origin `{value}` is covered already"),
        Rule::TrailingDotHost => format!("host of `{value}` ends in a dot"),
        Rule::HyphenEdgeHost => format!("a label in `{value}` begins or ends with a hyphen"),
        Rule::ObsoleteScheme => format!("no current browser shows pages of `{value}`"),
        Rule::PerInstallOrigin => format!("`{value}` differs on every installation"),
        Rule::MalformedExtensionId => format!("`{value}` is no Chrome extension"),
        Rule::SharedHostWithCredentials => format!("credentials for the shared host `{value}`"),
        Rule::LocalhostWithCredentials => {
            format!("development origin `{value}` among production origins")
        }
        Rule::AnyPort => format!("`{value}` allows every port"),
        Rule::WildcardSubdomainWithCredentials => {
            format!("credentials for every subdomain that `{value}` matches")
        }
        Rule::BlockedPort => format!("browsers load no page from the port of `{value}`"),
        Rule::ManyOrigins => format!("`origins` lists {value} origins"),
        Rule::InvalidMethod if value.is_empty() => "an empty string is no method".into(),
        Rule::InvalidMethod => format!("invalid method `{value}`"),
        Rule::ForbiddenMethod => format!("`{value}` is a forbidden method"),
        Rule::MethodCase => format!("method `{value}` is not in upper case"),
        Rule::MethodNotServed => format!("method `{value}` is not served by the route"),
        Rule::NoMethods => "no method is named".into(),
        Rule::WildcardMethod => "`*` stands in place of methods".into(),
        Rule::DuplicateMethod => format!("method `{value}` is named twice"),
        Rule::UnreachableRoute => format!("browsers never send `{value}`"),
        Rule::InvalidHeaderName if value.is_empty() => "an empty string is no header name".into(),
        Rule::InvalidHeaderName => format!("invalid header name `{value}`"),
        Rule::ForbiddenRequestHeader => format!("`{value}` is a forbidden request-header"),
        Rule::ResponseHeaderInRequestList => format!("`{value}` is a response header"),
        Rule::ForbiddenResponseHeader => {
            format!("`{value}` is a forbidden response-header name")
        }
        Rule::RequestHeaderInResponseList => format!("`{value}` is a request header"),
        Rule::PreflightHeaderExposed => format!("`{value}` exists on preflight answers only"),
        Rule::WildcardHeadersWithCredentials | Rule::WildcardExposeWithCredentials => {
            format!("credentials cannot be combined with `*` in `{setting}`")
        }
        Rule::DuplicateHeader => format!("header `{value}` is named twice"),
        Rule::RedundantHeader => format!("header `{value}` is covered by `*` already"),
        Rule::MethodOverrideHeader => format!("`{value}` lets one method act as another"),
        Rule::ExposedAllowOrigin => format!("`{value}` tells scripts nothing"),
        Rule::MaxAgeOutOfRange if is_whole_number(violation.value()) => {
            format!("`{value}` is out of range for `max_age`")
        }
        Rule::MaxAgeOutOfRange => format!("`{value}` is no whole number of seconds"),
        Rule::MaxAgeWithoutPreflight => "`max_age` without any preflight to cache".into(),
        Rule::UnneededOptOut => format!("`{value}` is not needed"),
        Rule::NoRoute
        | Rule::BelowRoute
        | Rule::DuplicateCors
        | Rule::UnknownArgument
        | Rule::DuplicateArgument
        | Rule::WrongType
        | Rule::DisabledNotAlone
        | Rule::InvalidRoute
        | Rule::AttributeOnEntry
        | Rule::LayerSeesNoPreflight
        | Rule::NotInherited => violation.rule().summary().into(),
    }
}

/// What to do about it.
pub(crate) fn help(violation: &Violation) -> Option<String> {
    if let Some(replacement) = violation.replacement() {
        return Some(help_with(violation.rule(), replacement));
    }
    general_help(violation).map(Into::into)
}

/// The help of a rule for which something to write was computed.
fn help_with(rule: Rule, replacement: &str) -> String {
    match rule {
        Rule::SubsumedOrigin => format!("remove it: `{replacement}` matches it"),
        Rule::MethodNotServed => format!("name only what the route serves: `{replacement}`"),
        Rule::WildcardMethod => format!("name them: `methods = [{replacement}]`"),
        Rule::OriginDefaultPort => {
            format!("write `{replacement}`: browsers never send a default port")
        }
        Rule::OriginMisplacedWildcard | Rule::OriginWithoutScheme if replacement == "*" => {
            "write `\"*\"` for everyone".into()
        }
        Rule::OriginMisplacedWildcard => format!("the nearest pattern is `{replacement}`"),
        _ => format!("write `{replacement}`"),
    }
}

#[expect(clippy::too_many_lines, reason = "a table: one row for each rule")]
fn general_help(violation: &Violation) -> Option<&'static str> {
    let is_list_of_responses = violation.site().setting == Setting::ExposeHeaders;
    Some(match violation.rule() {
        Rule::MissingOrigins => {
            "name the sites, `origins = [\"https://app.example.com\"]`, or `\"*\"` for a public resource"
        }
        Rule::OriginWithoutScheme => {
            "an origin is `scheme://host`, such as `https://app.example.com`; `\"*\"` means everyone"
        }
        Rule::OriginWithPath | Rule::OriginWithUserinfo | Rule::OriginWithSpace => {
            "an origin is `scheme://host` or `scheme://host:port` and nothing else"
        }
        Rule::OriginNotLowercase | Rule::OriginNotAscii => {
            "write the host in lower case and in its Punycode form"
        }
        Rule::OriginListInOneString => "write one string for each origin",
        Rule::OriginDefaultPort => "leave the port out: browsers never send a default port",
        Rule::OriginInvalidPort => "ports are 1 to 65535, without leading zeros; `:*` is any port",
        Rule::OriginInvalidHost if violation.value().len() > LONGEST_LABEL => {
            "a label has at most 63 characters, a host at most 253"
        }
        Rule::OriginInvalidHost => {
            "a host is a name like `app.example.com`, or an IP address, IPv6 in brackets"
        }
        Rule::OriginIpNotCanonical => "write the address in its shortest form",
        Rule::OriginInvalidScheme if !names_opaque_scheme(violation.value()) => {
            "a scheme is a letter, then letters, digits, `+`, `-` and `.`, as in `https`"
        }
        Rule::OriginInvalidScheme => {
            "pages of `file`, `data` and the like have the origin `null`; use `https`"
        }
        Rule::OriginMisplacedWildcard => {
            "write a pattern such as `https://*.example.com`, `https://pr-*.example.com`, or `https://example.com:*`"
        }
        Rule::WildcardOriginNotAlone => {
            "keep `\"*\"` for a public resource, or the list without it"
        }
        Rule::NullOrigin => {
            "remove it: any sandboxed frame has this origin; `\"*\"` says so honestly"
        }
        Rule::WildcardOriginWithCredentials => {
            "list the sites, `origins = [\"https://app.example.com\"]`, or remove `credentials`"
        }
        Rule::InsecureOriginWithCredentials => "use `https`, or remove `credentials`",
        Rule::PublicSuffixWithCredentials => "name the hosts, or remove `credentials`",
        Rule::DuplicateOrigin | Rule::DuplicateMethod | Rule::DuplicateHeader => {
            "remove one of them"
        }
        Rule::TrailingDotHost => "write the host without the dot: with it, it is another origin",
        Rule::HyphenEdgeHost => "check the name: few name servers accept it",
        Rule::ObsoleteScheme => "use `https`",
        Rule::PerInstallOrigin => {
            "no list can name it; let the extension's background page call without CORS"
        }
        Rule::MalformedExtensionId => "an extension's id is 32 letters from `a` to `p`",
        Rule::SharedHostWithCredentials => {
            "use a host of your own: on this one anybody can publish a page"
        }
        Rule::LocalhostWithCredentials => {
            "keep development origins out of what you ship: any local program can serve that page"
        }
        Rule::AnyPort => "name the ports that you use",
        Rule::WildcardSubdomainWithCredentials => {
            "name the hosts: one hijacked subdomain reads every user's data"
        }
        Rule::WildcardOnPublicSuffix => "name the hosts, or say `\"*\"`",
        Rule::BlockedPort => "use another port: browsers block this one",
        Rule::ManyOrigins => "keep them in a database: `origins = dynamic(ORIGINS)`",
        Rule::InvalidMethod => "a method is one token: letters, digits, and a few signs",
        Rule::ForbiddenMethod => "remove it: browsers refuse to send it",
        Rule::MethodCase => "write it in upper case: browsers compare byte for byte",
        Rule::SubsumedOrigin | Rule::MethodNotServed | Rule::UnneededOptOut => "remove it",
        Rule::NoMethods => "leave `methods` out to open all that the route serves",
        Rule::WildcardMethod => "name the methods",
        Rule::UnreachableRoute => "remove `#[cors]`: no page can call this route",
        Rule::InvalidHeaderName => "a header name is one token, like `content-type`",
        Rule::ForbiddenRequestHeader => "remove it: browsers let no script set it",
        Rule::ResponseHeaderInRequestList => {
            "remove it: this list is for headers that scripts send, and the server sets this one"
        }
        Rule::ForbiddenResponseHeader => "remove it: browsers let no script read it",
        Rule::RequestHeaderInResponseList => {
            "remove it: this list is for headers that scripts read from responses"
        }
        Rule::PreflightHeaderExposed => "remove it: scripts never see preflight answers",
        Rule::WildcardHeadersWithCredentials | Rule::WildcardExposeWithCredentials => {
            "name the headers: with credentials, `*` is a header called `*`"
        }
        Rule::RedundantHeader if is_list_of_responses => "remove it, or remove `*`",
        Rule::RedundantHeader => "remove it; only `authorization` must be named beside `*`",
        Rule::MethodOverrideHeader => "remove it: it circumvents `methods`",
        Rule::ExposedAllowOrigin => "remove it: the script knows its own origin",
        Rule::MaxAgeOutOfRange => "write whole seconds from 0 to 86400, such as `max_age = 600`",
        Rule::MaxAgeWithoutPreflight => {
            "remove it: `GET` and `HEAD` without `allow_headers` cause no preflight"
        }
        Rule::NoRoute
        | Rule::BelowRoute
        | Rule::DuplicateCors
        | Rule::UnknownArgument
        | Rule::DuplicateArgument
        | Rule::WrongType
        | Rule::DisabledNotAlone
        | Rule::InvalidRoute
        | Rule::AttributeOnEntry
        | Rule::LayerSeesNoPreflight
        | Rule::NotInherited => return None,
    })
}

fn is_whole_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// What stands behind the host of an origin.
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

fn names_opaque_scheme(origin: &str) -> bool {
    let scheme = origin.split(':').next().unwrap_or_default();
    OPAQUE_SCHEMES
        .iter()
        .any(|opaque| scheme.eq_ignore_ascii_case(opaque))
}

/// The value on one line: characters that nobody sees, and backticks, escaped; long values shortened.
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
    use super::shown;

    #[test]
    fn values_stay_on_one_line_and_show_what_hides() {
        assert_eq!(shown("a\nb\u{202e}`"), "a\\u{a}b\\u{202e}\\u{60}");
        assert_eq!(shown("X A"), "X A");
    }

    #[test]
    fn long_values_are_shortened() {
        assert_eq!(shown(&"a".repeat(41)), "a".repeat(40) + "…");
        assert_eq!(shown(&"a".repeat(40)), "a".repeat(40));
    }
}
