//! What a server may do instead of what its policies declare. The catalogue: each with its name and its usual cause.

/// Writes the catalogue once: the enum, the names, the causes.
macro_rules! drifts {
    ($($variant:ident $name:literal $cause:literal)+) => {
        /// A difference between a declared policy and a response.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(crate) enum Drift {
            $(#[doc = $cause] $variant,)+
        }

        impl Drift {
            /// The name, in kebab-case.
            pub(crate) const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The usual cause.
            pub(crate) const fn cause(self) -> &'static str {
                match self { $(Self::$variant => $cause,)+ }
            }
        }
    };
}

drifts! {
    GrantedToStranger "granted-to-stranger" "Something in front of the handler reflects or allows every origin."
    WildcardAdded "wildcard-added" "A proxy adds `Access-Control-Allow-Origin: *`, although the policy names origins."
    OtherOriginAllowed "other-origin-allowed" "A cache returns a response that was made for another page, or a proxy writes an origin of its own."
    HeaderDoubled "header-doubled" "A proxy adds a header that the handler already sends; browsers refuse a response with two."
    ValueAltered "value-altered" "A proxy changes the letter case of a value, or adds a slash or quotation marks; browsers compare byte by byte."
    AuthenticationInFront "authentication-in-front" "Something asks for credentials before the policy is reached; preflights never carry any."
    OptionsRefused "options-refused" "Something in front of the routes refuses the method `OPTIONS`."
    Redirected "redirected" "A redirect is answered in front of the route; browsers do not follow one for a preflight."
    OptionsAnsweredElsewhere "options-answered-elsewhere" "Something in front answers every `OPTIONS` by itself."
    HtmlPage "html-page" "An HTML page without CORS headers is the answer: a login page, or a front end that takes every path."
    RateLimited "rate-limited" "A rate limit answers in front of the policy; it should add CORS headers, and count no preflights."
    RefusedInFront "refused-in-front" "A firewall or a proxy refuses the request: the 403 is not the policy's, which has `Vary: Origin`."
    RouteMissing "route-missing" "The server has no such route: check `--base`, `--param`, and whether the handler is registered."
    ServerError "server-error" "The server fails before the policy is reached."
    OriginRefused "origin-refused" "The server does not allow an origin that the policy names."
    OriginHeaderRemoved "origin-header-removed" "The response has no `Access-Control-Allow-Origin`: a proxy removes the request's `Origin`, or the response's header."
    VaryMissing "vary-missing" "A proxy removes `Vary: Origin`: a cache may hand one page's response to another."
    VaryWildcard "vary-wildcard" "A proxy writes `Vary: *`: no cache stores the response."
    NotModifiedWithoutGrant "not-modified-without-grant" "A proxy removes the CORS headers of 304 responses; browsers may take them over into the cached response."
    PreflightRewritten "preflight-rewritten" "A proxy rewrites the preflight's answer, which is 204 without a body."
    CredentialsRemoved "credentials-removed" "A proxy removes `Access-Control-Allow-Credentials`."
    CredentialsAdded "credentials-added" "A proxy adds `Access-Control-Allow-Credentials`, which the policy does not set."
    MethodsChanged "methods-changed" "`Access-Control-Allow-Methods` is not what the policy lists."
    AllowHeadersChanged "allow-headers-changed" "`Access-Control-Allow-Headers` is not what the policy lists."
    MaxAgeChanged "max-age-changed" "`Access-Control-Max-Age` is not what the policy says."
    ExposeHeadersChanged "expose-headers-changed" "`Access-Control-Expose-Headers` is not what the policy lists."
}
