//! What cannot be combined with credentials. Validation asks here for a policy that it sees whole, constant
//! evaluation for one that is merged from parts.
//! Source: <https://fetch.spec.whatwg.org/#cors-protocol-and-credentials>.

use bitflags::bitflags;

use crate::{config::OptOut, rule::Rule};

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

bitflags! {
    /// A set of [`Hazard`]s.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct Hazards: u8 {
        /// [`Hazard::AnyOrigin`]
        const ANY_ORIGIN = 1 << Hazard::AnyOrigin as u8;
        /// [`Hazard::NullOrigin`]
        const NULL_ORIGIN = 1 << Hazard::NullOrigin as u8;
        /// [`Hazard::InsecureOrigin`]
        const INSECURE_ORIGIN = 1 << Hazard::InsecureOrigin as u8;
        /// [`Hazard::PublicSuffix`]
        const PUBLIC_SUFFIX = 1 << Hazard::PublicSuffix as u8;
        /// [`Hazard::AnyMethod`]
        const ANY_METHOD = 1 << Hazard::AnyMethod as u8;
        /// [`Hazard::AnyRequestHeader`]
        const ANY_REQUEST_HEADER = 1 << Hazard::AnyRequestHeader as u8;
        /// [`Hazard::AnyResponseHeader`]
        const ANY_RESPONSE_HEADER = 1 << Hazard::AnyResponseHeader as u8;

        /// Those that a list of origins can have.
        const OF_ORIGINS = Self::ANY_ORIGIN.bits()
            | Self::NULL_ORIGIN.bits()
            | Self::INSECURE_ORIGIN.bits()
            | Self::PUBLIC_SUFFIX.bits();
    }
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

    /// The opt-out that permits it. None permits `null` together with credentials.
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

    const fn flag(self) -> Hazards {
        Hazards::from_bits_truncate(1 << self as u8)
    }
}

impl Hazards {
    /// The hazards that the opt-outs permit.
    #[must_use]
    pub const fn permitted_by(opt_outs: &[OptOut]) -> Self {
        let mut permitted = Self::empty();
        let mut index = 0;
        while index < opt_outs.len() {
            permitted = permitted.union(Self::permitted_by_one(opt_outs[index]));
            index += 1;
        }
        permitted
    }

    /// The first hazard of the set.
    #[must_use]
    pub const fn first(self) -> Option<Hazard> {
        let mut index = 0;
        while index < Hazard::ALL.len() {
            if self.contains(Hazard::ALL[index].flag()) {
                return Some(Hazard::ALL[index]);
            }
            index += 1;
        }
        None
    }

    /// Every hazard of the set.
    pub fn hazards(self) -> impl Iterator<Item = Hazard> {
        Hazard::ALL
            .into_iter()
            .filter(move |hazard| self.contains(hazard.flag()))
    }

    /// The hazards that [`Hazard::opt_out`] names this opt-out for.
    const fn permitted_by_one(permitting: OptOut) -> Self {
        let mut permitted = Self::empty();
        let mut index = 0;
        while index < Hazard::ALL.len() {
            let hazard = Hazard::ALL[index];
            if let Some(opt_out) = hazard.opt_out()
                && opt_out as u8 == permitting as u8
            {
                permitted = permitted.union(hazard.flag());
            }
            index += 1;
        }
        permitted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_opt_out_permits_its_own_hazard_only() {
        assert_eq!(
            Hazards::permitted_by(&[OptOut::InsecureOrigins]),
            Hazards::INSECURE_ORIGIN
        );
        assert_eq!(
            Hazards::permitted_by(&OptOut::ALL),
            Hazards::INSECURE_ORIGIN.union(Hazards::PUBLIC_SUFFIX)
        );
        assert!(Hazards::permitted_by(&[OptOut::NullOrigin]).is_empty());
    }

    #[test]
    fn every_hazard_has_a_flag_of_its_own() {
        assert_eq!(Hazards::all().hazards().count(), Hazard::ALL.len());
        assert_eq!(Hazards::all().bits().count_ones(), 7);
        assert_eq!(Hazards::PUBLIC_SUFFIX.first(), Some(Hazard::PublicSuffix));
        assert_eq!(Hazards::empty().first(), None);
    }
}
