//! What was probably meant by a misplaced wildcard or a regular expression.

use alloc::{format, string::String, vec, vec::Vec};

use super::scheme::with_scheme;

/// Valid patterns near to one whose `*` is misplaced, or to a regular expression.
pub(super) fn nearest_pattern(text: &str) -> Vec<String> {
    let plain = without_regular_expression(text);
    if plain == "*" {
        return vec![plain];
    }
    let Some((scheme, rest)) = plain.split_once("://") else {
        let mut candidates = with_scheme(&plain);
        candidates.extend(nearest_pattern(&format!("https://{plain}")));
        return candidates;
    };
    let scheme = if scheme.contains('*') {
        "https"
    } else {
        scheme
    };
    let (host, port) = rest.split_once(':').unwrap_or((rest, ""));
    let port = match port {
        "" => String::new(),
        port if port.contains('*') => ":*".into(),
        port => format!(":{port}"),
    };

    let mut candidates = vec![format!("{scheme}://{host}{port}")];
    candidates.extend(with_one_wildcard(host).map(|host| format!("{scheme}://{host}{port}")));
    if let Some(tail) = behind_wildcard(host)
        && (tail.contains('.') || tail == "localhost")
    {
        candidates.push(format!("{scheme}://*.{tail}{port}"));
    }
    let literal = host.replace('*', "");
    let literal = literal.trim_matches('.');
    if literal.contains('.') || literal == "localhost" {
        candidates.push(format!("{scheme}://{literal}{port}"));
    }
    candidates.extend(example_address(host).map(|host| format!("{scheme}://{host}{port}")));
    candidates
}

/// The whole labels behind the last `*`. What is behind a part of a label, as in `exa*mple.com`, is another site.
fn behind_wildcard(host: &str) -> Option<&str> {
    let (before, behind) = host.rsplit_once('*')?;
    if before.is_empty() || before.ends_with(['.', '*']) {
        return Some(behind.trim_start_matches('.'));
    }
    behind.strip_prefix('.')
}

/// The host with one `*` in its leftmost label in place of several, and of what is between them.
fn with_one_wildcard(host: &str) -> Option<String> {
    let (label, rest) = host.split_once('.')?;
    let (before, _) = label.split_once('*')?;
    let (_, after) = label.rsplit_once('*')?;
    let is_partial = !before.is_empty() || !after.is_empty();
    is_partial.then(|| format!("{before}*{after}.{rest}"))
}

/// An address in the range that `192.168.*` was meant for.
fn example_address(host: &str) -> Option<String> {
    let mut numbers: Vec<&str> = host.split('.').filter(|part| *part != "*").collect();
    let is_start = !host.starts_with('*') && numbers.iter().all(|part| part.parse::<u8>().is_ok());
    if !is_start || !(1..4).contains(&numbers.len()) {
        return None;
    }
    numbers.resize(3, "0");
    numbers.push("1");
    Some(numbers.join("."))
}

/// The text with `*` in place of the repeated character classes of a regular expression (`[a-z]+`), if there are any.
pub(super) fn without_character_classes(text: &str) -> Option<String> {
    let (mut plain, rest) = text
        .split_once('[')
        .map(|(start, rest)| (String::from(start), rest))?;
    for part in rest.split('[') {
        let (_, after) = part.split_once(']')?;
        plain.push('*');
        plain.push_str(after.strip_prefix(['+', '*'])?);
    }
    Some(plain)
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
