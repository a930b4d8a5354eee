//! What documentation shows of a policy: its own values, and in rustdoc those of the named policy that it starts from.

use cors_rules::Policy;
use proc_macro2::{Ident, TokenStream};

use crate::{
    arguments::CorsArgs,
    expand::summary::{PolicyLink, Summary, facts},
    route_table::NamedSource,
};

/// The summary of a policy on a route that serves these methods; a named policy has no route.
pub(crate) fn summary(
    args: &CorsArgs,
    arguments: &TokenStream,
    name: &Ident,
    policy: &Policy,
    serves: Option<Vec<String>>,
) -> Summary {
    let source = NamedSource::of(args, arguments, name, serves.clone());
    let link = PolicyLink::new(args, source.has_page);
    match source.values {
        Some(values) => Summary::with_values(args, link, values.facts, &values.entry_conditions),
        None => Summary::new(args, link, facts(args, policy, serves.unwrap_or_default())),
    }
}
