//! Per-route CORS for actix-web, checked by the compiler.
//!
//! Why a policy does not compile, rule by rule: [`rules`].
#[doc(hidden)]
pub mod __private;
mod actix;
mod policy;
mod protocol;
mod routes;
pub mod rules;
mod shared_origins;
mod startup;
pub use actix::{Layer, OriginSource, SourceError, is_preflight};
pub use cors_macros::{cors, policy, route_table};
pub use cors_policy::{OriginFacts, PolicyFacts};
pub use policy::Policy;
pub use routes::{AnnotatedRoute, Routes, routes};
pub use shared_origins::SharedOrigins;
pub use startup::{OriginsError, check_environment};
