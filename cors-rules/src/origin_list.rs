//! The entries of `origins` as a list: which of them say what another says, and what is left to match.

use alloc::{
    collections::BTreeSet,
    string::{String, ToString},
    vec::Vec,
};

use crate::{
    origin::Origin,
    origin_pattern::OriginPattern,
    policy::AllowedOrigins,
    rule::Rule,
    violation::{Setting, Site, Violation},
};

/// With more patterns than this, entries are not compared with each of them: the time grows with the
/// square, and nobody mistyped so long a list.
const MOST_COMPARED: usize = 256;

/// One entry of `origins`, and where it stands.
#[derive(Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) index: usize,
    pub(crate) text: &'a str,
    pub(crate) origin: Origin<'a>,
}

/// Warns of entries that were named before, or that a pattern of the list matches.
pub(crate) fn repetitions(entries: &[Entry<'_>]) -> Vec<Violation> {
    let patterns = patterns_to_compare(entries);
    let mut seen = BTreeSet::new();
    entries
        .iter()
        .filter_map(|entry| {
            let site = Site::entry(Setting::Origins, entry.index);
            if !seen.insert(entry.text) {
                return Some(Violation::new(Rule::DuplicateOrigin, site, entry.text));
            }
            let covering = covering(entry, &patterns)?.to_string();
            let violation = Violation::new(Rule::SubsumedOrigin, site, entry.text);
            Some(violation.instead(Some(covering)))
        })
        .collect()
}

/// What the list allows, each origin and pattern once.
pub(crate) fn allowed(entries: &[Entry<'_>], null: bool) -> AllowedOrigins {
    let (patterns, exact): (Vec<_>, Vec<_>) =
        entries.iter().partition(|entry| entry.origin.is_pattern());
    let mut exact: Vec<String> = exact.iter().map(|entry| entry.text.to_string()).collect();
    if null {
        exact.push("null".to_string());
    }
    exact.sort();
    exact.dedup();
    let mut seen = BTreeSet::new();
    let patterns = patterns
        .into_iter()
        .filter(|entry| seen.insert(entry.text))
        .map(|entry| OriginPattern::new(&entry.origin))
        .collect();
    AllowedOrigins::Listed { exact, patterns }
}

fn patterns_to_compare<'a>(entries: &[Entry<'a>]) -> Vec<(&'a str, OriginPattern)> {
    let patterns = entries.iter().filter(|entry| entry.origin.is_pattern());
    if patterns.clone().count() > MOST_COMPARED {
        return Vec::new();
    }
    patterns
        .map(|entry| (entry.text, OriginPattern::new(&entry.origin)))
        .collect()
}

/// The text of a pattern that matches all that the entry stands for, other than itself.
fn covering<'p>(entry: &Entry<'_>, patterns: &[(&'p str, OriginPattern)]) -> Option<&'p str> {
    let own = entry
        .origin
        .is_pattern()
        .then(|| OriginPattern::new(&entry.origin));
    let covers = |pattern: &OriginPattern| match &own {
        Some(own) => pattern.covers(own),
        None => pattern.matches(entry.text.as_bytes()),
    };
    patterns
        .iter()
        .find(|(text, pattern)| *text != entry.text && covers(pattern))
        .map(|(text, _)| *text)
}
