//! Which headers of a response the page may read.
//! <https://fetch.spec.whatwg.org/#concept-filtered-response-cors>

use std::collections::BTreeSet;

use crate::{
    forbidden::is_forbidden_response_name, headers::Headers, request::Request, token::is_any,
};

const SAFELISTED: &[&str] = &[
    "cache-control",
    "content-language",
    "content-length",
    "content-type",
    "expires",
    "last-modified",
    "pragma",
];

/// Headers of a response of the page's own origin: all but cookies.
pub(crate) fn basic(headers: &Headers) -> Headers {
    sorted_and_combined(headers, |_| true)
}

/// Headers of a response that was read by CORS: seven, and those that the server exposes.
pub(crate) fn cors(request: &Request, headers: &Headers) -> Headers {
    // A malformed list exposes nothing.
    let listed = headers
        .list("access-control-expose-headers")
        .ok()
        .flatten()
        .unwrap_or_default();
    let is_wildcard = !request.is_credentialed() && listed.iter().any(|name| name == "*");
    let listed: BTreeSet<_> = listed
        .iter()
        .map(|name| name.to_ascii_lowercase())
        .collect();
    sorted_and_combined(headers, |name| {
        is_wildcard || is_any(name, SAFELISTED) || listed.contains(name)
    })
}

/// <https://fetch.spec.whatwg.org/#concept-header-list-sort-and-combine>
fn sorted_and_combined(headers: &Headers, is_visible: impl Fn(&str) -> bool) -> Headers {
    let mut combined = std::collections::BTreeMap::<String, Vec<&[u8]>>::new();
    for (name, value) in headers.iter() {
        let name = name.to_ascii_lowercase();
        if is_visible(&name) && !is_forbidden_response_name(&name) {
            combined.entry(name).or_default().push(value);
        }
    }
    combined
        .into_iter()
        .map(|(name, values)| (name, values.join(&b", "[..])))
        .collect()
}
