//! Guides: getting started, what CORS is, migrating from actix-cors, and what this crate does not do.

#[doc = include_str!("../docs/getting_started.md")]
pub mod getting_started {}

#[doc = include_str!("../docs/five_minutes.md")]
#[doc(alias = "cookie")]
#[doc(alias = "preflight")]
#[doc(alias = "third-party cookies")]
#[doc(alias = "SameSite")]
#[doc(alias = "Vary")]
#[doc(alias = "401")]
pub mod five_minutes {}

#[doc = include_str!("../docs/development_and_production.md")]
#[doc(alias = "localhost")]
pub mod development_and_production {}

#[doc = include_str!("../docs/run_time_origins.md")]
pub mod run_time_origins {}

#[doc = include_str!("../docs/fleet.md")]
#[doc(alias = "PostgreSQL")]
#[doc(alias = "tenants")]
pub mod fleet {}

#[doc = include_str!("../docs/fleet_with_redis.md")]
#[doc(alias = "Redis")]
pub mod fleet_with_redis {}

#[doc = include_str!("../docs/with_other_crates.md")]
pub mod with_other_crates {}

#[doc = include_str!("../docs/testing.md")]
pub mod testing {}

#[doc = include_str!("../docs/from_actix_cors.md")]
pub mod from_actix_cors {}

#[doc = include_str!("../docs/console.md")]
pub mod console {}

#[doc = include_str!("../docs/limits.md")]
#[doc(alias = "CSRF")]
#[doc(alias = "threat model")]
pub mod limits {}
