//! Every policy of the program whose origins may be known only at run time: those of annotated handlers,
//! and named ones.

use std::ptr;

use cors_rules::Hazards;

use crate::policy::{OriginsSetting, Policy, Route};

/// A policy that `policy!` names.
#[derive(Debug)]
pub struct NamedPolicy {
    /// The path of its `static`, for reports.
    pub path: &'static str,
    /// The policy.
    pub policy: &'static Policy,
}

inventory::collect!(NamedPolicy);

/// A policy, and who uses it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PolicyUse {
    pub(crate) policy: &'static Policy,
    /// The path of the handler, or of the `static`.
    pub(crate) user: &'static str,
}

/// The policies of all annotated handlers, and the named ones.
pub(crate) fn all_policies() -> impl Iterator<Item = PolicyUse> {
    let of_routes = inventory::iter::<&'static Route>
        .into_iter()
        .map(|route| PolicyUse {
            policy: &route.policy,
            user: route.handler,
        });
    let named = inventory::iter::<NamedPolicy>
        .into_iter()
        .map(|named| PolicyUse {
            policy: named.policy,
            user: named.path,
        });
    of_routes.chain(named)
}

/// What some policy of the program refuses in this set of origins.
pub(super) fn refused_hazards<T>(set: &T) -> Hazards {
    policies_of(set).fold(Hazards::empty(), |all, (policy, _)| {
        all.union(policy.refused_hazards())
    })
}

/// What the program calls this set of origins.
pub(super) fn name<T>(set: &T) -> &'static str {
    policies_of(set).next().map_or("", |(_, name)| name)
}

/// The policies that use the set, and what they call it.
fn policies_of<T>(set: &T) -> impl Iterator<Item = (&'static Policy, &'static str)> {
    all_policies().filter_map(move |used| match used.policy.parts().origins {
        OriginsSetting::Dynamic { origins, name } => {
            ptr::addr_eq(origins, set).then_some((used.policy, name))
        }
        OriginsSetting::Listed(_) | OriginsSetting::Env { .. } => None,
    })
}
