//! What code written by `#[cors]` names. No part of the public interface: it may change with any release.

pub use core::{concat, module_path, option::Option};

pub use actix_web::dev::{AppService, HttpServiceFactory};
pub use cors_policy::{HostWildcard, OriginPattern};
pub use inventory;

pub use crate::{
    actix::{guard, handler, register, wrap},
    protocol::{Origins, Parts, Policy, Route},
    routes::Listed,
};
