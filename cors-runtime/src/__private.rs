//! What code written by `#[cors]` names. No part of the public interface: it may change with any release.

pub use core::{concat, module_path, option::Option};

pub use actix_web::dev::{AppService, HttpServiceFactory};
pub use cors_rules::{Hazards, HostWildcard, OptOut, OriginPattern, PatternSet, PerfectHashSet};
pub use inventory;

pub use crate::{
    actix::{
        HandlerService, guard, handler, register, register_handler, register_without_policy, wrap,
    },
    origins::{
        AskedOrigins, DynamicOrigins, DynamicOriginsProvider, EnvReader, EnvVariable,
        OriginsInMemory, OriginsSetting, StaticOrigins,
    },
    policy::{Methods, NO_ORIGIN, NO_ROUTE, Parts, Policy, Route},
    registry::NamedPolicy,
};

#[cfg(fuzzing)]
pub use crate::origins::variable_allows;

/// The methods of handlers that serve one: a constant of ours is evaluated once, a list in a handler for each.
pub mod only {
    /// One constant for each of actix-web's method macros that browsers can ask for.
    macro_rules! methods {
        ($($method:ident)*) => {
            $(pub const $method: &[&str] = &[stringify!($method)];)*
        };
    }

    methods!(DELETE GET HEAD OPTIONS PATCH POST PUT QUERY);
}
