//! Where a reason usually comes from, and what to change: a table.

use crate::reason::Reason;

impl Reason {
    /// The usual causes, and what to change.
    #[expect(clippy::too_many_lines, reason = "it is a table")]
    pub(crate) const fn advice(self) -> [&'static str; 2] {
        match self {
            Self::AcaoMissing => [
                "The handler has no `#[cors]`; its policy does not name the page's origin; the response comes from something in front (an authentication middleware, a proxy's error page, a redirect of the framework); the server crashed.",
                "Name the page's origin in `origins`. For responses from middleware in front of the routes, put `AppCors` outermost.",
            ],
            Self::AcaoMismatch => [
                "A trailing slash, another scheme, another port, upper case, a subdomain for the apex; two headers because a proxy adds one more; after a redirect to another origin the page's origin is `null`.",
                "Write in `origins` exactly what the browser sends. Let one place alone write the header. Do not redirect to another origin.",
            ],
            Self::AcaoWildcardCredentials => [
                "The server allows `*`, and the page asks with `credentials: \"include\"` or `withCredentials`.",
                "List the sites in `origins` and set `credentials`, or ask without credentials. `#[cors]` refuses the combination when it compiles.",
            ],
            Self::AcacMissing => [
                "The page asks with credentials, and the policy does not allow them.",
                "Set `credentials` in `#[cors]`, or ask without credentials.",
            ],
            Self::AcacInvalid => [
                "`True`, `1`, or two headers: the value is compared byte for byte with `true`.",
                "Set `credentials` in `#[cors]`, and let nothing else write the header.",
            ],
            Self::PreflightAcaoMissing => [
                "Nothing answers `OPTIONS` here: another route takes it, a proxy or an authentication refuses it, the method has no route; or the policy does not name the page's origin.",
                "Name the page's origin in `origins`. If something in front refuses `OPTIONS`, put `AppCors` outermost, or let the proxy pass `OPTIONS` on.",
            ],
            Self::PreflightAcaoMismatch => [
                "As for `acao-mismatch`; often a proxy that answers `OPTIONS` itself.",
                "Write in `origins` exactly what the browser sends, and let the handler's policy answer.",
            ],
            Self::PreflightAcaoWildcardCredentials => [
                "As for `acao-wildcard-credentials`: the credentials mode of the request counts, although the preflight itself carries none.",
                "List the sites in `origins` and set `credentials`, or ask without credentials.",
            ],
            Self::PreflightAcacMissing | Self::PreflightAcacInvalid => [
                "The page asks with credentials, and the preflight's answer does not allow them with exactly `true`.",
                "Set `credentials` in `#[cors]`, or ask without credentials.",
            ],
            Self::PreflightStatus => [
                "401 or 403 of an authentication that sees the preflight first (it never has cookies or an `Authorization`); 404 or 405 because nothing serves `OPTIONS`; 429 of a rate limit; 500.",
                "Put `AppCors` in front of everything else; let proxies pass `OPTIONS` on.",
            ],
            Self::PreflightRedirect => [
                "A redirect to a login page, from `http` to `https`, or to the path with or without its trailing slash.",
                "Ask the address to which it redirects. Do not redirect `OPTIONS`.",
            ],
            Self::PreflightAcamInvalid => [
                "Blanks instead of commas, or quotation marks, in a header that is written by hand.",
                "Let `methods` of `#[cors]` write it.",
            ],
            Self::PreflightAcahInvalid => [
                "Blanks instead of commas, a colon, or quotation marks, in a header that is written by hand.",
                "Let `allow_headers` of `#[cors]` write it.",
            ],
            Self::MethodNotAllowed => [
                "The handler does not serve the method; `methods` leaves it out; the script writes `patch` in lower case, which browsers do not change; `*` together with credentials.",
                "Name the method in `methods`. In scripts write methods in upper case.",
            ],
            Self::HeaderNotAllowed => [
                "A library adds a header (`traceparent`, `x-requested-with`, `cache-control`); a JSON body brings `content-type`; `*` together with credentials.",
                "Name the header in `allow_headers`.",
            ],
            Self::AuthorizationNotListed => [
                "By the standard `*` does not cover `Authorization`. Browsers still let it, and warn.",
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
                "The server keeps a response that is asked for without CORS (an image, a script) to its own origin or site.",
                "Ask with CORS (`crossorigin`) and allow the page in `origins`, or send `Cross-Origin-Resource-Policy: cross-origin`.",
            ],
            Self::RedirectModeError => [
                "The script asks with `redirect: \"error\"`.",
                "Ask the address to which it redirects.",
            ],
            Self::RedirectLocationInvalid => [
                "`Location` is malformed, or a proxy adds a second one. Browsers follow two equal ones.",
                "Send one `Location`.",
            ],
            Self::RedirectScheme => [
                "The redirect leads to an app or a document (`myapp://`, `data:`).",
                "Let a navigation follow it, not a script.",
            ],
            Self::TooManyRedirects => [
                "A loop: between `http` and `https`, or to a login page that redirects back because no cookies come with the request.",
                "Ask the address where it ends, with `curl -sIL` to see it.",
            ],
            Self::RedirectUserinfo => [
                "`Location` has `user:password@` in it.",
                "Redirect to the address without it.",
            ],
            Self::RedirectStreamBody => [
                "A stream cannot be read twice.",
                "Ask the final address, or send the body as a whole. A 303 is followed without the body.",
            ],
            Self::WebsocketHandshake => [
                "The server answers with a status that is not 101: no route, a refused origin, a proxy that does not pass `Upgrade` on. CORS headers play no part: the server itself has to look at `Origin`.",
                "Check the route, the proxy, and the server's own check of `Origin`; `enforce` in `#[cors]` is such a check.",
            ],
            Self::SameOriginMode => [
                "The script asks with `mode: \"same-origin\"`.",
                "Ask with `mode: \"cors\"`, the default.",
            ],
            Self::NoCorsRedirectMode => [
                "The script asks with `mode: \"no-cors\"` and `redirect: \"error\"` or `\"manual\"`.",
                "Leave `redirect` out.",
            ],
            Self::NoCorsMethod => [
                "The script asks with `mode: \"no-cors\"`, often found as a cure: it only hides the answer.",
                "Ask with `mode: \"cors\"`, the default, and let the server allow the page.",
            ],
            Self::BadPort => [
                "The server listens on a port of another protocol, such as 6000 or 6666.",
                "Listen on another port.",
            ],
            Self::BlobMethod | Self::InvalidDataUrl => [
                "The script makes the URL wrongly.",
                "Read it by `GET`; write `data:,text`.",
            ],
            Self::NoAnswer => [
                "The server is down, the name is unknown, the certificate is not trusted, a firewall or an extension cuts the connection. Firefox and Safari report it like a CORS failure.",
                "Open the address in a tab, or ask it with `curl -v`.",
            ],
            Self::KeepaliveLimit => [
                "`keepalive: true`, or a beacon, with a large body.",
                "Send less, or without `keepalive`.",
            ],
            Self::ForbiddenMethod => [
                "The script asks with `CONNECT`, `TRACE` or `TRACK`.",
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
