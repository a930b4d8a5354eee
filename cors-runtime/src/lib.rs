//! Per-route CORS for actix-web, checked by the compiler.
#[doc(hidden)]
pub mod __private;
mod actix;
mod protocol;
mod routes;
pub use actix::is_preflight;
pub use cors_macros::{cors, route_table};
pub use cors_policy::{OriginFacts, PolicyFacts};
pub use protocol::Policy;
pub use routes::{AnnotatedRoute, Routes, routes};
