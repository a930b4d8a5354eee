//! Validated policies and handlers to code. Nothing here reports an error.

mod combinations;
mod docs;
pub(crate) mod handler;
mod origins;
pub(crate) mod policy;
mod policy_expr;
mod private;
pub(crate) mod summary;
pub(crate) mod warning;

pub(crate) use self::combinations::{attribute_of_each, policy_of_each};
