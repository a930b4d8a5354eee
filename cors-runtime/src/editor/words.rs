//! An item for each word of the arguments, whose documentation rust-analyzer shows. A test of `cors-macros` writes this
//! file from the list of arguments and from the rules: `UPDATE_EXPECT=1 cargo test -p cors-macros`.

/// Names of arguments.
pub mod arguments {
    /// The origins that may call: their serialized form, patterns with `*`, `env("VAR")`, or `dynamic(PATH)`.
    ///
    /// Takes a list of strings, as in `origins = ["https://app.example.com"]`.
    pub mod origins {}
    /// The methods that are open to other origins. Default: those of the route.
    ///
    /// Takes a list of methods, as in `methods = [GET, PUT]`.
    pub mod methods {}
    /// The request headers that pages may send, besides those that need no permission. Default: none.
    ///
    /// Takes a list of strings, as in `allow_headers = ["content-type"]`.
    pub mod allow_headers {}
    /// The response headers that scripts may read, besides those that every script may. Default: none.
    ///
    /// Takes a list of strings, as in `expose_headers = ["etag"]`.
    pub mod expose_headers {}
    /// How many seconds browsers cache the preflight response, from 0 to 86400. Default: the header is not sent.
    ///
    /// Takes a number of seconds, as in `max_age = 600`.
    pub mod max_age {}
    /// Whether requests may carry cookies, HTTP authentication and client certificates. Default: off.
    ///
    /// Takes no value, `true`, or `false`, as in `credentials`.
    pub mod credentials {}
    /// The named policy to start from; other arguments replace its parts. Default: none.
    ///
    /// Takes the path of a named policy, as in `policy = PARTNERS`.
    pub mod policy {}
    /// Whether a cross-origin request that is not allowed is refused with 403 before the handler runs. Default: off.
    ///
    /// Takes no value, `true`, or `false`, as in `enforce`.
    pub mod enforce {}
    /// This handler has no policy although its module has one.
    ///
    /// Takes no value, as in `disabled`.
    pub mod disabled {}
    /// Opt-outs, each of which disables one safety rule. Default: none.
    ///
    /// Takes a list of opt-outs, as in `dangerously_allow = [insecure_origins]`.
    pub mod dangerously_allow {}
    /// Warnings that are silenced here, by the names of their rules. Default: none.
    ///
    /// Takes a list of warnings, as in `allow = ["any-port"]`.
    pub mod allow {}
    /// The path of `cors_runtime`, if it is renamed or re-exported. Default: `::cors_runtime`.
    ///
    /// Takes a path, as in `crate = path::to::cors_runtime`.
    #[doc(hidden)]
    pub mod crate_path {}
}

/// Entries of `methods`.
pub mod methods {
    /// The method `DELETE`: browsers ask with a preflight before they send it.
    pub mod DELETE {}
    /// The method `GET`: CORS-safelisted, so browsers send it without a preflight unless the request has other headers.
    pub mod GET {}
    /// The method `HEAD`: CORS-safelisted, so browsers send it without a preflight unless the request has other headers.
    pub mod HEAD {}
    /// The method `OPTIONS`: browsers ask with a preflight before they send it.
    pub mod OPTIONS {}
    /// The method `PATCH`: browsers ask with a preflight before they send it.
    pub mod PATCH {}
    /// The method `POST`: CORS-safelisted, so browsers send it without a preflight unless the request has other headers.
    pub mod POST {}
    /// The method `PUT`: browsers ask with a preflight before they send it.
    pub mod PUT {}
    /// The method `QUERY`: browsers ask with a preflight before they send it.
    pub mod QUERY {}
}

/// Values of `origins`.
pub mod sources {
    /// Origins from an environment variable, separated by commas, which is read when the server starts: `env("CORS_ORIGINS")`, or `env("CORS_ORIGINS", default = ["http://localhost:3000"])`.
    pub mod env {}
    /// A `static` that is asked for each request: `dynamic(CUSTOMERS)`. It is a `SharedOrigins`, a `KeyedOrigins`, or has a type that implements `OriginSource`.
    pub mod dynamic {}
}

/// Entries of `dangerously_allow`.
pub mod opt_outs {
    /// Allows plain `http` origins together with credentials.
    pub mod insecure_origins {}
    /// Allows a wildcard directly on a public suffix together with credentials.
    pub mod public_suffixes {}
    /// Allows the origin `null`, never together with credentials: any sandboxed frame has it.
    pub mod null_origin {}
}

/// Entries of `allow`.
pub mod rules {
    /// Silences the warning `duplicate-origin`: an origin is named twice.
    pub mod duplicate_origin {}
    /// Silences the warning `subsumed-origin`: another entry of the list matches the origin too.
    pub mod subsumed_origin {}
    /// Silences the warning `trailing-dot-host`: a host ends in a dot.
    pub mod trailing_dot_host {}
    /// Silences the warning `hyphen-edge-host`: a label of a host begins or ends with a hyphen.
    pub mod hyphen_edge_host {}
    /// Silences the warning `obsolete-scheme`: no current browser shows pages of the scheme.
    pub mod obsolete_scheme {}
    /// Silences the warning `per-install-origin`: the origin differs on every installation.
    pub mod per_install_origin {}
    /// Silences the warning `malformed-extension-id`: a Chrome extension's id is not 32 letters from a to p.
    pub mod malformed_extension_id {}
    /// Silences the warning `shared-host-with-credentials`: anyone can publish a page on the host, and credentials are allowed.
    pub mod shared_host_with_credentials {}
    /// Silences the warning `localhost-with-credentials`: a development origin is listed with production origins, with credentials.
    pub mod localhost_with_credentials {}
    /// Silences the warning `any-port`: every port of a host that is not the visitor's own machine is allowed, or every port with credentials.
    pub mod any_port {}
    /// Silences the warning `wildcard-subdomain-with-credentials`: every subdomain is allowed, with credentials.
    pub mod wildcard_subdomain_with_credentials {}
    /// Silences the warning `wildcard-on-public-suffix`: a wildcard is directly on a public suffix, without credentials.
    pub mod wildcard_on_public_suffix {}
    /// Silences the warning `blocked-port`: browsers refuse to load pages from the port.
    pub mod blocked_port {}
    /// Silences the warning `many-origins`: one list names more than 50 origins.
    pub mod many_origins {}
    /// Silences the warning `duplicate-method`: a method is named twice.
    pub mod duplicate_method {}
    /// Silences the warning `unreachable-route`: browsers can send none of the route's methods.
    pub mod unreachable_route {}
    /// Silences the warning `duplicate-header`: a header is named twice.
    pub mod duplicate_header {}
    /// Silences the warning `redundant-header`: `*` already covers the header.
    pub mod redundant_header {}
    /// Silences the warning `method-override-header`: the header lets one method act as another.
    pub mod method_override_header {}
    /// Silences the warning `exposed-allow-origin`: `Access-Control-Allow-Origin` is exposed to scripts.
    pub mod exposed_allow_origin {}
    /// Silences the warning `max-age-without-preflight`: `max_age` is set where no preflight can happen.
    pub mod max_age_without_preflight {}
    /// Silences the warning `unneeded-opt-out`: an opt-out is not needed.
    pub mod unneeded_opt_out {}
    /// Silences the warning `unneeded-allow`: an entry of `allow` silences nothing.
    pub mod unneeded_allow {}
    /// Silences the warning `not-inherited`: an item of a `#[cors]` module may be a handler and cannot inherit the policy.
    pub mod not_inherited {}
    /// Silences the warning `content-type-not-allowed`: the handler reads JSON, and the policy does not allow `content-type`.
    pub mod content_type_not_allowed {}
    /// Silences the warning `authorization-not-allowed`: the handler reads `authorization`, and the policy does not allow it.
    pub mod authorization_not_allowed {}
}
