//! Every policy of the program: those of annotated handlers, and named ones.

use crate::{
    origins::{OriginsUser, OriginsUsers},
    policy::{Policy, Route},
};

/// A policy that `policy!` names.
#[derive(Debug)]
pub struct NamedPolicy {
    /// The path of its `static`, for reports.
    pub path: &'static str,
    /// The policy.
    pub policy: &'static Policy,
}

inventory::collect!(NamedPolicy);
inventory::submit! { OriginsUsers(users) }

fn users() -> Vec<OriginsUser> {
    let of_routes = inventory::iter::<&'static Route>
        .into_iter()
        .map(|route| OriginsUser {
            path: route.handler,
            origins: route.policy.origins(),
        });
    let named = inventory::iter::<NamedPolicy>
        .into_iter()
        .map(|named| OriginsUser {
            path: named.path,
            origins: named.policy.origins(),
        });
    of_routes.chain(named).collect()
}
