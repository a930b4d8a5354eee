//! Every use of origins in the program that may be known only at run time. Policies are above this folder, so
//! they announce themselves here.

use std::ptr;

use cors_rules::Hazards;

use super::setting::{OriginsSetting, OriginsUse};

/// A handler or a named policy that uses origins.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OriginsUser {
    /// The path of the handler, or of the policy.
    pub(crate) path: &'static str,
    pub(crate) origins: OriginsUse,
}

/// Lists users.
pub(crate) struct OriginsUsers(pub(crate) fn() -> Vec<OriginsUser>);

inventory::collect!(OriginsUsers);

/// The users of the whole program.
#[inline]
pub(super) fn all_users() -> impl Iterator<Item = OriginsUser> {
    inventory::iter::<OriginsUsers>
        .into_iter()
        .flat_map(|users| (users.0)())
}

/// What some policy of the program refuses in this set of origins.
#[inline]
pub(super) fn refused_hazards<T>(set: &T) -> Hazards {
    uses_of(set).fold(Hazards::empty(), |all, (origins, _)| {
        all.union(origins.refused_hazards())
    })
}

/// What the program calls this set of origins.
#[inline]
pub(super) fn name<T>(set: &T) -> &'static str {
    uses_of(set).next().map_or("", |(_, name)| name)
}

/// The uses of the set, and what they call it.
#[inline]
fn uses_of<T>(set: &T) -> impl Iterator<Item = (OriginsUse, &'static str)> {
    all_users().filter_map(move |user| match user.origins.setting {
        OriginsSetting::Dynamic { origins, name } => {
            ptr::addr_eq(origins, set).then_some((user.origins, name))
        }
        OriginsSetting::Listed(_) | OriginsSetting::Env { .. } => None,
    })
}
