//! What a CORS policy is, and what makes one wrong.
//!
//! [`Config`] is a policy as it is written, [`Policy`] a valid one, [`Violation`] what is wrong and where.
//! The `#[cors]` macro validates literals with this crate at compile time; `cors-runtime` validates what it
//! reads at run time with the same code, so no rule exists twice.
//!
//! ```
//! use cors_rules::{Config, Rule};
//!
//! let config = Config {
//!     origins: Some(vec!["https://app.example.com/".into()]),
//!     ..Config::default()
//! };
//! let violations = config.validate().unwrap_err();
//! assert_eq!(violations[0].rule(), Rule::OriginWithPath);
//! assert_eq!(violations[0].help(), "write `https://app.example.com`");
//! ```
//!
//! The crate knows no spans, files, clocks or requests, except the value of an `Origin` header, which it
//! compares with a policy's patterns. It is `no_std`, so that the compiler keeps I/O out.

#![forbid(unsafe_code)]
#![no_std]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod rule;
mod violation;

mod config;
mod hazard;

mod matching;

mod token;

mod header_name;
mod max_age;
mod method;
mod origin;

mod policy;
mod validate;

mod messages;
mod summary;

pub use rule::{AttributeRule, Rule, Severity, Topic, rule_names};
pub use violation::{Setting, Site, Violation};

pub use config::{Config, EnvVariable, OptOut};
pub use hazard::{Hazard, Hazards};

pub use matching::{HostWildcard, OriginPattern};
#[doc(hidden)] // For constants that the macros write, and for sets that are made at run time.
pub use matching::{
    PatternSet, PerfectHashSet, group_by_suffix, possible_suffixes, suffix, suffix_lengths,
};

pub use method::is_forbidden;
pub use origin::is_loopback;
pub use policy::{AllowedOrigins, Policy};
pub use validate::Validated;

#[doc(hidden)] // For the help of the macros.
pub use max_age::seconds_in;
#[doc(hidden)] // For the help of the macros.
pub use messages::variable_in;
#[doc(hidden)] // For code that the macros write.
pub use messages::{closed_route_message, merged_policy_message};
pub use summary::{OriginFacts, PolicyFacts, Row, VariableFacts, code, code_span, route_line};
