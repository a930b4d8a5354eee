//! One origin as somebody wrote it: split into scheme, host and port, or the one rule that it breaks.
//! Source: <https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin>.
//! Not here: what to write instead (`suggest`), and what is merely odd (`origin_cautions`).

use core::ops::Range;

use crate::{host, origin_pattern::HostWildcard, rule::Rule};

/// An origin, or a pattern for origins, that can occur.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Origin<'a> {
    pub(crate) scheme: &'a str,
    /// With its wildcard, where it has one.
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

/// The rule that the text breaks, and the bytes at fault where they say more than the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) rule: Rule,
    pub(crate) range: Option<Range<usize>>,
}

impl Fault {
    fn whole<T>(rule: Rule) -> Result<T, Self> {
        Err(Self { rule, range: None })
    }

    fn part<T>(rule: Rule, range: Range<usize>) -> Result<T, Self> {
        Err(Self {
            rule,
            range: Some(range),
        })
    }
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
        let wildcard = check_host(host, offset)?;
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

    /// Whether the origin stands for more than one.
    pub(crate) fn is_pattern(&self) -> bool {
        self.wildcard != HostWildcard::None || self.port == Port::Any
    }
}

fn check_characters(text: &str) -> Result<(), Fault> {
    if text.is_empty() {
        return Fault::whole(Rule::OriginWithoutScheme);
    }
    if is_list(text) {
        return Fault::whole(Rule::OriginListInOneString);
    }
    if let Some((at, c)) = text.char_indices().find(|(_, c)| is_unseen(*c)) {
        return Fault::part(Rule::OriginWithSpace, at..at + c.len_utf8());
    }
    if is_regular_expression(text) || matches!(text.trim_matches(['\'', '"', '`']), "*") {
        return Fault::whole(Rule::OriginMisplacedWildcard);
    }
    Ok(())
}

/// Whether the character is seen by nobody who reads the source: white space, control characters, and
/// marks that text editors leave behind.
pub(crate) fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
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

fn is_regular_expression(text: &str) -> bool {
    text.starts_with('^')
        || text.starts_with("/^")
        || (text.ends_with('$') && text.len() > 1)
        || ["\\.", "\\/", "\\d", "\\w", ".+", "(?", "[^", "://(", "?://"]
            .iter()
            .any(|mark| text.contains(mark))
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
        return Fault::part(Rule::OriginInvalidScheme, 0..scheme.len());
    }
    let is_web_scheme = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    if is_web_scheme && text[scheme.len()..].starts_with(":\\") {
        let at = scheme.len() + 1;
        return Fault::part(Rule::OriginWithPath, at..text.len());
    }
    match text.find('*') {
        // `*.example.com` lacks its scheme and nothing else; `h*` means everybody.
        Some(at) if !text.starts_with("*.") => {
            Fault::part(Rule::OriginMisplacedWildcard, at..at + 1)
        }
        _ => Fault::whole(Rule::OriginWithoutScheme),
    }
}

fn check_scheme(scheme: &str) -> Result<(), Fault> {
    let all = 0..scheme.len();
    if let Some(at) = scheme.find('*') {
        return Fault::part(Rule::OriginMisplacedWildcard, at..at + 1);
    }
    if !scheme.is_ascii() {
        return Fault::part(Rule::OriginInvalidScheme, all);
    }
    let lower = scheme.to_ascii_lowercase();
    let is_well_formed = lower.starts_with(|c: char| c.is_ascii_lowercase())
        && lower.bytes().all(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"+.-".contains(&byte)
        });
    let is_never_an_origin =
        OPAQUE_SCHEMES.contains(&lower.as_str()) || matches!(lower.as_str(), "ws" | "wss");
    if !is_well_formed || is_never_an_origin {
        return Fault::part(Rule::OriginInvalidScheme, all);
    }
    if lower != scheme {
        return Fault::part(Rule::OriginNotLowercase, all);
    }
    Ok(())
}

/// Refuses what may not follow `scheme://host:port`, and what may not stand before the host.
fn check_authority(rest: &str, offset: usize) -> Result<(), Fault> {
    let end = rest.find(['/', '?', '#', '\\']);
    match end {
        Some(0) if !rest.trim_start_matches('/').is_empty() => {
            return Fault::part(Rule::OriginInvalidHost, offset..offset + 1);
        }
        _ if rest.is_empty() || end == Some(0) => return Fault::whole(Rule::OriginInvalidHost),
        _ => {}
    }
    if let Some(at) = rest[..end.unwrap_or(rest.len())].find('@') {
        return Fault::part(Rule::OriginWithUserinfo, offset..offset + at + 1);
    }
    match end {
        Some(at) => Fault::part(Rule::OriginWithPath, offset + at..offset + rest.len()),
        None => Ok(()),
    }
}

/// The host, and the port's text if there is a colon.
fn split_port(rest: &str, offset: usize) -> Result<(&str, Option<&str>), Fault> {
    if rest.starts_with('[') {
        let Some(end) = rest.find(']') else {
            return Fault::part(Rule::OriginInvalidHost, offset..offset + rest.len());
        };
        let (host, behind) = rest.split_at(end + 1);
        return match behind.strip_prefix(':') {
            Some(port) => Ok((host, Some(port))),
            None if behind.is_empty() => Ok((host, None)),
            None => {
                let start = offset + host.len();
                Fault::part(Rule::OriginInvalidHost, start..start + behind.len())
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
            Fault::part(rule, offset..offset + rest.len())
        }
        Some((host, port)) => Ok((host, Some(port))),
        None => Ok((rest, None)),
    }
}

fn check_host(host: &str, offset: usize) -> Result<HostWildcard, Fault> {
    let all = offset..offset + host.len();
    if host.is_empty() {
        return Fault::whole(Rule::OriginInvalidHost);
    }
    let is_bracketed = host.starts_with('[');
    if let Some((at, c)) = host
        .char_indices()
        .find(|(_, c)| !c.is_ascii() || (*c == '%' && !is_bracketed))
    {
        return Fault::part(
            Rule::OriginNotAscii,
            offset + at..offset + at + c.len_utf8(),
        );
    }
    if !is_bracketed
        && !host::ends_in_number(host)
        && host.bytes().all(may_stand_in_host)
        && let Some(at) = host.find(|c: char| c.is_ascii_uppercase())
    {
        return Fault::part(Rule::OriginNotLowercase, offset + at..offset + at + 1);
    }
    if host.contains('*') {
        return check_wildcard(host, offset);
    }
    match host::fault(host) {
        Some(rule) => {
            let misfit = host::misfit(host).map(|part| offset + part.start..offset + part.end);
            Fault::part(rule, misfit.unwrap_or(all))
        }
        None => Ok(HostWildcard::None),
    }
}

/// Whether the byte, in lower case, may stand in a host or in a pattern for hosts: where another stands,
/// the case is not what is wrong.
fn may_stand_in_host(byte: u8) -> bool {
    matches!(byte, b'.' | b'*') || host::is_label_byte(byte.to_ascii_lowercase())
}

/// `*.example.com`, or one `*` inside the leftmost label with text beside it.
fn check_wildcard(host: &str, offset: usize) -> Result<HostWildcard, Fault> {
    let at = host.rfind('*').map_or(offset, |at| offset + at);
    let misplaced = Fault::part(Rule::OriginMisplacedWildcard, at..at + 1);
    let Some((label, base)) = host.split_once('.') else {
        return misplaced;
    };
    let is_single = label.matches('*').count() == 1;
    if !is_single || base.is_empty() || base.contains('*') || host::ends_in_number(base) {
        return misplaced;
    }
    let wildcard = if label == "*" {
        HostWildcard::Subdomains
    } else {
        // `*example.com` would match `evilexample.com`, which anybody can register.
        let base = base.strip_suffix('.').unwrap_or(base);
        if !base.contains('.') && base != "localhost" {
            return misplaced;
        }
        HostWildcard::PartOfLabel
    };
    // Any host that the pattern can match stands for all of them.
    match host::fault(&host.replacen('*', "a", 1)) {
        Some(rule) => Fault::part(rule, offset..offset + host.len()),
        None => Ok(wildcard),
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
        return Fault::part(Rule::OriginMisplacedWildcard, range);
    }
    match parse_port_number(text.as_bytes()) {
        Some(number) if default_port(scheme) == Some(number) => {
            Fault::part(Rule::OriginDefaultPort, range)
        }
        Some(number) => Ok(Port::Number(number)),
        None => Fault::part(Rule::OriginInvalidPort, range),
    }
}

/// A port from 1 to 65535 in its shortest form.
pub(crate) fn parse_port_number(text: &[u8]) -> Option<u16> {
    if text.first() == Some(&b'0') || !text.iter().all(u8::is_ascii_digit) {
        return None;
    }
    core::str::from_utf8(text).ok()?.parse().ok()
}

/// The port that browsers leave out (<https://url.spec.whatwg.org/#default-port>).
pub(crate) fn default_port(scheme: &str) -> Option<u16> {
    match scheme {
        "http" => Some(80),
        "https" => Some(443),
        "ftp" => Some(21),
        _ => None,
    }
}
