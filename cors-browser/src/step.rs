//! The algorithms of the standards that a fetch goes through, each with its address.

/// A step of a fetch: the algorithm that decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// From a script's arguments to a request.
    Construct,
    /// Which way a request goes: same origin, CORS, no CORS.
    MainFetch,
    /// What is not HTTP.
    SchemeFetch,
    /// Ports of other protocols.
    PortBlocking,
    /// Insecure requests of secure pages.
    MixedContent,
    /// Preflight, request, CORS check, redirect.
    HttpFetch,
    /// Asking before a request.
    PreflightFetch,
    /// What earlier preflights allowed.
    PreflightCache,
    /// Whether a response may be read.
    CorsCheck,
    /// Where a redirect leads.
    RedirectFetch,
    /// Whether a response may be used unread.
    ResourcePolicy,
    /// Which headers the page may read.
    ExposedHeaders,
    /// Sending and receiving.
    NetworkFetch,
    /// Opening a WebSocket.
    WebSocketHandshake,
}

impl Step {
    /// The algorithm in the standard.
    #[must_use]
    pub const fn url(self) -> &'static str {
        match self {
            Self::Construct => "https://fetch.spec.whatwg.org/#dom-request",
            Self::MainFetch => "https://fetch.spec.whatwg.org/#main-fetch",
            Self::SchemeFetch => "https://fetch.spec.whatwg.org/#scheme-fetch",
            Self::PortBlocking => "https://fetch.spec.whatwg.org/#port-blocking",
            Self::MixedContent => {
                "https://w3c.github.io/webappsec-mixed-content/#should-block-fetch"
            }
            Self::HttpFetch => "https://fetch.spec.whatwg.org/#http-fetch",
            Self::PreflightFetch => "https://fetch.spec.whatwg.org/#cors-preflight-fetch-0",
            Self::PreflightCache => "https://fetch.spec.whatwg.org/#concept-cache",
            Self::CorsCheck => "https://fetch.spec.whatwg.org/#concept-cors-check",
            Self::RedirectFetch => "https://fetch.spec.whatwg.org/#http-redirect-fetch",
            Self::ResourcePolicy => {
                "https://fetch.spec.whatwg.org/#cross-origin-resource-policy-header"
            }
            Self::ExposedHeaders => {
                "https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name"
            }
            Self::NetworkFetch => "https://fetch.spec.whatwg.org/#http-network-fetch",
            Self::WebSocketHandshake => {
                "https://websockets.spec.whatwg.org/#concept-websocket-establish"
            }
        }
    }
}
