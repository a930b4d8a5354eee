//! The server side of the CORS protocol (<https://fetch.spec.whatwg.org/#http-cors-protocol>), without a
//! framework and without I/O. A request passes these files in this order: it is classified, its origin is
//! checked, an action is chosen, headers are written.
//!
//! One call is about one policy. A route that tries several would check them in order, and act on the first
//! that allows the origin.

mod request;

mod cors_check;
mod same_origin;

mod action;
mod headers;

#[cfg(test)]
mod test_request;

pub(crate) use action::Action;
pub(crate) use cors_check::{AllowOrigin, LONGEST_ORIGIN, cors_check, origin_to_check};
pub(crate) use headers::{Header, Headers, PolicyHeaders, add_vary, varies_by_origin};
pub(crate) use request::{
    Coverage, Request, RequestKind, preflight_method, requested_method, single,
};
pub(crate) use same_origin::{FetchMetadata, Server, Target, is_cross_origin};
