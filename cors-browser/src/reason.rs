//! `Reason`: why a browser gives a page no answer. The catalogue: each with its name, its step, and a sentence.
//! Not here: what the consoles print (`console`), what would help (`remedy`).

use std::fmt;

use crate::step::Step;

/// Writes the catalogue once: the enum, the list of all, and the look-ups.
macro_rules! reasons {
    ($($variant:ident $name:literal $step:ident $sentence:literal)+) => {
        /// Why a page gets no answer. Every reason has a section, with its usual causes and the line to change, on the
        /// page [What the console says](https://docs.rs/cors-runtime/latest/cors_runtime/guide/console/).
        ///
        /// ```
        /// use cors_browser::Reason;
        ///
        /// assert_eq!(Reason::AcaoMissing.to_string(), "acao-missing");
        /// assert_eq!(Reason::AcaoMissing.argument(), Some("origins"));
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Reason {
            $(#[doc = concat!("`", $name, "`: ", $sentence)] $variant,)+
        }

        impl Reason {
            /// Every reason, in the order in which a fetch may meet them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name, in kebab-case.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The step that fails.
            #[must_use]
            pub const fn step(self) -> Step {
                match self { $(Self::$variant => Step::$step,)+ }
            }

            /// What is wrong, in a sentence.
            #[must_use]
            pub const fn sentence(self) -> &'static str {
                match self { $(Self::$variant => $sentence,)+ }
            }
        }
    };
}

reasons! {
    InvalidPage "invalid-page" Construct "The page's address is not one that a page can have."
    InvalidUrl "invalid-url" Construct "The requested address is not a URL."
    UrlCredentials "url-credentials" Construct "The requested address contains a user name or a password."
    NavigateMode "navigate-mode" Construct "A script cannot use the mode `navigate`."
    InvalidMethod "invalid-method" Construct "The method is not a token."
    ForbiddenMethod "forbidden-method" Construct "Pages cannot use the methods `CONNECT`, `TRACE` and `TRACK`."
    NoCorsMethod "no-cors-method" Construct "In the mode `no-cors` the methods are `GET`, `HEAD` and `POST`."
    InvalidHeader "invalid-header" Construct "A header's name is not a token, or its value has a line break or a NUL byte in it."
    BodyWithGet "body-with-get" Construct "`GET` and `HEAD` requests have no body."
    StreamKeepalive "stream-keepalive" Construct "A stream cannot be sent with `keepalive`."
    StreamNoCors "stream-no-cors" Construct "A stream can be sent only in the modes `cors` and `same-origin`."
    BadPort "bad-port" PortBlocking "Browsers do not connect to this port, because it belongs to another protocol."
    MixedContent "mixed-content" MixedContent "A page that was loaded over `https` cannot send requests over `http`."
    SameOriginMode "same-origin-mode" MainFetch "The mode `same-origin` does not allow other origins, even if the server does."
    NoCorsRedirectMode "no-cors-redirect-mode" MainFetch "In the mode `no-cors` a request to another origin has to follow redirects."
    SchemeNotHttp "scheme-not-http" MainFetch "CORS works only over `http` and `https`."
    BlobMethod "blob-method" SchemeFetch "A `blob:` URL can only be read with `GET`."
    InvalidDataUrl "invalid-data-url" SchemeFetch "The `data:` URL has no comma in front of its data."
    NoAnswer "no-answer" NetworkFetch "The server does not respond."
    KeepaliveLimit "keepalive-limit" NetworkFetch "A request that may outlive its page has a body of at most 64 KiB."
    PreflightAcaoMissing "preflight-acao-missing" CorsCheck "The preflight answer has no `Access-Control-Allow-Origin` header."
    PreflightAcaoMismatch "preflight-acao-mismatch" CorsCheck "`Access-Control-Allow-Origin` of the preflight answer is not the page's origin."
    PreflightAcaoWildcardCredentials "preflight-acao-wildcard-credentials" CorsCheck "`Access-Control-Allow-Origin` of the preflight answer is `*`, and the request includes credentials."
    PreflightAcacMissing "preflight-acac-missing" CorsCheck "The request includes credentials, and the preflight answer has no `Access-Control-Allow-Credentials` header."
    PreflightAcacInvalid "preflight-acac-invalid" CorsCheck "`Access-Control-Allow-Credentials` of the preflight answer is not exactly `true`."
    PreflightRedirect "preflight-redirect" PreflightFetch "The preflight answer is a redirect."
    PreflightStatus "preflight-status" PreflightFetch "The status of the preflight answer is not between 200 and 299."
    PreflightAcamInvalid "preflight-acam-invalid" PreflightFetch "`Access-Control-Allow-Methods` is not a list of methods."
    PreflightAcahInvalid "preflight-acah-invalid" PreflightFetch "`Access-Control-Allow-Headers` is not a list of header names."
    MethodNotAllowed "method-not-allowed" PreflightFetch "`Access-Control-Allow-Methods` does not name the method."
    AuthorizationNotListed "authorization-not-listed" PreflightFetch "`Access-Control-Allow-Headers` does not name `Authorization`, which no wildcard covers."
    HeaderNotAllowed "header-not-allowed" PreflightFetch "`Access-Control-Allow-Headers` does not name a header of the request."
    AcaoMissing "acao-missing" CorsCheck "The response has no `Access-Control-Allow-Origin` header."
    AcaoMismatch "acao-mismatch" CorsCheck "`Access-Control-Allow-Origin` is not the page's origin."
    AcaoWildcardCredentials "acao-wildcard-credentials" CorsCheck "`Access-Control-Allow-Origin` is `*`, and the request includes credentials."
    AcacMissing "acac-missing" CorsCheck "The request includes credentials, and the response has no `Access-Control-Allow-Credentials` header."
    AcacInvalid "acac-invalid" CorsCheck "`Access-Control-Allow-Credentials` is not exactly `true`."
    CorpBlocked "corp-blocked" ResourcePolicy "`Cross-Origin-Resource-Policy` withholds the response from pages of other origins or sites."
    RedirectModeError "redirect-mode-error" HttpFetch "The response is a redirect, and the request does not allow redirects."
    RedirectLocationInvalid "redirect-location-invalid" RedirectFetch "`Location` is not a URL, or there are two."
    RedirectScheme "redirect-scheme" RedirectFetch "The redirect leads to a URL that is neither `http` nor `https`."
    TooManyRedirects "too-many-redirects" RedirectFetch "There are more than 20 redirects."
    RedirectUserinfo "redirect-userinfo" RedirectFetch "The redirect leads to a URL with a user name or a password."
    RedirectStreamBody "redirect-stream-body" RedirectFetch "A stream cannot be sent a second time after a redirect."
    WebsocketHandshake "websocket-handshake" WebSocketHandshake "The server does not accept the WebSocket handshake."
}

impl Reason {
    /// The argument of `#[cors]` that decides it, if one does.
    #[must_use]
    pub const fn argument(self) -> Option<&'static str> {
        match self {
            Self::PreflightAcaoMissing
            | Self::PreflightAcaoMismatch
            | Self::PreflightAcaoWildcardCredentials
            | Self::AcaoMissing
            | Self::AcaoMismatch
            | Self::AcaoWildcardCredentials => Some("origins"),
            Self::PreflightAcacMissing
            | Self::PreflightAcacInvalid
            | Self::AcacMissing
            | Self::AcacInvalid => Some("credentials"),
            Self::MethodNotAllowed | Self::PreflightAcamInvalid => Some("methods"),
            Self::AuthorizationNotListed | Self::HeaderNotAllowed | Self::PreflightAcahInvalid => {
                Some("allow_headers")
            }
            _ => None,
        }
    }

    /// Whether the script gets an exception before anything is sent.
    #[must_use]
    pub fn is_thrown(self) -> bool {
        self.step() == Step::Construct
    }

    /// The reason of a failed CORS check, if it is the preflight's answer that fails it.
    pub(crate) const fn of_preflight(self) -> Self {
        match self {
            Self::AcaoMissing => Self::PreflightAcaoMissing,
            Self::AcaoMismatch => Self::PreflightAcaoMismatch,
            Self::AcaoWildcardCredentials => Self::PreflightAcaoWildcardCredentials,
            Self::AcacMissing => Self::PreflightAcacMissing,
            Self::AcacInvalid => Self::PreflightAcacInvalid,
            other => other,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
