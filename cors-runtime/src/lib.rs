//! Per-route CORS for actix-web, checked by the compiler.
#[doc(hidden)]
pub mod __private;
mod actix;
mod protocol;
pub use actix::is_preflight;
pub use cors_macros::cors;
pub use protocol::Policy;
