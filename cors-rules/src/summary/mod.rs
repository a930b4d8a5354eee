//! What a policy says: as data, and in words for documentation and reports.

mod example;
mod facts;
mod sentence;
mod table;

pub use facts::{OriginFacts, PolicyFacts, VariableFacts, route_line};
pub use table::{Row, code, code_span};
