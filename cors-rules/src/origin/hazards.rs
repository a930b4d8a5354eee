//! What about one origin credentials make dangerous.

use super::{host, parse::Origin, public_suffix};
use crate::{hazard::Hazards, matching::HostWildcard};

impl Hazards {
    /// The hazards of an origin or a pattern for origins; `None` if the text is neither.
    #[must_use]
    pub fn of_origin_text(text: &str) -> Option<Self> {
        Origin::parse(text).ok().map(|origin| Self::of(&origin))
    }

    /// The hazards of the origin of a request; `None` if it is malformed. It has no wildcard, so the public
    /// suffix list is not searched, and a program that only asks for this does not contain it.
    #[must_use]
    pub fn of_exact_origin(text: &str) -> Option<Self> {
        let origin = Origin::parse(text).ok()?;
        (!origin.is_pattern()).then(|| Self::of_scheme(&origin))
    }

    /// The hazards of a valid origin.
    pub(crate) fn of(origin: &Origin<'_>) -> Self {
        let is_too_wide = origin.wildcard != HostWildcard::None
            && public_suffix::is_above_registrations(origin.base());
        let mut hazards = Self::of_scheme(origin);
        hazards.set(Self::PUBLIC_SUFFIX, is_too_wide);
        hazards
    }

    fn of_scheme(origin: &Origin<'_>) -> Self {
        let is_insecure = origin.scheme == "http" && !host::is_loopback(origin.host);
        let mut hazards = Self::empty();
        hazards.set(Self::INSECURE_ORIGIN, is_insecure);
        hazards
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_origin_of_a_request_has_no_wildcard() {
        for pattern in [
            "https://*.example.com",
            "http://localhost:*",
            "*",
            "null",
            "https://A",
        ] {
            assert_eq!(Hazards::of_exact_origin(pattern), None, "{pattern}");
        }
        for origin in [
            "https://a.example",
            "http://a.example",
            "http://localhost:3000",
            "app://.",
        ] {
            let hazards = Hazards::of_exact_origin(origin);
            assert_eq!(hazards, Hazards::of_origin_text(origin), "{origin}");
            assert!(hazards.is_some(), "{origin}");
        }
    }
}
