//! Entries of a list that a name or a string shows: `Method::GET`, `header::CONTENT_TYPE`, `"GET, PUT"`.

use proc_macro2::{TokenStream, TokenTree};
use syn::{Lit, Path};

use super::{super::argument::Argument, opt_outs::nearest_opt_out};

/// Methods that the `http` crate has constants for.
const METHODS: [&str; 10] = [
    "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY", "TRACE",
];

/// The entries that the tokens contain, as far as they show them; none if something else may be among them.
pub(super) fn entries_among(argument: Argument, tokens: TokenStream) -> Vec<String> {
    tokens
        .into_iter()
        .flat_map(|token| match token {
            TokenTree::Group(group) => entries_among(argument, group.stream()),
            TokenTree::Ident(name) => named_entry(argument, &name.to_string())
                .into_iter()
                .collect(),
            TokenTree::Literal(literal) => match Lit::new(literal) {
                Lit::Str(text) => vec![entry(argument, &text.value())],
                _ => Vec::new(),
            },
            TokenTree::Punct(_) => Vec::new(),
        })
        .collect()
}

/// The entry that a path names, if its name shows it: `Method::GET`, `header::CONTENT_TYPE`.
pub(super) fn one_entry(argument: Argument, path: &Path) -> Option<String> {
    let last = path.segments.last()?.ident.to_string();
    match argument {
        Argument::DangerouslyAllow => nearest_opt_out(&last).map(String::from),
        Argument::Allow => Some(format!("{:?}", last.replace('_', "-"))),
        other => named_entry(other, &last),
    }
}

/// The entries that one string was meant to hold.
pub(super) fn entries_in(argument: Argument, value: &str) -> String {
    let values = value.split([',', ' ']).filter(|value| !value.is_empty());
    let entries = values.map(|value| entry(argument, value));
    entries.collect::<Vec<_>>().join(", ")
}

fn named_entry(argument: Argument, last: &str) -> Option<String> {
    match argument {
        Argument::Methods => METHODS.contains(&last).then(|| last.to_string()),
        Argument::AllowHeaders | Argument::ExposeHeaders => {
            let header = last.to_ascii_lowercase().replace('_', "-");
            is_header(&header).then(|| format!("{header:?}"))
        }
        Argument::Origins
        | Argument::DangerouslyAllow
        | Argument::Allow
        | Argument::MaxAge
        | Argument::Credentials
        | Argument::Policy
        | Argument::Enforce
        | Argument::Disabled
        | Argument::Crate => None,
    }
}

/// Whether the `http` crate has a constant for the header; other names may hold anything.
fn is_header(name: &str) -> bool {
    const NAMES: [&str; 20] = [
        "accept",
        "accept-language",
        "authorization",
        "cache-control",
        "content-disposition",
        "content-encoding",
        "content-language",
        "content-length",
        "content-range",
        "content-type",
        "etag",
        "if-match",
        "if-modified-since",
        "if-none-match",
        "last-modified",
        "link",
        "location",
        "range",
        "retry-after",
        "www-authenticate",
    ];
    NAMES.contains(&name)
}

/// An entry as the list has it.
fn entry(argument: Argument, value: &str) -> String {
    match argument {
        Argument::Methods => value.to_ascii_uppercase(),
        Argument::DangerouslyAllow => value.to_string(),
        _ => format!("{value:?}"),
    }
}
