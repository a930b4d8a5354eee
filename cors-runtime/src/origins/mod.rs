//! Which origins may call: sets that the macros write, sets that are made at run time, and sources that
//! are asked. Not here: what a policy says about an origin that may call (`policy`), and how a request is
//! answered (`protocol`, `actix`).
//!
//! What is known at run time is `#[inline]`: it is compiled with the program that names it, and most programs do not.

mod static_set;

mod answer_cache;
mod cached_source;
mod catch_panic;
mod provider;
mod questions;
mod request_answers;
mod source;
mod source_error;

mod layered_map;
mod runtime_patterns;
mod runtime_set;

mod setting;
mod users;

mod draft;
mod freshness;
mod keyed;
mod published;
mod shared;

mod environment;
mod error;
mod origin;
mod problem;
mod public_origin;
mod resolved;

pub use draft::{KeyedOriginsDraft, OriginsDraft};
pub use environment::check_environment;
#[cfg(fuzzing)]
pub use environment::variable_allows;
pub use error::OriginsError;
pub use keyed::KeyedOrigins;
pub use origin::Origin;
pub use problem::OriginsProblem;
pub use provider::{AskedOrigins, DynamicOrigins, DynamicOriginsProvider, OriginsInMemory};
pub use public_origin::PublicOrigin;
pub use setting::{EnvReader, EnvVariable, OriginsSetting};
pub use shared::SharedOrigins;
pub use source::OriginSource;
pub use source_error::SourceError;
pub use static_set::StaticOrigins;

pub(crate) use resolved::ResolvedOrigins;
pub(crate) use setting::{OriginsUse, Unusable};
pub(crate) use users::{OriginsUser, OriginsUsers};
