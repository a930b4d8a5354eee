//! The protocol inside actix-web: the only folder that names the framework.

mod guard;
mod handler;
mod register;
mod response;
mod service;

pub use guard::is_preflight;
pub use handler::handler;
pub use register::{guard, register, wrap};
