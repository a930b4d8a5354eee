//! A policy's origins as a worker holds them, wherever the list comes from.

use std::sync::Arc;

use actix_web::dev::RequestHead;
use cors_rules::OriginFacts;

use super::{
    cached_source::CachedSource,
    error::OriginsError,
    provider::{DynamicOrigins, OriginsInMemory},
    runtime_set::RuntimeOrigins,
    setting::{OriginsSetting, OriginsUse},
    static_set::StaticOrigins,
};

/// A policy's origins, ready for requests.
#[derive(Debug)]
pub(crate) enum ResolvedOrigins {
    /// The wildcard `*`.
    Any,
    Static(&'static StaticOrigins),
    Runtime(Arc<RuntimeOrigins>),
    InMemory(&'static dyn OriginsInMemory),
    Source(Arc<CachedSource>),
}

impl ResolvedOrigins {
    /// Reads the environment if the policy needs it.
    pub(crate) fn new(origins: OriginsUse) -> Result<Self, OriginsError> {
        Ok(match origins.setting {
            OriginsSetting::Listed(StaticOrigins::Any) => Self::Any,
            OriginsSetting::Listed(origins) => Self::Static(origins),
            OriginsSetting::Env { reader, .. } => match reader.read(origins)? {
                set if set.is_any() => Self::Any,
                set => Self::Runtime(set),
            },
            OriginsSetting::Dynamic { origins, .. } => match origins.resolve() {
                DynamicOrigins::InMemory(set) => Self::InMemory(set),
                DynamicOrigins::Source(source) => Self::Source(source),
            },
        })
    }

    /// The entries, or some of many, for messages. Those that the program lists are among the facts.
    pub(crate) fn some_texts(&self, facts: OriginFacts, head: &RequestHead) -> Vec<String> {
        match (self, facts) {
            (Self::Runtime(set), _) => set.some_texts(),
            (Self::InMemory(set), _) => set.some_texts(head),
            (Self::Static(_), OriginFacts::Listed(listed)) => listed,
            (Self::Any | Self::Static(_) | Self::Source(_), _) => Vec::new(),
        }
    }

    /// Whether more of the request than its origin decides.
    pub(crate) fn read_request(&self) -> bool {
        match self {
            Self::Any | Self::Static(_) | Self::Runtime(_) => false,
            Self::InMemory(set) => set.reads_request(),
            Self::Source(_) => true,
        }
    }
}
