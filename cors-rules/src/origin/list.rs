//! The entries of `origins` as a list: which of them repeat another, and what is left to match.

use alloc::{
    collections::BTreeSet,
    string::{String, ToString},
    vec::Vec,
};

use super::parse::Origin;
use crate::{
    matching::OriginPattern,
    rule::Rule,
    violation::{Setting, Site, Violation},
};

/// With more patterns than this, entries are not compared with each of them: the time grows with the
/// square, and a list this long was not typed by hand.
const MOST_COMPARED: usize = 256;

/// One entry of `origins`, and its index.
#[derive(Debug)]
pub(crate) struct OriginEntry<'a> {
    pub(crate) index: usize,
    pub(crate) text: &'a str,
    pub(crate) origin: Origin<'a>,
}

/// Warns of entries that occur before, or that a pattern of the list matches.
pub(crate) fn repetitions(entries: &[OriginEntry<'_>]) -> Vec<Violation> {
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

/// The origins without a wildcard, sorted, each once.
pub(crate) fn exact(entries: &[OriginEntry<'_>], has_null: bool) -> Vec<String> {
    let exact: BTreeSet<&str> = entries
        .iter()
        .filter(|entry| !entry.origin.is_pattern())
        .map(|entry| entry.text)
        .chain(has_null.then_some("null"))
        .collect();
    exact.into_iter().map(String::from).collect()
}

/// The origins with a wildcard, in the order they were written, each once.
pub(crate) fn patterns(entries: &[OriginEntry<'_>]) -> Vec<OriginPattern> {
    let mut seen = BTreeSet::new();
    entries
        .iter()
        .filter(|entry| entry.origin.is_pattern() && seen.insert(entry.text))
        .map(|entry| entry.origin.pattern())
        .collect()
}

fn patterns_to_compare<'a>(entries: &[OriginEntry<'a>]) -> Vec<(&'a str, OriginPattern)> {
    let patterns = entries.iter().filter(|entry| entry.origin.is_pattern());
    if patterns.clone().count() > MOST_COMPARED {
        return Vec::new();
    }
    patterns
        .map(|entry| (entry.text, entry.origin.pattern()))
        .collect()
}

/// The text of another pattern that matches every origin that the entry matches.
fn covering<'p>(entry: &OriginEntry<'_>, patterns: &[(&'p str, OriginPattern)]) -> Option<&'p str> {
    let own = entry.origin.is_pattern().then(|| entry.origin.pattern());
    let covers = |pattern: &OriginPattern| match &own {
        Some(own) => pattern.covers(own),
        None => pattern.matches(entry.text.as_bytes()),
    };
    patterns
        .iter()
        .find(|(text, pattern)| *text != entry.text && covers(pattern))
        .map(|(text, _)| *text)
}
