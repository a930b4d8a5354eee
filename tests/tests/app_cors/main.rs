//! `AppCors` in front of everything, over real sockets.

#![allow(clippy::unwrap_used, clippy::unused_async)]

use cors_tests::support;

mod bearer;
mod enforced_prefix;
mod gates;
mod late_headers;
mod late_responses;
mod log;
mod other_methods;
mod path_forms;
mod peers;
mod policies;
mod prefix;
mod prefix_forms;
mod prefix_in_layer;
mod prefix_of_request;
mod which_handler;
mod which_handler_guarded;
mod which_handler_unknown;
