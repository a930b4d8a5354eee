//! One origin of a policy: split into scheme, host and port, or the first rule that it breaks.
//! Source: <https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin>.
//! Not here: what to write instead (`suggest`), and what only deserves a warning (`warnings`).

use alloc::{format, string::String};

use super::{fault::Fault, host};
use crate::{
    matching::{HostWildcard, OriginPattern, default_port, parse_port_number},
    rule::Rule,
};

/// An origin that browsers can send, or a pattern for such origins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Origin<'a> {
    pub(crate) scheme: &'a str,
    /// With its wildcard, if it has one.
    pub(crate) host: &'a str,
    pub(crate) wildcard: HostWildcard,
    pub(crate) port: Port,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Port {
    /// The scheme's default, which browsers leave out.
    Default,
    Number(u16),
    /// `:*`
    Any,
}

/// Schemes whose pages have the origin `null`: nothing is ever sent that would match them.
pub(crate) const OPAQUE_SCHEMES: [&str; 5] = ["about", "blob", "data", "file", "javascript"];

impl<'a> Origin<'a> {
    /// Splits the text, or finds the first rule that it breaks, from left to right.
    pub(crate) fn parse(text: &'a str) -> Result<Self, Fault> {
        check_characters(text)?;
        let (scheme, rest) = split_scheme(text)?;
        check_scheme(scheme)?;
        let offset = text.len() - rest.len();
        check_authority(rest, offset)?;
        let (host, port) = split_port(rest, offset)?;
        // Only an exact origin of a scheme of its own: what a wildcard matches must be a name.
        let may_be_opaque = !is_special(scheme) && port != Some("*");
        let wildcard = host::check(host, may_be_opaque, offset)?;
        let port = parse_port(scheme, port, offset + host.len())?;
        Ok(Self {
            scheme,
            host,
            wildcard,
            port,
        })
    }

    /// The host below the wildcard: `example.com` for `*.example.com` and for `pr-*.example.com`.
    pub(crate) fn base(&self) -> &'a str {
        match self.wildcard {
            HostWildcard::None => self.host,
            HostWildcard::Subdomains | HostWildcard::PartOfLabel => {
                self.host.split_once('.').map_or("", |(_, base)| base)
            }
        }
    }

    /// Whether the origin has a wildcard.
    pub(crate) fn is_pattern(&self) -> bool {
        self.wildcard != HostWildcard::None || self.port == Port::Any
    }

    /// The origin as requests are matched with it.
    pub(crate) fn pattern(&self) -> OriginPattern {
        let (before, behind) = match self.wildcard {
            HostWildcard::None => (self.host, ""),
            HostWildcard::Subdomains | HostWildcard::PartOfLabel => {
                self.host.split_once('*').unwrap_or((self.host, ""))
            }
        };
        let before = format!("{}://{before}", self.scheme);
        let behind = match self.port {
            Port::Number(number) => format!("{behind}:{number}"),
            Port::Default | Port::Any => String::from(behind),
        };
        OriginPattern::from_parts(before, self.wildcard, behind, self.port == Port::Any)
    }
}

/// Whether the character is invisible in source code: white space, control characters, and marks that text
/// editors leave behind.
pub(crate) fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Whether the text uses the notation of regular expressions.
pub(crate) fn is_regular_expression(text: &str) -> bool {
    text.starts_with('^')
        || text.starts_with("/^")
        || (text.ends_with('$') && text.len() > 1)
        || ["\\.", "\\/", "\\d", "\\w", ".+", "(?", "[^", "://(", "?://"]
            .iter()
            .any(|mark| text.contains(mark))
}

fn check_characters(text: &str) -> Result<(), Fault> {
    if text.is_empty() {
        return Err(Fault::whole(Rule::OriginWithoutScheme));
    }
    if is_list(text) {
        return Err(Fault::whole(Rule::OriginListInOneString));
    }
    if let Some((at, c)) = text.char_indices().find(|(_, c)| is_unseen(*c)) {
        return Err(Fault::part(Rule::OriginWithSpace, at..at + c.len_utf8()));
    }
    if is_regular_expression(text) || matches!(text.trim_matches(['\'', '"', '`']), "*") {
        return Err(Fault::whole(Rule::OriginMisplacedWildcard));
    }
    Ok(())
}

/// Whether two or more origins share the text.
fn is_list(text: &str) -> bool {
    let separator = |c: char| matches!(c, ',' | ';' | '|') || c.is_whitespace();
    let parts = || text.split(separator).filter(|part| !part.is_empty());
    let has_scheme = |part: &str| part.contains("://");
    let looks_like_a_host = |part: &str| part.contains('.') || part.starts_with("localhost");
    parts().filter(|part| has_scheme(part)).count() > 1
        || (parts().count() > 1 && parts().all(|part| looks_like_a_host(part) && !has_scheme(part)))
}

fn split_scheme(text: &str) -> Result<(&str, &str), Fault> {
    if let Some((scheme, rest)) = text.split_once("://")
        && !scheme.contains(['/', '?', '#', '@', ':'])
        && !scheme.is_empty()
    {
        return Ok((scheme, rest));
    }
    let scheme = text.split(':').next().unwrap_or_default();
    if text.contains(':') && OPAQUE_SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()) {
        return Err(Fault::part(Rule::OriginInvalidScheme, 0..scheme.len()));
    }
    let is_web_scheme = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    if is_web_scheme && text[scheme.len()..].starts_with(":\\") {
        let at = scheme.len() + 1;
        return Err(Fault::part(Rule::OriginWithPath, at..text.len()));
    }
    match text.find('*') {
        // `*.example.com` and `localhost:*` lack only a scheme; `h*` was meant for every origin.
        Some(at) if !text.starts_with("*.") && !text[..at].ends_with(':') => {
            Err(Fault::part(Rule::OriginMisplacedWildcard, at..at + 1))
        }
        _ => Err(Fault::whole(Rule::OriginWithoutScheme)),
    }
}

fn check_scheme(scheme: &str) -> Result<(), Fault> {
    let all = 0..scheme.len();
    if let Some(at) = scheme.find('*') {
        return Err(Fault::part(Rule::OriginMisplacedWildcard, at..at + 1));
    }
    if !scheme.is_ascii() {
        return Err(Fault::part(Rule::OriginInvalidScheme, all));
    }
    let lower = scheme.to_ascii_lowercase();
    let is_well_formed = lower.starts_with(|c: char| c.is_ascii_lowercase())
        && lower.bytes().all(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"+.-".contains(&byte)
        });
    let is_never_an_origin =
        OPAQUE_SCHEMES.contains(&lower.as_str()) || matches!(lower.as_str(), "ws" | "wss");
    if !is_well_formed || is_never_an_origin {
        return Err(Fault::part(Rule::OriginInvalidScheme, all));
    }
    if lower != scheme {
        return Err(Fault::part(Rule::OriginNotLowercase, all));
    }
    Ok(())
}

/// Whether the URL standard gives the scheme's hosts a form: names and addresses. Other schemes have opaque
/// hosts, such as the `.` of `app://.` (<https://url.spec.whatwg.org/#special-scheme>).
fn is_special(scheme: &str) -> bool {
    matches!(scheme, "http" | "https" | "ftp")
}

/// Refuses what may not follow `scheme://host:port`, and what may not precede the host.
fn check_authority(rest: &str, offset: usize) -> Result<(), Fault> {
    let end = rest.find(['/', '?', '#', '\\']);
    match end {
        Some(0) if !rest.trim_start_matches('/').is_empty() => {
            return Err(Fault::part(Rule::OriginInvalidHost, offset..offset + 1));
        }
        _ if rest.is_empty() || end == Some(0) => {
            return Err(Fault::whole(Rule::OriginInvalidHost));
        }
        _ => {}
    }
    if let Some(at) = rest[..end.unwrap_or(rest.len())].find('@') {
        return Err(Fault::part(
            Rule::OriginWithUserinfo,
            offset..offset + at + 1,
        ));
    }
    match end {
        Some(at) => Err(Fault::part(
            Rule::OriginWithPath,
            offset + at..offset + rest.len(),
        )),
        None => Ok(()),
    }
}

/// The host, and the port's text if there is a colon.
fn split_port(rest: &str, offset: usize) -> Result<(&str, Option<&str>), Fault> {
    if rest.starts_with('[') {
        let Some(end) = rest.find(']') else {
            return Err(Fault::part(
                Rule::OriginInvalidHost,
                offset..offset + rest.len(),
            ));
        };
        let (host, behind) = rest.split_at(end + 1);
        return match behind.strip_prefix(':') {
            Some(port) => Ok((host, Some(port))),
            None if behind.is_empty() => Ok((host, None)),
            None => {
                let start = offset + host.len();
                Err(Fault::part(
                    Rule::OriginInvalidHost,
                    start..start + behind.len(),
                ))
            }
        };
    }
    match rest.split_once(':') {
        Some((host, port)) if port.contains(':') => {
            let rule = if host.contains('*') {
                Rule::OriginMisplacedWildcard
            } else {
                Rule::OriginInvalidHost
            };
            Err(Fault::part(rule, offset..offset + rest.len()))
        }
        Some((host, port)) => Ok((host, Some(port))),
        None => Ok((rest, None)),
    }
}

fn parse_port(scheme: &str, port: Option<&str>, offset: usize) -> Result<Port, Fault> {
    let Some(text) = port else {
        return Ok(Port::Default);
    };
    let range = offset..offset + 1 + text.len();
    if text == "*" {
        return Ok(Port::Any);
    }
    if text.contains('*') {
        return Err(Fault::part(Rule::OriginMisplacedWildcard, range));
    }
    match parse_port_number(text.as_bytes()) {
        Some(number) if default_port(scheme) == Some(number) => {
            Err(Fault::part(Rule::OriginDefaultPort, range))
        }
        Some(number) => Ok(Port::Number(number)),
        None => Err(Fault::part(Rule::OriginInvalidPort, range)),
    }
}

#[cfg(test)]
mod tests;
