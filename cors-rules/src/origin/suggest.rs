//! What to write instead of an origin that breaks a rule. Candidates are guessed freely: only one that is a
//! valid origin itself is proposed.

mod normalize;
mod scheme;

mod pattern;

use alloc::{
    format,
    string::{String, ToString},
    vec,
    vec::Vec,
};

use self::{
    normalize::{normalized, with_normalized},
    pattern::{nearest_pattern, without_character_classes},
    scheme::{page_scheme, with_scheme},
};
use super::parse::{Origin, is_unseen};
use crate::{rule::Rule, token::quoted_list};

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
        Rule::OriginInvalidHost => repaired_host(text),
        _ => with_normalized(without_second_scheme(text).to_string()),
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

/// The text without a scheme in front of another one: `https://https://a.example`.
fn without_second_scheme(text: &str) -> &str {
    let rest = text.split_once("://").map_or("", |(_, rest)| rest);
    let is_doubled = ["http://", "https://"]
        .iter()
        .any(|scheme| rest.starts_with(scheme));
    if is_doubled { rest } else { text }
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
    if rest.starts_with('[') && !rest.contains(']') {
        candidates.push(format!("{text}]"));
    }
    if rest.contains("::") {
        candidates.push(format!("{scheme}://[{rest}]"));
    }
    if rest.starts_with('/') {
        candidates.extend(normalized(text));
    }
    if let Some(pattern) = without_character_classes(text) {
        candidates.extend(nearest_pattern(&pattern));
    }
    candidates
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
mod tests;
