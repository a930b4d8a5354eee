//! The arguments of `#[cors(..)]`: tokens to values with their spans. Nothing here knows which values make a
//! good policy; `lower.rs` asks `cors-rules`.

mod argument;
mod argument_error;
mod arithmetic;
pub(crate) mod conditions;
mod cors_args;
mod did_you_mean;
mod entries;
mod hints;
mod inherit;
mod limits;
mod origins;
mod parse;
mod punctuation;
mod syntax;
#[cfg(test)]
mod tests;
mod tokens;
mod values;

pub(crate) use self::{
    argument::{Argument, hidden},
    argument_error::ArgumentError,
    cors_args::{ArgumentSite, CorsArgs, value_of},
    origins::{EnvVariable, OriginsArgument},
    tokens::{bare, path_text, split, token_text, without_groups},
    values::ListItem,
};
