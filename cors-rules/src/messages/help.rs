//! What to write instead: one help for each rule, with the computed replacement if there is one.

use alloc::{format, string::String};

use crate::{
    matching::LONGEST_LABEL,
    origin::{OPAQUE_SCHEMES, is_loopback},
    rule::Rule,
    violation::{Setting, Violation},
};

/// What to do about the violation.
pub(super) fn help(violation: &Violation) -> String {
    if violation.rule() == Rule::MethodNotServed && violation.value() == "OPTIONS" {
        return "remove `OPTIONS`: preflights are answered without it".into();
    }
    if violation.rule() == Rule::OriginWithoutScheme
        && let Some(variable) = variable_in(violation.value())
    {
        return format!("write `env({variable:?})` in `#[cors(..)]`, without quotes around it");
    }
    match violation.replacement() {
        Some(replacement) => help_with(violation.rule(), replacement),
        None => general_help(violation).into(),
    }
}

/// The help that shows a computed replacement.
fn help_with(rule: Rule, replacement: &str) -> String {
    match rule {
        Rule::SubsumedOrigin => format!("remove it: `{replacement}` matches it"),
        Rule::MethodNotServed => format!("name only what the route serves: `{replacement}`"),
        Rule::MaxAgeOutOfRange => {
            format!("write `max_age = {replacement}`: whole seconds, from 0 to 86400")
        }
        Rule::WildcardMethod => format!("name them: `methods = [{replacement}]`"),
        Rule::OriginDefaultPort => {
            format!("write `{replacement}`: browsers never send a default port")
        }
        Rule::OriginMisplacedWildcard | Rule::OriginWithoutScheme if replacement == "*" => {
            "write `\"*\"` to allow every origin".into()
        }
        Rule::OriginMisplacedWildcard if is_address(replacement) => {
            format!("name each address, such as `{replacement}`: `*` matches names only")
        }
        Rule::OriginMisplacedWildcard => format!("the nearest pattern is `{replacement}`"),
        _ => format!("write `{replacement}`"),
    }
}

#[expect(clippy::too_many_lines, reason = "a table: one row for each rule")]
fn general_help(violation: &Violation) -> &'static str {
    let is_list_of_responses = violation.site().setting == Setting::ExposeHeaders;
    match violation.rule() {
        Rule::MissingOrigins => {
            "name the sites, `origins = [\"https://app.example.com\"]`, or `\"*\"` for a public resource"
        }
        Rule::OriginWithoutScheme => {
            "an origin is `scheme://host`, such as `https://app.example.com`; `\"*\"` allows every origin"
        }
        Rule::OriginWithPath | Rule::OriginWithUserinfo | Rule::OriginWithSpace => {
            "an origin is `scheme://host` or `scheme://host:port` and nothing else"
        }
        Rule::OriginNotLowercase | Rule::OriginNotAscii => {
            "write the host in lower case and in its Punycode form"
        }
        Rule::OriginListInOneString => "write one string for each origin",
        Rule::OriginDefaultPort => "remove the port: browsers never send a default port",
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
        Rule::OriginMisplacedWildcard if violation.value().starts_with("chrome-extension:") => {
            "name each extension by its ID, 32 letters from `a` to `p`"
        }
        Rule::OriginMisplacedWildcard if violation.value().contains("-extension:") => {
            "let the extension's background page call without CORS: its origin differs on every installation"
        }
        Rule::OriginMisplacedWildcard => {
            "write a pattern such as `https://*.example.com`, `https://pr-*.example.com`, or `https://example.com:*`"
        }
        Rule::WildcardOriginNotAlone => {
            "write `\"*\"` alone for a public resource, or the list without it"
        }
        Rule::NullOrigin => {
            "remove it: any sandboxed frame has this origin; if any site may read this, write `\"*\"`"
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
            "remove it: a list cannot name every installation; let the extension's background page call without CORS"
        }
        Rule::MalformedExtensionId => "an extension's id is 32 letters from `a` to `p`",
        Rule::SharedHostWithCredentials => {
            "use a host of your own: anyone can publish a page on this one"
        }
        Rule::LocalhostWithCredentials => {
            "put `#[cfg(debug_assertions)]` in front of it: any local program can serve that page"
        }
        Rule::AnyPort if is_loopback(violation.value()) => {
            "name the ports, or put `#[cfg(debug_assertions)]` in front of it"
        }
        Rule::AnyPort => "name the ports that you use",
        Rule::WildcardSubdomainWithCredentials => {
            "name the hosts: one hijacked subdomain reads every user's data"
        }
        Rule::WildcardOnPublicSuffix => "name the hosts, or write `\"*\"`",
        Rule::BlockedPort => "use another port: browsers block this one",
        Rule::ManyOrigins => "keep them in a database: `origins = dynamic(ORIGINS)`",
        Rule::InvalidMethod => "a method is one token: letters, digits, and a few signs",
        Rule::ForbiddenMethod => "remove it: browsers refuse to send it",
        Rule::MethodCase => "write it in upper case: browsers compare byte for byte",
        Rule::SubsumedOrigin
        | Rule::MethodNotServed
        | Rule::UnneededOptOut
        | Rule::UnneededAllow => "remove it",
        Rule::NoMethods => "remove `methods` to allow all that the route serves",
        Rule::WildcardMethod => "name the methods",
        Rule::UnreachableRoute => "remove `#[cors]`: scripts cannot call this route",
        Rule::InvalidHeaderName => "a header name is one token, like `content-type`",
        Rule::ForbiddenRequestHeader => "remove it: browsers do not let scripts set it",
        Rule::ResponseHeaderInRequestList => {
            "remove it: this list is for headers that scripts send, and the server sets this one"
        }
        Rule::ForbiddenResponseHeader => "remove it: browsers do not let scripts read it",
        Rule::RequestHeaderInResponseList => {
            "remove it: this list is for headers that scripts read from responses"
        }
        Rule::PreflightHeaderExposed => "remove it: scripts never see preflight responses",
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
    }
}

/// The environment variable that a placeholder names: `$NAME`, `${NAME}`, `%NAME%`, `{{NAME}}`, `env(NAME)`,
/// `process.env.NAME`, `import.meta.env.NAME`.
#[must_use]
pub fn variable_in(text: &str) -> Option<&str> {
    let forms = [
        ("${", "}"),
        ("%", "%"),
        ("{{", "}}"),
        ("env(", ")"),
        ("$", ""),
        ("process.env.", ""),
        ("import.meta.env.", ""),
    ];
    let mut inside = forms
        .iter()
        .filter_map(|(before, behind)| text.strip_prefix(before)?.strip_suffix(behind));
    let name = inside.next()?.trim_matches([' ', '"', '\'']);
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    (!name.is_empty() && name.bytes().all(is_part)).then_some(name)
}

/// Whether the host of the origin is an IPv4 address.
fn is_address(origin: &str) -> bool {
    origin
        .rsplit_once("//")
        .is_some_and(|(_, host)| host.bytes().all(|byte| !byte.is_ascii_alphabetic()))
}

/// Whether pages of the origin's scheme have the origin `null`.
fn names_opaque_scheme(origin: &str) -> bool {
    let scheme = origin.split(':').next().unwrap_or_default();
    OPAQUE_SCHEMES
        .iter()
        .any(|opaque| scheme.eq_ignore_ascii_case(opaque))
}

#[cfg(test)]
mod tests {
    use super::variable_in;

    #[test]
    fn a_placeholder_names_a_variable() {
        for text in [
            "$SITE",
            "${SITE}",
            "%SITE%",
            "process.env.SITE",
            "import.meta.env.SITE",
            "{{ SITE }}",
            "env(SITE)",
            "env(\"SITE\")",
        ] {
            assert_eq!(variable_in(text), Some("SITE"), "{text}");
        }
        for text in [
            "SITE",
            "$",
            "%%",
            "$a.example",
            "env()",
            "process.env.a.example",
        ] {
            assert_eq!(variable_in(text), None, "{text}");
        }
    }
}
