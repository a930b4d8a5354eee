//! What a policy says: as data, and in words for documentation and reports. The functions are `#[inline]`: a program that
//! asks for no report compiles none of them.

mod code;
mod example;
mod facts;
mod sentence;
mod table;

pub use code::{code, code_span};
pub use facts::{OriginFacts, PolicyFacts, VariableFacts, route_line};
pub use table::Row;
