//! What is known of a policy while it expands, for documentation: what its arguments say, and where the
//! rest of it comes from.

use cors_policy::{OriginFacts, Policy, PolicyFacts, Row};
use quote::ToTokens as _;

use crate::{args::CorsArgs, argument_values::Origins, module_scope::text_of, route::Route};

/// The facts of the policy on the route.
pub(crate) fn of(args: &CorsArgs, policy: &Policy, route: &Route) -> PolicyFacts {
    let methods = policy.methods();
    let methods = methods.map_or_else(|| route.methods(), <[String]>::to_vec);
    let mut facts = PolicyFacts::new(policy, methods);
    let given = args.origins.as_ref().and_then(|given| given.value.as_ref());
    match given {
        Some(Origins::Environment(variable)) => {
            facts.origins = OriginFacts::Environment(variable.value());
        }
        Some(Origins::Dynamic(_, name)) => facts.origins = OriginFacts::Dynamic(name.clone()),
        Some(Origins::Listed(_)) | None => {
            if let (None, Some(name)) = (given, named_policy(args)) {
                facts.origins = OriginFacts::OfPolicy(name);
            }
        }
    }
    facts
}

/// What the named policy is called that the arguments start from.
pub(crate) fn named_policy(args: &CorsArgs) -> Option<String> {
    let path = args.policy.as_ref()?.value.as_ref()?;
    Some(args.policy_name.clone().unwrap_or_else(|| text_of(path)))
}

/// Rows for the policy's table. Of one that starts from a named policy, only what replaces its fields is
/// known here; the first row links to the rest.
pub(crate) fn rows(args: &CorsArgs, facts: &PolicyFacts) -> Vec<Row> {
    let rows = facts.rows().into_iter();
    let Some(policy) = args.policy.as_ref().and_then(|given| given.value.as_ref()) else {
        return rows.collect();
    };
    let name = named_policy(args).unwrap_or_default();
    let path = policy.to_token_stream().to_string().replace(' ', "");
    let first = Row {
        label: "Policy",
        cell: format!("[`{name}`]({path}), but for what stands below"),
    };
    let replaced = rows.filter(|row| match row.label {
        "Origins" => args.origins.is_some(),
        "Credentials" => args.credentials.is_some(),
        "Request headers" => args.allow_headers.is_some(),
        "Exposed headers" => args.expose_headers.is_some(),
        "Max-age" => args.max_age.is_some(),
        "Enforcement" => args.enforce.is_some(),
        _ => args.methods.is_some(),
    });
    std::iter::once(first).chain(replaced).collect()
}
