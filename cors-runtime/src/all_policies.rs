//! Every policy of the program that takes origins from somewhere, wherever it stands: on a route, or under a
//! name.

use crate::policy::{Policy, Route};

// Named ones whose origins are, or may be, known only when the program runs.
inventory::collect!(&'static Policy);

/// The policies of all annotated routes, and the named ones.
pub(crate) fn all_policies() -> impl Iterator<Item = &'static Policy> {
    let of_routes = inventory::iter::<&'static Route>.into_iter();
    let named = inventory::iter::<&'static Policy>.into_iter();
    of_routes.map(|route| &route.policy).chain(named.copied())
}
