//! What cannot go together with credentials. Both validators ask here: the one that sees a whole policy as
//! text, and constant evaluation, which sees one merged from parts.
//! Source: <https://fetch.spec.whatwg.org/#cors-protocol-and-credentials>.

use crate::{config::OptOut, host, origin::Origin, origin_pattern::HostWildcard, rule::Rule};

/// One thing about a policy that credentials make dangerous, or useless.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hazard {
    /// The wildcard origin `*`.
    AnyOrigin,
    /// The origin `null`.
    NullOrigin,
    /// A plain `http` origin that is not the visitor's own machine.
    InsecureOrigin,
    /// A wildcard directly on a public suffix.
    PublicSuffix,
    /// `*` in `methods`.
    AnyMethod,
    /// `*` in `allow_headers`.
    AnyRequestHeader,
    /// `*` in `expose_headers`.
    AnyResponseHeader,
}

impl Hazard {
    const ALL: [Self; 7] = [
        Self::AnyOrigin,
        Self::NullOrigin,
        Self::InsecureOrigin,
        Self::PublicSuffix,
        Self::AnyMethod,
        Self::AnyRequestHeader,
        Self::AnyResponseHeader,
    ];

    /// The rule that forbids it together with credentials.
    #[must_use]
    pub const fn rule(self) -> Rule {
        match self {
            Self::AnyOrigin => Rule::WildcardOriginWithCredentials,
            Self::NullOrigin => Rule::NullOrigin,
            Self::InsecureOrigin => Rule::InsecureOriginWithCredentials,
            Self::PublicSuffix => Rule::PublicSuffixWithCredentials,
            Self::AnyMethod => Rule::WildcardMethod,
            Self::AnyRequestHeader => Rule::WildcardHeadersWithCredentials,
            Self::AnyResponseHeader => Rule::WildcardExposeWithCredentials,
        }
    }

    /// The opt-out that lets it pass all the same.
    #[must_use]
    pub const fn opt_out(self) -> Option<OptOut> {
        match self {
            Self::InsecureOrigin => Some(OptOut::InsecureOrigins),
            Self::PublicSuffix => Some(OptOut::PublicSuffixes),
            Self::AnyOrigin
            | Self::NullOrigin
            | Self::AnyMethod
            | Self::AnyRequestHeader
            | Self::AnyResponseHeader => None,
        }
    }
}

/// A set of hazards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hazards(u8);

impl Hazards {
    /// None at all.
    pub const NONE: Self = Self(0);

    /// Those that a list of origins can have.
    pub const OF_ORIGINS: Self = Self::NONE
        .with(Hazard::AnyOrigin)
        .with(Hazard::NullOrigin)
        .with(Hazard::InsecureOrigin)
        .with(Hazard::PublicSuffix);

    /// Those that a list of methods can have.
    pub const OF_METHODS: Self = Self::NONE.with(Hazard::AnyMethod);

    /// Those that a list of request headers can have.
    pub const OF_ALLOW_HEADERS: Self = Self::NONE.with(Hazard::AnyRequestHeader);

    /// Those that a list of response headers can have.
    pub const OF_EXPOSE_HEADERS: Self = Self::NONE.with(Hazard::AnyResponseHeader);

    /// The set as a number, for code that a macro writes.
    #[must_use]
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// The set that has the number.
    #[must_use]
    pub const fn from_bits(bits: u8) -> Self {
        Self(bits)
    }

    /// Those of the text, if it is an origin or a pattern for origins; nothing if it is none.
    #[must_use]
    pub fn of_origin_text(text: &str) -> Option<Self> {
        Origin::parse(text)
            .ok()
            .map(|origin| Self::of_origin(&origin))
    }

    pub(crate) fn of_origin(origin: &Origin<'_>) -> Self {
        let mut hazards = Self::NONE;
        if origin.scheme == "http" && !host::is_loopback(origin.host) {
            hazards = hazards.with(Hazard::InsecureOrigin);
        }
        if origin.wildcard != HostWildcard::None && host::is_above_registrations(origin.base()) {
            hazards = hazards.with(Hazard::PublicSuffix);
        }
        hazards
    }

    /// The set with one more.
    #[must_use]
    pub const fn with(self, hazard: Hazard) -> Self {
        Self(self.0 | 1 << hazard as u8)
    }

    /// What is in either set.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in this set and not in the other.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// What is in both sets.
    #[must_use]
    pub const fn among(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether the set is empty.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the hazard is in the set.
    #[must_use]
    pub const fn contains(self, hazard: Hazard) -> bool {
        self.0 & (1 << hazard as u8) != 0
    }

    /// Those that the opt-outs let pass.
    #[must_use]
    pub const fn let_pass(opt_outs: &[OptOut]) -> Self {
        let mut passed = Self::NONE;
        let mut index = 0;
        while index < opt_outs.len() {
            passed = match opt_outs[index] {
                OptOut::InsecureOrigins => passed.with(Hazard::InsecureOrigin),
                OptOut::PublicSuffixes => passed.with(Hazard::PublicSuffix),
                // Never together with credentials.
                OptOut::NullOrigin => passed,
            };
            index += 1;
        }
        passed
    }

    /// The first hazard of the set.
    #[must_use]
    pub const fn first(self) -> Option<Hazard> {
        let mut index = 0;
        while index < Hazard::ALL.len() {
            if self.contains(Hazard::ALL[index]) {
                return Some(Hazard::ALL[index]);
            }
            index += 1;
        }
        None
    }

    /// Every hazard of the set.
    pub fn iter(self) -> impl Iterator<Item = Hazard> {
        Hazard::ALL
            .into_iter()
            .filter(move |hazard| self.contains(*hazard))
    }
}
