//! The catalogues: every rule for policies and every rule for the attribute itself, with its name and whether
//! it stops the build.
//! Not here: when a rule applies (`validate` and the leaf files), and its texts (`messages`).

use alloc::{format, string::String};

/// Whether breaking a rule stops the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Severity {
    /// The policy is insecure or can never work: it does not compile.
    Error,
    /// The policy works, but is probably not what was meant.
    Warning,
}

/// What a rule concerns; UI tests and the documentation of the rules are grouped by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Topic {
    /// The origins that may call.
    Origins,
    /// The methods they may use.
    Methods,
    /// The header lists of both directions.
    Headers,
    /// How long a preflight response is cached.
    MaxAge,
    /// The entries of `dangerously_allow` and `allow`.
    OptOuts,
    /// Where the attribute is and how it is written.
    Placement,
}

impl Topic {
    /// The topic's name, as test folders use it.
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

/// Writes a catalogue once: the enum, the list of its rules, and their properties.
macro_rules! catalogue {
    (
        $(#[$doc:meta])* $catalogue:ident
        $([$topic:ident] $($variant:ident $name:literal $severity:ident $summary:literal)+)+
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $catalogue {
            $($(#[doc = concat!("`", $name, "`: ", $summary, ".")] $variant,)+)+
        }

        impl $catalogue {
            /// Every rule of the catalogue, by topic.
            pub const ALL: &'static [Self] = &[$($(Self::$variant),+),+];

            /// The name that messages, tests and documentation use.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $($(Self::$variant => $name,)+)+ }
            }

            /// What the rule concerns.
            #[must_use]
            pub const fn topic(self) -> Topic {
                match self { $($(Self::$variant => Topic::$topic,)+)+ }
            }

            /// Whether breaking the rule stops the build.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $($(Self::$variant => Severity::$severity,)+)+ }
            }

            /// When the rule applies, in one line.
            #[must_use]
            pub const fn summary(self) -> &'static str {
                match self { $($(Self::$variant => $summary,)+)+ }
            }

            /// The rule's name, how to silence it if it warns, and the page that explains it.
            #[must_use]
            pub fn note(self) -> String {
                note(self.name(), self.severity())
            }
        }
    };
}

catalogue! {
    /// A rule that policies are validated by.
    Rule

    [Origins]
    MissingOrigins "missing-origins" Error "no origin is named"
    OriginWithoutScheme "origin-without-scheme" Error "an origin lacks its `scheme://`"
    OriginWithPath "origin-with-path" Error "an origin is followed by a slash, a path, a query or a fragment"
    OriginWithUserinfo "origin-with-userinfo" Error "an origin contains a user name or a password"
    OriginNotLowercase "origin-not-lowercase" Error "a scheme or host is in upper case"
    OriginNotAscii "origin-not-ascii" Error "a host contains Unicode or percent-escapes"
    OriginWithSpace "origin-with-space" Error "an origin contains white space or control characters"
    OriginListInOneString "origin-list-in-one-string" Error "several origins share one string"
    OriginDefaultPort "origin-default-port" Error "an origin names its scheme's default port"
    OriginInvalidPort "origin-invalid-port" Error "a port is not a number from 1 to 65535 in its shortest form"
    OriginInvalidHost "origin-invalid-host" Error "a host is malformed or longer than the name system permits"
    OriginIpNotCanonical "origin-ip-not-canonical" Error "an IP address is not in the form that browsers send"
    OriginInvalidScheme "origin-invalid-scheme" Error "a scheme is malformed or never the scheme of an origin"
    OriginMisplacedWildcard "origin-misplaced-wildcard" Error "a `*` is where the grammar has none, or a regular expression is given"
    WildcardOriginNotAlone "wildcard-origin-not-alone" Error "`*` is combined with other origins"
    NullOrigin "null-origin" Error "the origin `null` is allowed"
    WildcardOriginWithCredentials "wildcard-origin-with-credentials" Error "`*` is combined with credentials"
    InsecureOriginWithCredentials "insecure-origin-with-credentials" Error "a plain `http` origin is combined with credentials"
    PublicSuffixWithCredentials "public-suffix-with-credentials" Error "a wildcard directly on a public suffix is combined with credentials"
    DuplicateOrigin "duplicate-origin" Warning "an origin is named twice"
    SubsumedOrigin "subsumed-origin" Warning "another entry of the list matches the origin too"
    TrailingDotHost "trailing-dot-host" Warning "a host ends in a dot"
    HyphenEdgeHost "hyphen-edge-host" Warning "a label of a host begins or ends with a hyphen"
    ObsoleteScheme "obsolete-scheme" Warning "no current browser shows pages of the scheme"
    PerInstallOrigin "per-install-origin" Warning "the origin differs on every installation"
    MalformedExtensionId "malformed-extension-id" Warning "a Chrome extension's id is not 32 letters from a to p"
    SharedHostWithCredentials "shared-host-with-credentials" Warning "anyone can publish a page on the host, and credentials are allowed"
    LocalhostWithCredentials "localhost-with-credentials" Warning "a development origin is listed with production origins, with credentials"
    AnyPort "any-port" Warning "every port of a host that is not the visitor's own machine is allowed, or every port with credentials"
    WildcardSubdomainWithCredentials "wildcard-subdomain-with-credentials" Warning "every subdomain is allowed, with credentials"
    WildcardOnPublicSuffix "wildcard-on-public-suffix" Warning "a wildcard is directly on a public suffix, without credentials"
    BlockedPort "blocked-port" Warning "browsers refuse to load pages from the port"
    ManyOrigins "many-origins" Warning "one list names more than 50 origins"

    [Methods]
    InvalidMethod "invalid-method" Error "a method is not a token"
    ForbiddenMethod "forbidden-method" Error "browsers refuse to send the method"
    MethodCase "method-case" Error "a method is not in upper case"
    MethodNotServed "method-not-served" Error "the route does not serve the method"
    NoMethods "no-methods" Error "the list of methods is empty"
    WildcardMethod "wildcard-method" Error "`*` replaces methods that are known"
    DuplicateMethod "duplicate-method" Warning "a method is named twice"
    UnreachableRoute "unreachable-route" Warning "browsers can send none of the route's methods"

    [Headers]
    InvalidHeaderName "invalid-header-name" Error "a header name is not a token"
    ForbiddenRequestHeader "forbidden-request-header" Error "scripts cannot set the request header"
    ResponseHeaderInRequestList "response-header-in-request-list" Error "a response header is in the list of request headers"
    ForbiddenResponseHeader "forbidden-response-header" Error "scripts can never read the response header"
    RequestHeaderInResponseList "request-header-in-response-list" Error "a request header is in the list of response headers"
    PreflightHeaderExposed "preflight-header-exposed" Error "the header exists on preflight responses only"
    WildcardHeadersWithCredentials "wildcard-headers-with-credentials" Error "`*` in `allow_headers` is combined with credentials"
    WildcardExposeWithCredentials "wildcard-expose-with-credentials" Error "`*` in `expose_headers` is combined with credentials"
    DuplicateHeader "duplicate-header" Warning "a header is named twice"
    RedundantHeader "redundant-header" Warning "`*` already covers the header"
    MethodOverrideHeader "method-override-header" Warning "the header lets one method act as another"
    ExposedAllowOrigin "exposed-allow-origin" Warning "`Access-Control-Allow-Origin` is exposed to scripts"

    [MaxAge]
    MaxAgeOutOfRange "max-age-out-of-range" Error "`max_age` is not a whole number of seconds from 0 to 86400"
    MaxAgeWithoutPreflight "max-age-without-preflight" Warning "`max_age` is set where no preflight can happen"

    [OptOuts]
    UnneededOptOut "unneeded-opt-out" Warning "an opt-out is not needed"
    UnneededAllow "unneeded-allow" Warning "an entry of `allow` silences nothing"
}

catalogue! {
    /// A rule for the attribute itself: where it is, and how it is written.
    AttributeRule

    [Placement]
    NoRoute "no-route" Error "`#[cors]` is not on a handler with a route attribute below it"
    BelowRoute "below-route" Error "`#[cors]` is below the route attribute"
    DuplicateCors "duplicate-cors" Error "one handler has two `#[cors]`"
    UnknownArgument "unknown-argument" Error "an argument does not exist"
    DuplicateArgument "duplicate-argument" Error "an argument is given twice"
    WrongType "wrong-type" Error "an argument has a value of the wrong type"
    DisabledNotAlone "disabled-not-alone" Error "`disabled` is combined with other arguments"
    InvalidRoute "invalid-route" Error "actix-web refuses the route attribute"
    MalformedArguments "malformed-arguments" Error "arguments or entries are not separated by commas, or a name is not followed by `=`"
    AttributeOnEntry "attribute-on-entry" Error "an entry of a list has an attribute other than `cfg`, or a policy more than three conditions"
    LayerSeesNoPreflight "layer-sees-no-preflight" Error "a layer is inside a route, where no preflight arrives"
    NotInherited "not-inherited" Warning "an item of a `#[cors]` module may be a handler and cannot inherit the policy"
    ContentTypeNotAllowed "content-type-not-allowed" Warning "the handler reads JSON, and the policy does not allow `content-type`"
    AuthorizationNotAllowed "authorization-not-allowed" Warning "the handler reads `authorization`, and the policy does not allow it"
}

impl Rule {
    /// Whether breaking the rule stops the build.
    #[must_use]
    pub const fn is_error(self) -> bool {
        matches!(self.severity(), Severity::Error)
    }
}

/// The names of the rules with this severity, of both catalogues. `allow` may name the warnings.
pub fn rule_names(severity: Severity) -> impl Iterator<Item = &'static str> {
    let policy = Rule::ALL.iter().map(|rule| (rule.name(), rule.severity()));
    let attribute = AttributeRule::ALL
        .iter()
        .map(|rule| (rule.name(), rule.severity()));
    policy
        .chain(attribute)
        .filter_map(move |(name, own)| (own == severity).then_some(name))
}

fn note(name: &str, severity: Severity) -> String {
    let page = name.replace('-', "_");
    let silence = match severity {
        Severity::Error => String::new(),
        Severity::Warning => format!(" (silence it with `allow = [\"{name}\"]`)"),
    };
    format!(
        "rule `{name}`{silence}, see https://docs.rs/cors-runtime/latest/cors_runtime/rules/{page}/"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_names_the_rule_and_its_page_and_how_a_warning_is_silenced() {
        assert_eq!(
            note("null-origin", Severity::Error),
            "rule `null-origin`, see https://docs.rs/cors-runtime/latest/cors_runtime/rules/null_origin/"
        );
        assert_eq!(
            note("any-port", Severity::Warning),
            "rule `any-port` (silence it with `allow = [\"any-port\"]`), see https://docs.rs/cors-runtime/latest/cors_runtime/rules/any_port/"
        );
    }

    #[test]
    fn topics_have_the_names_of_test_folders() {
        let topics = [
            Topic::Origins,
            Topic::Methods,
            Topic::Headers,
            Topic::MaxAge,
            Topic::OptOuts,
            Topic::Placement,
        ];
        assert_eq!(
            topics.map(Topic::name),
            [
                "origins",
                "methods",
                "headers",
                "max-age",
                "opt-outs",
                "placement"
            ]
        );
    }
}
