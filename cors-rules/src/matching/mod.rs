//! What happens at request time: whether the value of an `Origin` header is one that a policy names.
//! It has no rules and no messages; the rest of the crate uses it to validate, never the other way round.

mod pattern;
mod pattern_set;
mod perfect_hash;
mod syntax;

pub use pattern::{HostWildcard, OriginPattern};
pub use pattern_set::{PatternSet, group_by_suffix, possible_suffixes, suffix, suffix_lengths};
pub use perfect_hash::PerfectHashSet;
pub(crate) use syntax::{
    LONGEST_HOST, LONGEST_LABEL, default_port, is_label_byte, parse_port_number,
};
