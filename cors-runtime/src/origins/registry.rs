//! Every policy of the program whose origins may be known only at run time: those of annotated handlers,
//! and named ones.

use crate::policy::{Policy, Route};

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
