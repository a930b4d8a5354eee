//! What about one origin credentials make dangerous.

use super::{host, parse::Origin, public_suffix};
use crate::{hazard::Hazards, matching::HostWildcard};

impl Hazards {
    /// The hazards of an origin or a pattern for origins; `None` if the text is neither.
    #[must_use]
    pub fn of_origin_text(text: &str) -> Option<Self> {
        Origin::parse(text).ok().map(|origin| Self::of(&origin))
    }

    /// The hazards of a valid origin.
    pub(crate) fn of(origin: &Origin<'_>) -> Self {
        let is_insecure = origin.scheme == "http" && !host::is_loopback(origin.host);
        let is_too_wide = origin.wildcard != HostWildcard::None
            && public_suffix::is_above_registrations(origin.base());
        let mut hazards = Self::empty();
        hazards.set(Self::INSECURE_ORIGIN, is_insecure);
        hazards.set(Self::PUBLIC_SUFFIX, is_too_wide);
        hazards
    }
}
