//! What to write instead of an origin that breaks a rule. Candidates are guessed freely: only one that is a
//! valid origin itself is proposed.

use alloc::{
    format,
    string::{String, ToString},
    vec,
    vec::Vec,
};

use url::Url;

use super::{Origin, host, is_unseen};
use crate::{matching::default_port, rule::Rule, token::quoted_list};

/// A longer text is not a mistyped origin.
const LONGEST_TEXT: usize = 1024;

/// The origin that was probably meant, or several as literals.
pub(crate) fn replacement(text: &str, rule: Rule) -> Option<String> {
    if text.len() > LONGEST_TEXT {
        return None;
    }
    if rule == Rule::OriginListInOneString {
        return split_list(text);
    }
    let text = unwrapped(text);
    let candidates = match rule {
        Rule::OriginWithoutScheme => with_scheme(text),
        Rule::OriginMisplacedWildcard => nearest_pattern(text),
        Rule::OriginInvalidScheme => page_scheme(text),
        Rule::OriginInvalidPort | Rule::OriginDefaultPort => canonical_port(text),
        Rule::OriginIpNotCanonical => canonical_ip(text),
        Rule::OriginInvalidHost => repaired_host(text),
        _ => vec![
            text.to_string(),
            as_browsers_read_it(text).unwrap_or_default(),
            cut(text),
        ],
    };
    candidates
        .into_iter()
        .find(|candidate| candidate == "*" || Origin::parse(candidate).is_ok())
}

/// The text without what other notations put around a string.
fn unwrapped(text: &str) -> &str {
    let is_around = |c: char| is_unseen(c) || matches!(c, '\'' | '"' | '`' | ',' | ';');
    let is_list = text.starts_with("[\"") || text.ends_with("\"]");
    let text = if is_list {
        text.trim_matches(['[', ']'])
    } else {
        text
    };
    text.trim_matches(is_around)
}

/// The origin that a browser makes of a URL with a web scheme, `:*` kept.
fn as_browsers_read_it(text: &str) -> Option<String> {
    let (text, any_port) = match text.strip_suffix(":*") {
        Some(text) => (text, ":*"),
        None => (text, ""),
    };
    let url = Url::parse(text).ok()?;
    let origin = url.origin().ascii_serialization();
    // Decoding must not make a wildcard of what was none.
    let is_as_wide = text.contains('*') || !origin.contains('*');
    (url.origin().is_tuple() && is_as_wide).then(|| format!("{origin}{any_port}"))
}

/// For schemes that the URL standard does not know: the text in lower case up to its path, without
/// what stands before an `@`.
fn cut(text: &str) -> String {
    let Some((scheme, rest)) = text.split_once("://") else {
        return String::new();
    };
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    format!("{scheme}://{host}").to_ascii_lowercase()
}

fn with_scheme(text: &str) -> Vec<String> {
    if matches!(text.to_ascii_lowercase().as_str(), "all" | "any") {
        return vec!["*".to_string()];
    }
    let is_word = matches!(
        text.to_ascii_lowercase().as_str(),
        "self" | "same-origin" | "true" | "false" | "none" | "undefined"
    );
    let bare = ["https", "http", "HTTPS", "HTTP"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme)?.strip_prefix([':', '/']))
        .unwrap_or(text)
        .trim_start_matches([':', '/']);
    if bare.contains("://") {
        return Vec::new();
    }
    let authority = bare.split(['/', '?', '#']).next().unwrap_or_default();
    let name = authority.split(':').next().unwrap_or_default();
    if is_word || !(name.contains('.') || host::is_loopback(name)) {
        return Vec::new();
    }
    let scheme = if host::is_loopback(name) || text.starts_with("http:") {
        "http"
    } else {
        "https"
    };
    let whole = format!("{scheme}://{authority}");
    let as_read = as_browsers_read_it(&whole).unwrap_or_default();
    vec![whole, as_read]
}

/// `https` for the scheme of a WebSocket, and what stands inside a `blob:` URL.
fn page_scheme(text: &str) -> Vec<String> {
    let page = text
        .strip_prefix("wss://")
        .map(|rest| format!("https://{rest}"))
        .or_else(|| {
            text.strip_prefix("ws://")
                .map(|rest| format!("http://{rest}"))
        })
        .or_else(|| text.strip_prefix("blob:").map(String::from))
        .unwrap_or_default();
    let as_read = as_browsers_read_it(&page).unwrap_or_default();
    vec![text.to_string(), page, as_read]
}

fn canonical_port(text: &str) -> Vec<String> {
    let Some((before, port)) = text.rsplit_once(':') else {
        return Vec::new();
    };
    let scheme = before.split("://").next().unwrap_or_default();
    let shortest = port.trim_start_matches('0');
    let is_default = default_port(scheme).is_some_and(|default| default.to_string() == shortest);
    if port.is_empty() || is_default {
        return vec![before.to_string()];
    }
    if shortest.len() == port.len() {
        return Vec::new();
    }
    vec![format!("{before}:{shortest}")]
}

fn canonical_ip(text: &str) -> Vec<String> {
    let Some((scheme, rest)) = text.split_once("://") else {
        return Vec::new();
    };
    let host_end = match rest.find(']') {
        Some(end) => end + 1,
        None => rest.find(':').unwrap_or(rest.len()),
    };
    let (host, port) = rest.split_at(host_end);
    host::canonical_ip(host)
        .map(|host| format!("{scheme}://{host}{port}"))
        .into_iter()
        .collect()
}

/// Brackets around an IPv6 address, and one pair of slashes before the host.
fn repaired_host(text: &str) -> Vec<String> {
    let Some((scheme, rest)) = text.split_once("://") else {
        return Vec::new();
    };
    let mut candidates = vec![text.to_string()];
    if let Some((address, port)) = rest.rsplit_once(':')
        && port.len() > 3
    {
        candidates.push(format!("{scheme}://[{address}]:{port}"));
    }
    if rest.contains("::") {
        candidates.push(format!("{scheme}://[{rest}]"));
    }
    if rest.starts_with('/') {
        candidates.push(cut(&format!("{scheme}://{}", rest.trim_start_matches('/'))));
    }
    candidates
}

/// The legal pattern nearest to one whose `*` is misplaced, or to a regular expression.
fn nearest_pattern(text: &str) -> Vec<String> {
    let plain = without_regular_expression(text);
    if plain == "*" {
        return vec![plain];
    }
    let Some((scheme, rest)) = plain.split_once("://") else {
        return with_scheme(&plain.replace('*', ""));
    };
    let scheme = if scheme.contains('*') {
        "https"
    } else {
        scheme
    };
    let (host, port) = rest.split_once(':').unwrap_or((rest, ""));
    let port = if port.is_empty() {
        String::new()
    } else {
        format!(":{port}")
    };

    let mut candidates = vec![format!("{scheme}://{rest}")];
    if let Some((_, tail)) = host.rsplit_once('*') {
        let tail = tail.trim_start_matches('.');
        if tail.contains('.') || tail == "localhost" {
            candidates.push(format!("{scheme}://*.{tail}{port}"));
        }
    }
    let literal = host.replace('*', "");
    let literal = literal.trim_matches('.');
    if literal.contains('.') || literal == "localhost" {
        candidates.push(format!("{scheme}://{literal}{port}"));
    }
    candidates
}

/// The text with the usual parts of a regular expression for origins turned into ours.
fn without_regular_expression(text: &str) -> String {
    text.trim_start_matches('/')
        .trim_start_matches('^')
        .trim_end_matches('/')
        .trim_end_matches('$')
        .replace("\\/", "/")
        .replace("https?", "https")
        .replace("[^.]+\\.", "*.")
        .replace(".*\\.", "*.")
        .replace(".+\\.", "*.")
        .replace("(.*)", "*")
        .replace("\\.", ".")
}

fn split_list(text: &str) -> Option<String> {
    let parts: Vec<String> = text
        .split(|c: char| matches!(c, ',' | ';' | '|') || c.is_whitespace())
        .filter(|part| !part.is_empty())
        .map(|part| match Origin::parse(part) {
            Ok(_) => Some(part.to_string()),
            Err(fault) => replacement(part, fault.rule),
        })
        .collect::<Option<_>>()?;
    Some(quoted_list(&parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instead_of(text: &str) -> Option<String> {
        let fault = Origin::parse(text).unwrap_err();
        replacement(text, fault.rule)
    }

    #[test]
    fn the_origin_that_was_meant_is_computed() {
        for (text, meant) in [
            ("https://app.example.com/", "https://app.example.com"),
            ("https://user:pw@app.example.com", "https://app.example.com"),
            ("tauri://localhost/", "tauri://localhost"),
            ("HTTPS://App.Example.com", "https://app.example.com"),
            ("https://faß.example", "https://xn--fa-hia.example"),
            ("app.example.com", "https://app.example.com"),
            ("localhost:3000", "http://localhost:3000"),
            ("//app.example.com", "https://app.example.com"),
            ("https:/app.example.com", "https://app.example.com"),
            ("https:///app.example.com", "https://app.example.com"),
            ("https:\\\\app.example.com", "https://app.example.com"),
            (
                "https://app.example.com:08443",
                "https://app.example.com:8443",
            ),
            ("https://app.example.com:", "https://app.example.com"),
            ("http://app.example.com:80", "http://app.example.com"),
            ("http://0177.0.0.1:3000", "http://127.0.0.1:3000"),
            ("http://127.0.0.1.:3000", "http://127.0.0.1:3000"),
            ("http://::1:3000", "http://[::1]:3000"),
            ("http://[2001:DB8::1]", "http://[2001:db8::1]"),
            ("wss://app.example.com", "https://app.example.com"),
            (
                "blob:https://app.example.com/uuid",
                "https://app.example.com",
            ),
            ("https//app.example.com", "https://app.example.com"),
            ("://app.example.com", "https://app.example.com"),
            ("[\"https://app.example.com\"]", "https://app.example.com"),
            ("\u{feff}https://app.example.com", "https://app.example.com"),
            ("https://app.example.com,", "https://app.example.com"),
            ("'http://[::1]'", "http://[::1]"),
            ("any", "*"),
            ("'*'", "*"),
            ("https://app.example.com\n", "https://app.example.com"),
            ("https://*.example.com/", "https://*.example.com"),
            ("https://*.Example.com:*", "https://*.example.com:*"),
            ("https://*example.com", "https://*.example.com"),
            ("https://app.*.example.com", "https://*.example.com"),
            ("https://*.*.example.com", "https://*.example.com"),
            ("*://app.example.com", "https://app.example.com"),
            ("*.example.com", "https://*.example.com"),
            ("http://*.127.0.0.1", "http://127.0.0.1"),
            ("https://.*\\.example\\.com", "https://*.example.com"),
            (
                "/^https:\\/\\/app\\.example\\.com$/",
                "https://app.example.com",
            ),
            (
                "https://a.example,https://b.example/",
                "\"https://a.example\", \"https://b.example\"",
            ),
        ] {
            assert_eq!(instead_of(text).as_deref(), Some(meant), "{text}");
        }
    }

    #[test]
    fn nothing_is_proposed_where_nothing_is_known() {
        for text in [
            "self",
            "true",
            "${ORIGIN}",
            "https://%2a.example.com",
            "https://example.*",
            "https://*",
            "h*",
            "",
        ] {
            assert_eq!(instead_of(text), None, "{text}");
        }
    }
}
