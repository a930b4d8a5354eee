//! What a CORS policy is, and what makes one wrong.
//!
//! [`Config`] is what people write, [`Policy`] what was accepted, [`Violation`] what is wrong and
//! where. The `#[cors]` macro validates literals with this crate at compile time; `cors-runtime` validates
//! what it reads at start-up with the same code, so no rule exists twice.
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
//! assert_eq!(violations[0].help().as_deref(), Some("write `https://app.example.com`"));
//! ```
//!
//! This crate never sees a span, a file, a clock, or a request: it is `no_std`, so the compiler
//! itself keeps I/O out.

#![no_std]

extern crate alloc;

mod config;
mod policy;

mod rule;
mod violation;
mod words;

mod hazard;
mod validate;

mod description;
mod facts;

mod header_name;
mod host;
mod max_age;
mod method;
mod origin;
mod origin_cautions;
mod origin_list;
mod origin_pattern;
mod origin_patterns;
mod suggest;
mod text_table;
mod variable_help;

pub use config::{Config, OptOut};
pub use policy::{AllowedOrigins, Policy};

pub use rule::{Rule, Severity, Topic};
#[doc(hidden)] // For code that the macros write.
pub use words::{closed_route_message, merged_policy_message};

pub use violation::{Setting, Site, Violation};

pub use hazard::{Hazard, Hazards};
pub use method::is_forbidden;
pub use validate::Validated;

pub use description::{Row, code};
pub use facts::{OriginFacts, PolicyFacts, route_line};
pub use origin_pattern::{HostWildcard, OriginPattern};
#[doc(hidden)] // For constants that the macros write.
pub use origin_patterns::{OriginPatterns, by_end, end_lengths, end_of, possible_ends};
#[doc(hidden)]
pub use text_table::{TextTable, arrange};
