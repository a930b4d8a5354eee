//! Pages to read: what CORS is, how to come here, and what is left to others.

#[doc = include_str!("../docs/five_minutes.md")]
pub mod five_minutes {}

#[doc = include_str!("../docs/from_actix_cors.md")]
pub mod from_actix_cors {}

#[doc = include_str!("../docs/limits.md")]
pub mod limits {}

#[doc = include_str!("../docs/console.md")]
pub mod console {}
