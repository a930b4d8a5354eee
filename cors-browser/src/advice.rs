//! Where a reason usually comes from, and what to change: a table.

use crate::reason::Reason;

impl Reason {
    /// The usual causes, and what to change.
    #[expect(clippy::too_many_lines, reason = "it is a table")]
    pub(crate) const fn advice(self) -> [&'static str; 2] {
        match self {
            Self::AcaoMissing => [
                "No route has the path and the method (404); the handler has no `#[cors]`; its policy does not name the page's origin; the response comes from something in front (authentication middleware, a proxy's error page, a redirect of the framework); the server crashed.",
                "Name the page's origin in `origins`. For responses from middleware in front of the routes, wrap `AppCors` outermost.",
            ],
            Self::AcaoMismatch => [
                "A trailing slash, another scheme, another port, upper case, a subdomain for the apex; two headers because a proxy adds one more; after a redirect to another origin the page's origin is `null`.",
                "Write in `origins` exactly what the browser sends. Let only one component set the header. Do not redirect to another origin.",
            ],
            Self::AcaoWildcardCredentials => [
                "The server allows `*`, and the page uses `credentials: \"include\"` or `withCredentials`.",
                "List the sites in `origins` and set `credentials`, or send the request without credentials. A policy with both does not compile.",
            ],
            Self::AcacMissing => [
                "The page sends credentials, and the policy does not allow them.",
                "Set `credentials` in `#[cors]`, or send the request without credentials.",
            ],
            Self::AcacInvalid => [
                "`True`, `1`, or two headers: the value is compared byte for byte with `true`.",
                "Set `credentials` in `#[cors]`, and let nothing else set the header.",
            ],
            Self::PreflightAcaoMissing => [
                "Nothing answers `OPTIONS` here: another route gets it, a proxy or authentication middleware refuses it, or the method has no route; or the policy does not name the page's origin.",
                "If the status is 403, name the page's origin in `origins`. If it is 404 or 405, check that the handler of this path and method has `#[cors]`. If it is another, something in front answers `OPTIONS`: wrap `AppCors` outermost, or let the proxy pass it on.",
            ],
            Self::PreflightAcaoMismatch => [
                "As for `acao-mismatch`; often a proxy that answers `OPTIONS` itself.",
                "Write in `origins` exactly what the browser sends, and let the handler's policy answer.",
            ],
            Self::PreflightAcaoWildcardCredentials => [
                "As for `acao-wildcard-credentials`. The credentials mode of the request decides, although the preflight itself has no credentials.",
                "List the sites in `origins` and set `credentials`, or send the request without credentials.",
            ],
            Self::PreflightAcacMissing | Self::PreflightAcacInvalid => [
                "The page sends credentials, and the preflight answer does not allow them with exactly `true`.",
                "Set `credentials` in `#[cors]`, or send the request without credentials.",
            ],
            Self::PreflightStatus => [
                "401 or 403 of authentication middleware that gets the preflight first (preflights never have cookies or `Authorization`); 404 or 405 because nothing serves `OPTIONS`; 429 of a rate limit; 500.",
                "Wrap `AppCors` outermost; let proxies pass `OPTIONS` on.",
            ],
            Self::PreflightRedirect => [
                "A redirect to a login page, from `http` to `https`, or to the path with or without its trailing slash.",
                "Request the final address. Do not redirect `OPTIONS`.",
            ],
            Self::PreflightAcamInvalid => [
                "Spaces instead of commas, or quotation marks, in a header that is written by hand.",
                "Set `methods` in `#[cors]`, which writes the header.",
            ],
            Self::PreflightAcahInvalid => [
                "Spaces instead of commas, a colon, or quotation marks, in a header that is written by hand.",
                "Set `allow_headers` in `#[cors]`, which writes the header.",
            ],
            Self::MethodNotAllowed => [
                "The handler does not serve the method; `methods` leaves it out; the script writes `patch` in lower case, which browsers do not convert; `*` together with credentials.",
                "Name the method in `methods`. In scripts, write methods in upper case.",
            ],
            Self::HeaderNotAllowed => [
                "A library adds a header (`traceparent`, `x-requested-with`, `cache-control`); a JSON body needs `content-type`; `*` together with credentials.",
                "Name the header in `allow_headers`.",
            ],
            Self::AuthorizationNotListed => [
                "In the standard, `*` does not cover `Authorization`. Browsers still allow it, with a warning.",
                "Write `allow_headers = [\"*\", \"authorization\"]`, or name `authorization` in the list.",
            ],
            Self::SchemeNotHttp => [
                "A page opened from a file; an address like `localhost:8080` without `http://`.",
                "Serve the page over HTTP, and write the whole address.",
            ],
            Self::MixedContent => [
                "The page is on `https`, and the API's address begins with `http`.",
                "Serve the API over `https` too.",
            ],
            Self::CorpBlocked => [
                "The server restricts a response that is requested without CORS (an image, a script) to its own origin or site.",
                "Request it with CORS (`crossorigin`) and allow the page in `origins`, or send `Cross-Origin-Resource-Policy: cross-origin`.",
            ],
            Self::RedirectModeError => [
                "The script uses `redirect: \"error\"`.",
                "Request the final address.",
            ],
            Self::RedirectLocationInvalid => [
                "`Location` is malformed, or a proxy adds a second one. Browsers follow two equal ones.",
                "Send one `Location`.",
            ],
            Self::RedirectScheme => [
                "The redirect leads to an app or a document (`myapp://`, `data:`).",
                "Navigate to the address instead of fetching it.",
            ],
            Self::TooManyRedirects => [
                "A loop: between `http` and `https`, or to a login page that redirects back because the request has no cookies.",
                "Request the final address; `curl -sIL` shows it.",
            ],
            Self::RedirectUserinfo => [
                "`Location` has `user:password@` in it.",
                "Redirect to the address without it.",
            ],
            Self::RedirectStreamBody => [
                "A stream cannot be read twice.",
                "Request the final address, or send the body as a whole. A 303 is followed without the body.",
            ],
            Self::WebsocketHandshake => [
                "The server answers with a status that is not 101: no route, a refused origin, a proxy that does not pass `Upgrade` on. CORS headers have no effect here: the server itself has to check `Origin`.",
                "Check the route, the proxy, and the server's own check of `Origin`; `enforce` in `#[cors]` is such a check.",
            ],
            Self::SameOriginMode => [
                "The script uses `mode: \"same-origin\"`.",
                "Use `mode: \"cors\"`, the default.",
            ],
            Self::NoCorsRedirectMode => [
                "The script uses `mode: \"no-cors\"` and `redirect: \"error\"` or `\"manual\"`.",
                "Leave `redirect` out.",
            ],
            Self::NoCorsMethod => [
                "The script uses `mode: \"no-cors\"`, which is often suggested as a solution. It only hides the response.",
                "Use `mode: \"cors\"`, the default, and let the server allow the page.",
            ],
            Self::BadPort => [
                "The server listens on a port of another protocol, such as 6000 or 6666.",
                "Listen on another port.",
            ],
            Self::BlobMethod | Self::InvalidDataUrl => [
                "The script builds the URL incorrectly.",
                "Read it with `GET`; write `data:,text`.",
            ],
            Self::NoAnswer => [
                "The server is down, the name is unknown, the certificate is not trusted, a firewall or an extension cuts the connection. Firefox and Safari report this like a CORS failure.",
                "Open the address in a tab, or request it with `curl -v`.",
            ],
            Self::KeepaliveLimit => [
                "`keepalive: true`, or a beacon, with a large body.",
                "Send a smaller body, or remove `keepalive`.",
            ],
            Self::ForbiddenMethod => [
                "The script uses `CONNECT`, `TRACE` or `TRACK`.",
                "Use another method.",
            ],
            Self::UrlCredentials => [
                "The address is written as `https://user:password@host`.",
                "Send an `Authorization` header, and name it in `allow_headers`.",
            ],
            Self::InvalidPage => [
                "The address of the page is not a URL.",
                "Write `https://host`, or `null`.",
            ],
            Self::InvalidUrl
            | Self::NavigateMode
            | Self::InvalidMethod
            | Self::InvalidHeader
            | Self::BodyWithGet
            | Self::StreamKeepalive
            | Self::StreamNoCors => [
                "A mistake in the script.",
                "Correct the argument that the exception names.",
            ],
        }
    }
}
