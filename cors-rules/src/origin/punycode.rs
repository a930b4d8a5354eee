//! The Punycode form of a host, for helps. The Unicode tables that this needs are large, so only the macros,
//! which run in the compiler, have the feature: they are not linked into the user's program.

use alloc::string::String;

/// The host as browsers send it, for one with Unicode or percent-escapes.
#[cfg(feature = "punycode")]
pub(super) fn in_ascii(host: &str) -> Option<String> {
    use alloc::string::ToString as _;

    let ascii = url::Host::parse(host).ok()?.to_string();
    // Decoding must not add a wildcard.
    (host.contains('*') || !ascii.contains('*')).then_some(ascii)
}

/// Without the feature nothing is proposed.
#[cfg(not(feature = "punycode"))]
pub(super) fn in_ascii(_host: &str) -> Option<String> {
    None
}
