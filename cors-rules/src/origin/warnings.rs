//! Warnings about one valid origin.
//! Not here: warnings that need the whole list (`validate`).

use super::{
    host,
    parse::{Origin, Port},
};
use crate::{matching::HostWildcard, rule::Rule};

/// Ports that browsers refuse to load pages from (<https://fetch.spec.whatwg.org/#port-blocking>).
const BLOCKED_PORTS: [u16; 82] = [
    1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102,
    103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465,
    512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993,
    995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668,
    6669, 6679, 6697, 10080,
];

/// Hosts on which anyone can publish a page.
const SHARED_HOSTS: [&str; 6] = [
    "jsfiddle.net",
    "codepen.io",
    "jsbin.com",
    "storage.googleapis.com",
    "s3.amazonaws.com",
    "ipfs.io",
];

/// The warnings about the origin by itself.
pub(crate) fn of(origin: &Origin<'_>, credentials: bool) -> impl Iterator<Item = Rule> {
    let checks: [(Rule, bool); 8] = [
        (
            Rule::TrailingDotHost,
            is_web(origin) && origin.host.ends_with('.'),
        ),
        (Rule::HyphenEdgeHost, has_hyphen_edge(origin)),
        (Rule::ObsoleteScheme, origin.scheme == "ftp"),
        (Rule::PerInstallOrigin, differs_by_installation(origin)),
        (Rule::MalformedExtensionId, has_malformed_id(origin)),
        (Rule::BlockedPort, has_blocked_port(origin)),
        (
            Rule::SharedHostWithCredentials,
            credentials && is_shared(origin),
        ),
        (Rule::AnyPort, is_open_to_any_port(origin, credentials)),
    ];
    checks
        .into_iter()
        .filter_map(|(rule, applies)| applies.then_some(rule))
}

/// Whether the origin looks like one from development: a page on the visitor's own machine.
///
/// The pages of mobile and desktop applications have such origins too (`https://localhost`,
/// `http://tauri.localhost`): those do not count.
pub(crate) fn is_for_development(origin: &Origin<'_>) -> bool {
    let is_application = origin.port == Port::Default
        && (origin.scheme == "https" || origin.host == "tauri.localhost");
    is_web(origin) && host::is_loopback(origin.host) && !is_application
}

/// Whether the origin, or each that the pattern matches, is on the visitor's own machine: `localhost`, a name below it,
/// or a loopback address.
#[must_use]
pub fn is_loopback(origin: &str) -> bool {
    Origin::parse(origin).is_ok_and(|origin| host::is_loopback(origin.host))
}

/// Whether the origin is that of a public web page.
pub(crate) fn is_for_production(origin: &Origin<'_>) -> bool {
    is_web(origin) && !host::is_loopback(origin.host)
}

pub(crate) fn is_web(origin: &Origin<'_>) -> bool {
    matches!(origin.scheme, "http" | "https")
}

fn has_hyphen_edge(origin: &Origin<'_>) -> bool {
    is_web(origin)
        && origin
            .host
            .split('.')
            .any(|label| label.starts_with('-') || label.ends_with('-'))
}

fn differs_by_installation(origin: &Origin<'_>) -> bool {
    matches!(
        origin.scheme,
        "moz-extension" | "safari-web-extension" | "vscode-webview"
    )
}

fn has_malformed_id(origin: &Origin<'_>) -> bool {
    let is_id =
        |host: &str| host.len() == 32 && host.bytes().all(|byte| matches!(byte, b'a'..=b'p'));
    origin.scheme == "chrome-extension" && !is_id(origin.host)
}

fn has_blocked_port(origin: &Origin<'_>) -> bool {
    matches!(origin.port, Port::Number(number) if is_web(origin) && BLOCKED_PORTS.contains(&number))
}

fn is_shared(origin: &Origin<'_>) -> bool {
    origin.wildcard == HostWildcard::None && SHARED_HOSTS.contains(&origin.host)
}

fn is_open_to_any_port(origin: &Origin<'_>, credentials: bool) -> bool {
    origin.port == Port::Any && (credentials || !host::is_loopback(origin.host))
}
