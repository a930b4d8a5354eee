//! The protocol inside actix-web: all code that works with the framework.

mod http_view;

mod resolved_policy;

mod cors_headers;
mod handler_error;
mod request_check;
mod status;

mod handler_service;
mod in_flight;
mod middleware;

mod asked_methods;
mod built_layers;
mod fetch_metadata;
mod guard;
mod inner_policy;
mod layer;
mod nearest_origin;
mod refusal;
mod refusal_reason;
mod register;

mod app_cors;

pub mod inspection;

#[cfg(test)]
mod test_route;

pub use app_cors::{AppCors, AppCorsMiddleware};
pub use guard::is_preflight;
pub use handler_service::{HandlerService, handler};
pub use layer::{Layer, LayerMiddleware};
pub use register::{guard, register, register_handler, register_without_policy, wrap};
