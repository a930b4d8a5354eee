//! Public suffixes: names below which anyone can register another name
//! (<https://publicsuffix.org/list/>), private section included.
//!
//! The list is `data/public_suffixes.txt`, and `data/README.md` says how to renew it.

use alloc::format;
use core::cmp::Ordering;

/// One rule a line, sorted by bytes.
const LIST: &str = include_str!("../../data/public_suffixes.txt");

/// Whether anyone can register names below this one: it is a public suffix, or every name directly below it
/// is one, as with `*.kawasaki.jp`.
pub(super) fn is_above_registrations(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    name != "localhost" && (is_public_suffix(name) || has_rule(&format!("*.{name}")))
}

/// Whether the whole name is a public suffix, by <https://github.com/publicsuffix/list/wiki/Format>. A last
/// label that no rule names is one too.
fn is_public_suffix(name: &str) -> bool {
    if name.is_empty() || has_rule(&format!("!{name}")) {
        return false;
    }
    match name.split_once('.') {
        None => true,
        Some((_, parent)) => has_rule(name) || has_rule(&format!("*.{parent}")),
    }
}

/// Searches the lines by bisection.
fn has_rule(rule: &str) -> bool {
    let mut list = LIST;
    while !list.is_empty() {
        let middle = list.len() / 2;
        let start = list[..middle].rfind('\n').map_or(0, |end| end + 1);
        let (before, rest) = list.split_at(start);
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        list = match rule.cmp(line) {
            Ordering::Less => before,
            Ordering::Greater => after,
            Ordering::Equal => return true,
        };
    }
    false
}

#[cfg(test)]
mod tests;
