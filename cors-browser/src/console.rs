//! What the consoles of Chromium, Firefox and Safari print for a reason, in our words: a table.

use crate::reason::Reason;

impl Reason {
    /// What Chromium, Firefox and Safari print.
    #[expect(clippy::too_many_lines, reason = "it is a table")]
    pub(crate) const fn console(self) -> [&'static str; 3] {
        match self {
            Self::AcaoMissing | Self::PreflightAcaoMissing => [
                "No allow-origin header is present on the requested resource (for a preflight: the preflight response does not pass the access control check)",
                "`CORSMissingAllowOrigin`: the allow-origin header is missing, with the status code",
                "The origin is not allowed by Access-Control-Allow-Origin, with the status code",
            ],
            Self::AcaoMismatch | Self::PreflightAcaoMismatch => [
                "The allow-origin header has a value that is not the supplied origin; or: contains several values, only one is allowed; or: contains an invalid value",
                "`CORSAllowOriginNotMatchingOrigin`: the header does not match, with its value; or `CORSMultipleAllowOriginNotAllowed`",
                "The origin is not allowed by Access-Control-Allow-Origin; or: the header cannot contain more than one origin",
            ],
            Self::AcaoWildcardCredentials | Self::PreflightAcaoWildcardCredentials => [
                "The value must not be the wildcard when the credentials mode is 'include'",
                "`CORSNotSupportingCredentials`: credentials are not supported if the header is `*`",
                "A wildcard cannot be used when credentials flag is true",
            ],
            Self::AcacMissing
            | Self::AcacInvalid
            | Self::PreflightAcacMissing
            | Self::PreflightAcacInvalid => [
                "The allow-credentials header is '' (or another value), and must be 'true' when the credentials mode is 'include'",
                "`CORSMissingAllowCredentials`: 'true' is expected in the allow-credentials header",
                "Credentials flag is true, and Access-Control-Allow-Credentials is not \"true\"",
            ],
            Self::PreflightStatus => [
                "The preflight response does not have an HTTP ok status",
                "`CORSPreflightDidNotSucceed`: the preflight did not succeed, with the status code",
                "The preflight response is not successful, with the status code",
            ],
            Self::PreflightRedirect => [
                "A redirect is not allowed for a preflight request",
                "`CORSExternalRedirectNotAllowed`, or `CORSPreflightDidNotSucceed`",
                "The preflight response is not successful, with the status code",
            ],
            Self::PreflightAcamInvalid => [
                "The allow-methods header cannot be parsed",
                "`CORSInvalidAllowMethod`: an invalid token in the header",
                "Access-Control-Allow-Methods has an invalid value",
            ],
            Self::PreflightAcahInvalid => [
                "The allow-headers header cannot be parsed",
                "`CORSInvalidAllowHeader`: an invalid token in the header",
                "Access-Control-Allow-Headers has an invalid value",
            ],
            Self::MethodNotAllowed => [
                "The method is not allowed by Access-Control-Allow-Methods in the preflight response",
                "`CORSMethodNotFound`: the method is not found in the header",
                "The method is not allowed by Access-Control-Allow-Methods",
            ],
            Self::HeaderNotAllowed => [
                "The request header field is not allowed by Access-Control-Allow-Headers in the preflight response",
                "`CORSMissingAllowHeaderFromPreflight`: the header is not allowed according to Access-Control-Allow-Headers",
                "The request header field is not allowed by Access-Control-Allow-Headers",
            ],
            Self::AuthorizationNotListed => [
                "With a list: not allowed by Access-Control-Allow-Headers. With `*`: allowed, with a deprecation warning",
                "With a list: `CORSMissingAllowHeaderFromPreflight`. With `*`: allowed, with a warning",
                "With a list: not allowed by Access-Control-Allow-Headers. With `*`: allowed",
            ],
            Self::SchemeNotHttp | Self::RedirectScheme => [
                "Cross-origin requests are supported for the protocol schemes http and https only, with others of its own",
                "`CORSRequestNotHttp`: the request is not HTTP",
                "Cross-origin requests are supported for HTTP only",
            ],
            Self::MixedContent => [
                "Mixed content: the page was loaded over HTTPS, and requested an insecure resource; it has been blocked",
                "Blocked loading mixed active content",
                "The page was not allowed to request insecure content",
            ],
            Self::CorpBlocked => [
                "The request failed with the error `ERR_BLOCKED_BY_RESPONSE.NotSameOrigin` or `NotSameSite`",
                "The resource was blocked due to its Cross-Origin-Resource-Policy header, or its absence",
                "The load was cancelled because it violates the resource's Cross-Origin-Resource-Policy",
            ],
            Self::TooManyRedirects => [
                "The request failed with `ERR_TOO_MANY_REDIRECTS`",
                "`CORSDidNotSucceed`",
                "Too many HTTP redirects",
            ],
            Self::RedirectUserinfo => [
                "The redirect location contains a user name and a password, which is disallowed for cross-origin requests",
                "`CORSDidNotSucceed`",
                "The redirection URL has credentials in it, and is not allowed",
            ],
            Self::BadPort => [
                "The request failed with `ERR_UNSAFE_PORT`",
                "This address is restricted",
                "Not allowed to use a restricted network port",
            ],
            Self::WebsocketHandshake => [
                "The WebSocket connection failed: an error during the handshake, with the unexpected response code",
                "Firefox can't establish a connection to the server at this address",
                "The WebSocket connection failed: unexpected response code",
            ],
            Self::SameOriginMode => [
                "The request mode is 'same-origin', and the URL's origin is another one",
                "`CORSDidNotSucceed`",
                "Unsafe attempt to load the URL: domains, protocols and ports must match",
            ],
            Self::NoAnswer => [
                "The request failed with `ERR_CONNECTION_REFUSED` or another network error",
                "`CORSDidNotSucceed`: the status code is (null)",
                "Could not connect to the server",
            ],
            Self::InvalidPage => [
                "Nothing: no browser shows such a page",
                "Nothing",
                "Nothing",
            ],
            Self::RedirectModeError
            | Self::RedirectLocationInvalid
            | Self::RedirectStreamBody
            | Self::NoCorsRedirectMode
            | Self::BlobMethod
            | Self::InvalidDataUrl
            | Self::KeepaliveLimit => [
                "`TypeError`: Failed to fetch, with a network error in the network panel",
                "`TypeError`: `NetworkError` when attempting to fetch resource",
                "`TypeError`: Load failed",
            ],
            Self::InvalidUrl
            | Self::UrlCredentials
            | Self::NavigateMode
            | Self::InvalidMethod
            | Self::ForbiddenMethod
            | Self::NoCorsMethod
            | Self::InvalidHeader
            | Self::BodyWithGet
            | Self::StreamKeepalive
            | Self::StreamNoCors => [
                "An exception (`TypeError`; `SecurityError` of an `XMLHttpRequest`) that names the argument; no request is sent",
                "An exception that names the argument; no request is sent",
                "An exception that names the argument; no request is sent",
            ],
        }
    }
}
