//! The scheme that an origin lacks, and the scheme of the page that another scheme was meant for.

use alloc::{
    format,
    string::{String, ToString},
    vec,
    vec::Vec,
};

use super::normalize::with_normalized;
use crate::origin::host;

/// The text behind the scheme that it lacks.
pub(super) fn with_scheme(text: &str) -> Vec<String> {
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
    let is_address = authority.starts_with('[');
    let name = if is_address {
        authority.split_inclusive(']').next().unwrap_or_default()
    } else {
        authority.split(':').next().unwrap_or_default()
    };
    if is_word || !(name.contains('.') || is_address || host::is_loopback(name)) {
        return Vec::new();
    }
    let scheme = if host::is_loopback(name) || text.starts_with("http:") {
        "http"
    } else {
        "https"
    };
    with_normalized(format!("{scheme}://{authority}"))
}

/// `https` for the scheme of a WebSocket, and the URL inside a `blob:` URL.
pub(super) fn page_scheme(text: &str) -> Vec<String> {
    let page = text
        .strip_prefix("wss://")
        .map(|rest| format!("https://{rest}"))
        .or_else(|| {
            text.strip_prefix("ws://")
                .map(|rest| format!("http://{rest}"))
        })
        .or_else(|| text.strip_prefix("blob:").map(String::from))
        .unwrap_or_default();
    let mut candidates = with_normalized(page);
    candidates.insert(0, text.to_string());
    candidates
}
