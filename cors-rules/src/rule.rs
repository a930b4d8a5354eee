//! `Rule`: the catalogue. Every rule there is, its name, what it is about, and whether it stops the build.
//! Not here: when a rule applies (`validate` and the leaf files), and its words (`words`).

use alloc::{format, string::String};

/// Whether breaking a rule stops the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Severity {
    /// The policy is insecure or can never work: it is refused.
    Error,
    /// The policy works, and is probably not what was meant.
    Warning,
}

/// What a rule is about; UI tests and the rules' documentation are grouped by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Topic {
    /// Who may call.
    Origins,
    /// With which methods.
    Methods,
    /// Header lists of either direction.
    Headers,
    /// How long a preflight answer lasts.
    MaxAge,
    /// The named opt-outs.
    OptOuts,
    /// Where the attribute stands and how it is written.
    Placement,
}

impl Topic {
    /// The topic's name, as folders of tests have it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Origins => "origins",
            Self::Methods => "methods",
            Self::Headers => "headers",
            Self::MaxAge => "max-age",
            Self::OptOuts => "opt-outs",
            Self::Placement => "placement",
        }
    }
}

/// Writes the catalogue once: the enum, the list of all, and the three look-ups.
macro_rules! catalogue {
    ($($variant:ident $name:literal $topic:ident $severity:ident $summary:literal)+) => {
        /// A rule that policies, or attributes, are validated by.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Rule {
            $(#[doc = concat!("`", $name, "`: ", $summary, ".")] $variant,)+
        }

        impl Rule {
            /// Every rule, by topic.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name that messages, tests and documentation use.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// What the rule is about.
            #[must_use]
            pub const fn topic(self) -> Topic {
                match self { $(Self::$variant => Topic::$topic,)+ }
            }

            /// Whether breaking the rule stops the build.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)+ }
            }

            /// When the rule applies, in a line.
            #[must_use]
            pub const fn summary(self) -> &'static str {
                match self { $(Self::$variant => $summary,)+ }
            }
        }
    };
}

catalogue! {
    MissingOrigins "missing-origins" Origins Error "no origin is named"
    OriginWithoutScheme "origin-without-scheme" Origins Error "an origin lacks its `scheme://`"
    OriginWithPath "origin-with-path" Origins Error "an origin is followed by a slash, a path, a query or a fragment"
    OriginWithUserinfo "origin-with-userinfo" Origins Error "an origin contains a user name or a password"
    OriginNotLowercase "origin-not-lowercase" Origins Error "a scheme or host is in upper case"
    OriginNotAscii "origin-not-ascii" Origins Error "a host contains Unicode or percent-escapes"
    OriginWithSpace "origin-with-space" Origins Error "an origin contains white space or control characters"
    OriginListInOneString "origin-list-in-one-string" Origins Error "several origins share one string"
    OriginDefaultPort "origin-default-port" Origins Error "an origin names its scheme's default port"
    OriginInvalidPort "origin-invalid-port" Origins Error "a port is no number from 1 to 65535 in its shortest form"
    OriginInvalidHost "origin-invalid-host" Origins Error "a host can exist in no URL or no name system"
    OriginIpNotCanonical "origin-ip-not-canonical" Origins Error "an IP address is not in the form that browsers send"
    OriginInvalidScheme "origin-invalid-scheme" Origins Error "a scheme is malformed or never the scheme of an origin"
    OriginMisplacedWildcard "origin-misplaced-wildcard" Origins Error "a `*` stands where the grammar has none, or a regular expression was written"
    WildcardOriginNotAlone "wildcard-origin-not-alone" Origins Error "`*` stands beside other origins"
    NullOrigin "null-origin" Origins Error "the origin `null` is allowed"
    WildcardOriginWithCredentials "wildcard-origin-with-credentials" Origins Error "`*` is combined with credentials"
    InsecureOriginWithCredentials "insecure-origin-with-credentials" Origins Error "a plain `http` origin is combined with credentials"
    PublicSuffixWithCredentials "public-suffix-with-credentials" Origins Error "a wildcard directly on a public suffix is combined with credentials"
    DuplicateOrigin "duplicate-origin" Origins Warning "an origin is named twice"
    SubsumedOrigin "subsumed-origin" Origins Warning "an origin is covered by another entry of the list"
    TrailingDotHost "trailing-dot-host" Origins Warning "a host ends in a dot"
    HyphenEdgeHost "hyphen-edge-host" Origins Warning "a label of a host begins or ends with a hyphen"
    ObsoleteScheme "obsolete-scheme" Origins Warning "no current browser shows pages of the scheme"
    PerInstallOrigin "per-install-origin" Origins Warning "the origin differs on every installation"
    MalformedExtensionId "malformed-extension-id" Origins Warning "a Chrome extension's id is not 32 letters from a to p"
    SharedHostWithCredentials "shared-host-with-credentials" Origins Warning "anyone can publish a page on the origin, and credentials are allowed"
    LocalhostWithCredentials "localhost-with-credentials" Origins Warning "a development origin stands beside production origins, with credentials"
    AnyPort "any-port" Origins Warning "any port of a host that is not the visitor's own machine is allowed, or any port with credentials"
    WildcardSubdomainWithCredentials "wildcard-subdomain-with-credentials" Origins Warning "every subdomain is allowed, with credentials"
    WildcardOnPublicSuffix "wildcard-on-public-suffix" Origins Warning "a wildcard stands directly on a public suffix, without credentials"
    BlockedPort "blocked-port" Origins Warning "browsers refuse to load pages from the port"
    ManyOrigins "many-origins" Origins Warning "one list names more than 50 origins"

    InvalidMethod "invalid-method" Methods Error "a method is no token"
    ForbiddenMethod "forbidden-method" Methods Error "a method is one that browsers refuse to send"
    MethodCase "method-case" Methods Error "a method is not in upper case"
    MethodNotServed "method-not-served" Methods Error "the route does not serve the method"
    NoMethods "no-methods" Methods Error "the list of methods is empty"
    WildcardMethod "wildcard-method" Methods Error "`*` stands in place of methods that are known"
    DuplicateMethod "duplicate-method" Methods Warning "a method is named twice"
    UnreachableRoute "unreachable-route" Methods Warning "browsers can send none of the route's methods"

    InvalidHeaderName "invalid-header-name" Headers Error "a header name is no token"
    ForbiddenRequestHeader "forbidden-request-header" Headers Error "scripts cannot set the request header"
    ResponseHeaderInRequestList "response-header-in-request-list" Headers Error "a response header stands in the list of request headers"
    ForbiddenResponseHeader "forbidden-response-header" Headers Error "scripts can never read the response header"
    RequestHeaderInResponseList "request-header-in-response-list" Headers Error "a request header stands in the list of response headers"
    PreflightHeaderExposed "preflight-header-exposed" Headers Error "the header exists on preflight answers only"
    WildcardHeadersWithCredentials "wildcard-headers-with-credentials" Headers Error "`*` in `allow_headers` is combined with credentials"
    WildcardExposeWithCredentials "wildcard-expose-with-credentials" Headers Error "`*` in `expose_headers` is combined with credentials"
    DuplicateHeader "duplicate-header" Headers Warning "a header is named twice"
    RedundantHeader "redundant-header" Headers Warning "`*` covers the header already"
    MethodOverrideHeader "method-override-header" Headers Warning "the header lets one method act as another"
    ExposedAllowOrigin "exposed-allow-origin" Headers Warning "`Access-Control-Allow-Origin` is exposed to scripts"

    MaxAgeOutOfRange "max-age-out-of-range" MaxAge Error "`max_age` is no whole number of seconds from 0 to 86400"
    MaxAgeWithoutPreflight "max-age-without-preflight" MaxAge Warning "`max_age` is set where no preflight can happen"

    UnneededOptOut "unneeded-opt-out" OptOuts Warning "an opt-out is not needed"

    NoRoute "no-route" Placement Error "`#[cors]` stands on something that is no handler with a route attribute below"
    BelowRoute "below-route" Placement Error "`#[cors]` stands below the route attribute"
    DuplicateCors "duplicate-cors" Placement Error "one handler has two `#[cors]`"
    UnknownArgument "unknown-argument" Placement Error "there is no such argument"
    DuplicateArgument "duplicate-argument" Placement Error "an argument is given twice"
    WrongType "wrong-type" Placement Error "an argument has a value of the wrong type"
    DisabledNotAlone "disabled-not-alone" Placement Error "`disabled` stands beside other arguments"
    InvalidRoute "invalid-route" Placement Error "the route attribute below is one that actix-web refuses"
    AttributeOnEntry "attribute-on-entry" Placement Error "an entry of a list has an attribute other than `cfg`, or a policy more than three conditions"
    LayerSeesNoPreflight "layer-sees-no-preflight" Placement Error "a layer is inside a route, where no preflight arrives"
    NotInherited "not-inherited" Placement Warning "an item of a `#[cors]` module may be a handler and cannot inherit the policy"
}

impl Rule {
    /// The rule's name and the page that explains it.
    #[must_use]
    pub fn note(self) -> String {
        let name = self.name();
        let page = name.replace('-', "_");
        format!("rule `{name}`, see https://docs.rs/cors-runtime/latest/cors_runtime/rules/{page}/")
    }

    /// Whether breaking the rule stops the build.
    #[must_use]
    pub const fn is_error(self) -> bool {
        matches!(self.severity(), Severity::Error)
    }
}
