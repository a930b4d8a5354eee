//! One origin of a policy, and the list of them: how they are read, what is wrong or doubtful about them, and
//! what was probably meant.

mod fault;
mod ip;
mod public_suffix;
mod punycode;

mod host;
mod parse;

mod hazards;
pub(crate) mod list;
pub(crate) mod suggest;
pub(crate) mod warnings;

pub(crate) use parse::{OPAQUE_SCHEMES, Origin, is_regular_expression, is_unseen};
pub use warnings::is_loopback;
