//! Validated policies and handlers to code. Nothing here reports an error.

mod combinations;
pub(crate) mod documentation;
pub(crate) mod handler;
mod origins;
pub(crate) mod policy;
mod policy_expr;
mod private;
mod search_aliases;
pub(crate) mod summary;
pub(crate) mod warning;

pub(crate) use self::combinations::{attribute_of_each, policy_of_each};
