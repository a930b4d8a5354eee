//! What expansions write for rust-analyzer, and the compiler skips: calls of `cors_runtime::__editor!`, which
//! expands to something under `cfg(rust_analyzer)` alone. The condition is evaluated in `cors-runtime`, because one
//! in the code of users warns (`unexpected_cfgs`).
//! Not here: the items that the words name, which are in `cors-runtime`.

#[cfg(test)]
mod documentation;
pub(crate) mod messages;
mod table_of_arguments;
mod words;

pub(crate) use self::{table_of_arguments::with_table_of_arguments, words::words};
