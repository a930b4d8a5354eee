//! Origins that are known at run time only: a set that each case replaces, a source, and an environment variable.

use std::borrow::Cow;

use actix_web::dev::ServiceRequest;
use cors_runtime::{OriginSource, SharedOrigins, SourceError};

use crate::meaning::Meaning;

pub(crate) const VARIABLE: &str = "ORACLE_ORIGINS";
pub(crate) const VALUE: &str = "https://a.example, https://*.b.example";

/// The origins that the bits of a number choose from.
const SHARABLE: [&str; 8] = [
    "https://a.example",
    "https://b.example",
    "https://*.b.example",
    "http://localhost:*",
    "https://c.example",
    "capacitor://localhost",
    "https://b.example:8443",
    "https://evil-b.example",
];

pub(crate) static SHARED: SharedOrigins = SharedOrigins::new();

/// Shares the origins that the bits choose.
pub(crate) fn share(bits: u8) {
    SHARED.replace(shared(bits)).unwrap();
}

fn shared(bits: u8) -> impl Iterator<Item = &'static str> {
    let chosen = (0..SHARABLE.len()).filter(move |place| bits >> place & 1 == 1);
    chosen.map(|place| SHARABLE[place])
}

/// The meaning, where it has no origins of its own: those that are shared.
pub(crate) fn with_shared(meaning: &Meaning, bits: u8) -> Meaning {
    let mut meaning = meaning.clone();
    if meaning.origins.is_empty() {
        meaning.origins = Cow::Owned(shared(bits).collect());
    }
    meaning
}

/// Allows `https://c.example`.
pub(crate) struct AllowsC;

impl OriginSource for AllowsC {
    async fn allows(&self, origin: &str, _: &ServiceRequest) -> Result<bool, SourceError> {
        Ok(origin == "https://c.example")
    }
}

pub(crate) static SOURCE: AllowsC = AllowsC;
