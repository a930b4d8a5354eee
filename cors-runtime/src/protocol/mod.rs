//! The CORS protocol as servers speak it (<https://fetch.spec.whatwg.org/#http-cors-protocol>):
//! decisions over borrowed bytes, without any framework and without I/O.

mod origins;
mod policy;
mod request;
mod vary;

pub use origins::Origins;
pub(crate) use policy::Access;
pub use policy::{Parts, Policy, Route};
pub(crate) use request::only;
pub(crate) use vary::names_origin;
