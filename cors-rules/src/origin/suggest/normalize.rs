//! The origin that a browser makes of a URL: lower case, Punycode, canonical address, no default port, and
//! nothing before or after host and port. A wildcard in the URL is kept.

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};

use crate::{
    matching::default_port,
    origin::{ip, punycode},
};

/// The text itself, and the origin that a browser makes of it.
pub(super) fn with_normalized(text: String) -> Vec<String> {
    let normalized = normalized(&text);
    [Some(text), normalized].into_iter().flatten().collect()
}

/// The origin of the URL; `None` if it has no host. The result need not be valid.
pub(super) fn normalized(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once(':')?;
    let rest = rest
        .strip_prefix(['/', '\\'])?
        .trim_start_matches(['/', '\\']);
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let host_and_port = authority.rsplit('@').next()?;
    let (host, port) = split_port(host_and_port);
    let scheme = scheme.to_ascii_lowercase();
    let (host, port) = (normalized_host(host)?, normalized_port(&scheme, port));
    Some(format!("{scheme}://{host}{port}"))
}

/// The host, and the port without its colon.
fn split_port(text: &str) -> (&str, &str) {
    let bracket = text.find(']').unwrap_or(0);
    match text[bracket..].rsplit_once(':') {
        Some((rest, port)) => (&text[..bracket + rest.len()], port),
        None => (text, ""),
    }
}

fn normalized_host(host: &str) -> Option<String> {
    if !host.is_ascii() || (host.contains('%') && !host.starts_with('[')) {
        return punycode::in_ascii(host);
    }
    let is_skipped = |c: &char| !matches!(c, '\t' | '\n' | '\r');
    let host: String = host.chars().filter(is_skipped).collect();
    let host = host.to_ascii_lowercase();
    Some(ip::canonical(&host).unwrap_or(host))
}

/// The port with its colon, in its shortest form, unless it is the default one.
fn normalized_port(scheme: &str, port: &str) -> String {
    let shortest = port.trim_start_matches('0');
    let is_default = default_port(scheme).is_some_and(|default| default.to_string() == shortest);
    if port.is_empty() || is_default {
        return String::new();
    }
    format!(":{shortest}")
}
