//! Every policy of the program that takes origins from somewhere, wherever it stands: on a route, or under a
//! name.

use crate::{policy::Policy, routes::Listed};

/// A named policy whose origins are, or may be, known only when the program runs.
#[derive(Debug)]
pub struct Named(pub &'static Policy);

inventory::collect!(Named);

/// The policies of all annotated routes, and the named ones.
pub(crate) fn all_policies() -> impl Iterator<Item = &'static Policy> {
    let of_routes = inventory::iter::<Listed>
        .into_iter()
        .map(|Listed(route)| &route.policy);
    let named = inventory::iter::<Named>
        .into_iter()
        .map(|Named(policy)| *policy);
    of_routes.chain(named)
}
