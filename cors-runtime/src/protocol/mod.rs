//! The CORS protocol as servers speak it (<https://fetch.spec.whatwg.org/#http-cors-protocol>):
//! decisions over borrowed bytes, without any framework and without I/O.

mod request;
mod same_origin;
mod vary;

pub(crate) use request::only;
pub(crate) use same_origin::{FetchMetadata, Server, Target, is_cross_origin};
pub(crate) use vary::names_origin;
