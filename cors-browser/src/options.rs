//! The settings of a request that have a few named values each. <https://fetch.spec.whatwg.org/#requests>

/// The part of the platform that sends a request; it decides the defaults and the headers that the browser adds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Initiator {
    /// `fetch()`.
    Fetch,
    /// `XMLHttpRequest`.
    Xhr,
    /// `navigator.sendBeacon()`.
    Beacon,
    /// `EventSource`.
    EventSource,
    /// `<img>`.
    Image,
    /// `<script>`.
    Script,
    /// `<script type=module>`.
    ModuleScript,
    /// `<link rel=stylesheet>`.
    Stylesheet,
    /// `@font-face`.
    Font,
    /// `<form>`.
    Form,
    /// `WebSocket`.
    WebSocket,
    /// The Reporting API.
    Report,
}

impl Initiator {
    /// The destination, as `Sec-Fetch-Dest` has it. <https://fetch.spec.whatwg.org/#concept-request-destination>
    pub(crate) const fn destination(self) -> &'static str {
        match self {
            Self::Fetch | Self::Xhr | Self::Beacon | Self::EventSource => "empty",
            Self::Image => "image",
            Self::Script | Self::ModuleScript => "script",
            Self::Stylesheet => "style",
            Self::Font => "font",
            Self::Form => "document",
            Self::WebSocket => "websocket",
            Self::Report => "report",
        }
    }

    /// The `Accept` header, if the script sets none. <https://fetch.spec.whatwg.org/#concept-fetch>
    pub(crate) const fn accept(self) -> &'static str {
        match self {
            Self::Image => "image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5",
            Self::Stylesheet => "text/css,*/*;q=0.1",
            Self::Form => "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            _ => "*/*",
        }
    }

    /// Whether the headers are a script's, which the browser filters.
    pub(crate) const fn is_script(self) -> bool {
        matches!(self, Self::Fetch | Self::Xhr)
    }
}

/// How a response may be used. <https://fetch.spec.whatwg.org/#concept-request-mode>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Readable if the server allows it.
    Cors,
    /// Usable, and not readable.
    NoCors,
    /// Another origin is an error.
    SameOrigin,
    /// A document is loaded.
    Navigate,
    /// A WebSocket is opened.
    WebSocket,
}

impl Mode {
    /// The standard's word.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Cors => "cors",
            Self::NoCors => "no-cors",
            Self::SameOrigin => "same-origin",
            Self::Navigate => "navigate",
            Self::WebSocket => "websocket",
        }
    }
}

/// When cookies, HTTP authentication and client certificates are used.
/// <https://fetch.spec.whatwg.org/#concept-request-credentials-mode>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Credentials {
    /// Never.
    Omit,
    /// For the page's own origin.
    SameOrigin,
    /// Always.
    Include,
}

/// What happens at a redirect. <https://fetch.spec.whatwg.org/#concept-request-redirect-mode>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Redirect {
    /// It is followed.
    Follow,
    /// It is an error.
    Error,
    /// The page learns that there was a redirect, and nothing else.
    Manual,
}

/// What other sites learn about a page. <https://w3c.github.io/webappsec-referrer-policy/#referrer-policies>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReferrerPolicy {
    /// Nothing, ever.
    NoReferrer,
    /// Nothing on the way from `https` to `http`.
    NoReferrerWhenDowngrade,
    /// Nothing to another origin.
    SameOrigin,
    /// The origin.
    Origin,
    /// The origin, except from `https` to `http`.
    StrictOrigin,
    /// The address to the own origin, the origin to others.
    OriginWhenCrossOrigin,
    /// The same, except from `https` to `http`: the default.
    StrictOriginWhenCrossOrigin,
    /// The address, always.
    UnsafeUrl,
}

impl ReferrerPolicy {
    /// The last policy of a `Referrer-Policy` header that is one.
    /// <https://w3c.github.io/webappsec-referrer-policy/#parse-referrer-policy-from-header>
    pub(crate) fn last_of(tokens: &[String]) -> Option<Self> {
        tokens.iter().rev().find_map(|token| Self::named(token))
    }

    fn named(token: &str) -> Option<Self> {
        Some(match token.to_ascii_lowercase().as_str() {
            "no-referrer" => Self::NoReferrer,
            "no-referrer-when-downgrade" => Self::NoReferrerWhenDowngrade,
            "same-origin" => Self::SameOrigin,
            "origin" => Self::Origin,
            "strict-origin" => Self::StrictOrigin,
            "origin-when-cross-origin" => Self::OriginWhenCrossOrigin,
            "strict-origin-when-cross-origin" => Self::StrictOriginWhenCrossOrigin,
            "unsafe-url" => Self::UnsafeUrl,
            _ => return None,
        })
    }
}
