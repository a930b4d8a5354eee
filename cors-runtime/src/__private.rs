//! What code written by `#[cors]` names. No part of the public interface: it may change with any release.

pub use core::{concat, module_path, option::Option};

pub use actix_web::dev::{AppService, HttpServiceFactory};
pub use cors_policy::{
    Hatch, Hazard, Hazards, HostWildcard, OriginPattern, OriginPatterns, TextTable,
};
pub use inventory;

pub use crate::{
    actix::{
        RunTimeOrigins, guard, handler, register, register_handler, register_without_policy, wrap,
    },
    all_policies::Named,
    policy::{Callers, Methods, NOBODY, Parts, Policy, Route},
    protocol::Origins,
    routes::Listed,
};
