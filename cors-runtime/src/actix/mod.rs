//! The protocol inside actix-web: all code that works with the framework.

mod action;
mod app_cors;
mod asked_methods;
mod fetch_metadata;
mod guard;
mod handler;
mod handling;
mod layer;
mod middleware;
mod register;
mod resolved_policy;
mod response;

pub use app_cors::AppCors;
pub use guard::is_preflight;
pub use handler::handler;
pub use layer::Layer;
pub use register::{guard, register, register_handler, register_without_policy, wrap};
