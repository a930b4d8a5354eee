//! A policy's origins as a worker holds them, wherever the list comes from.

use std::sync::Arc;

use actix_web::dev::RequestHead;

use super::{
    provider::{AskedOrigins, DynamicOrigins, OriginsInMemory},
    setting::{OriginsSetting, OriginsUse, Unusable},
    static_set::StaticOrigins,
};

/// A policy's origins, ready for requests.
#[derive(Debug)]
pub(crate) enum ResolvedOrigins {
    /// The wildcard `*`.
    Any,
    Static(&'static StaticOrigins),
    /// Those of environment variables.
    Environment(Arc<dyn OriginsInMemory>),
    InMemory(&'static dyn OriginsInMemory),
    Source(Arc<dyn AskedOrigins>),
}

impl ResolvedOrigins {
    /// Reads the environment if the policy needs it.
    pub(crate) fn new(origins: OriginsUse) -> Result<Self, Unusable> {
        Ok(match origins.setting {
            OriginsSetting::Listed(StaticOrigins::Any) => Self::Any,
            OriginsSetting::Listed(origins) => Self::Static(origins),
            OriginsSetting::Env { reader, .. } => match reader.read(origins)? {
                None => Self::Any,
                Some(set) => Self::Environment(set),
            },
            OriginsSetting::Dynamic { origins, .. } => match origins.resolve() {
                DynamicOrigins::InMemory(set) => Self::InMemory(set),
                DynamicOrigins::Source(source) => Self::Source(source),
            },
        })
    }

    /// The entries, or some of many, for messages.
    pub(crate) fn some_texts(&self, head: &RequestHead) -> Vec<String> {
        match self {
            Self::Static(set) => set.texts(),
            Self::Environment(set) => set.some_texts(head),
            Self::InMemory(set) => set.some_texts(head),
            Self::Any | Self::Source(_) => Vec::new(),
        }
    }

    /// Whether more of the request than its origin decides.
    pub(crate) fn read_request(&self) -> bool {
        match self {
            Self::Any | Self::Static(_) | Self::Environment(_) => false,
            Self::InMemory(set) => set.reads_request(),
            Self::Source(_) => true,
        }
    }
}
