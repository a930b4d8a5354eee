//! Policies that are shared, inherited, or known only at run time, over real sockets.

// Handlers and sources have to be `async`, whether they wait for something or not.
#![allow(clippy::unwrap_used, clippy::unused_async)]

use cors_tests::support;

mod answers;
mod conditions;
mod disabled;
mod enforcing_layer;
mod environment;
mod everywhere;
mod failing_source;
mod innermost_policy;
mod keyed_origins;
mod layer;
mod layer_and_handlers;
mod layer_and_middleware;
mod layer_and_paths;
mod log_capture;
mod modules;
mod named_policies;
mod origin_source;
mod replaced_responses;
mod shared_origins;
