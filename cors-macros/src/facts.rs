//! What is known of a policy while it expands, for documentation: what its arguments say, and where the
//! rest of it comes from.

use cors_rules::{OriginFacts, Policy, PolicyFacts, Row, code};

use crate::{
    args::{CorsArgs, Given, value_of},
    argument_values::Origins,
    module_scope::text_of,
};

/// The facts of the policy on a route that serves these methods; on none, if it is no handler's.
pub(crate) fn of(args: &CorsArgs, policy: &Policy, serves: Vec<String>) -> PolicyFacts {
    let methods = policy.methods();
    let methods = methods.map_or(serves, <[String]>::to_vec);
    let mut facts = PolicyFacts::new(policy, methods);
    let given = value_of(args.origins.as_ref());
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
    let path = value_of(args.policy.as_ref())?;
    Some(args.policy_name.clone().unwrap_or_else(|| text_of(path)))
}

/// Rows for the policy's table. Of one that starts from a named policy, only what replaces its fields is
/// known here; the first row leads to the rest.
pub(crate) fn rows(args: &CorsArgs, facts: &PolicyFacts) -> Vec<Row> {
    let rows = facts.rows().into_iter();
    let first = [policy_row(args), module_row(args)].into_iter().flatten();
    let known = rows.filter(|row| args.policy.is_none() || is_replaced(args, row.label));
    first.chain(known).collect()
}

/// Whether the row is about what the arguments say themselves.
fn is_replaced(args: &CorsArgs, label: &str) -> bool {
    match label {
        "Origins" => args.origins.is_some(),
        "Credentials" => args.credentials.is_some(),
        "Request headers" => args.allow_headers.is_some(),
        "Exposed headers" => args.expose_headers.is_some(),
        "Max-age" => args.max_age.is_some(),
        "Enforcement" => args.enforce.is_some(),
        _ => args.methods.is_some(),
    }
}

/// The named policy. rustdoc shows the name of one that has no page without a link.
fn policy_row(args: &CorsArgs) -> Option<Row> {
    let name = code(&named_policy(args)?);
    let is_inherited = args.policy.as_ref().is_some_and(|given| given.is_inherited);
    // A name that the module uses means nothing inside.
    let name = if is_inherited {
        name
    } else {
        format!("[{name}]")
    };
    Some(Row {
        label: "Policy",
        cell: format!("{name}, but for what stands below"),
    })
}

/// What the modules around the handler give.
fn module_row(args: &CorsArgs) -> Option<Row> {
    let given = [
        ("policy", is_inherited(args.policy.as_ref())),
        ("origins", is_inherited(args.origins.as_ref())),
        ("methods", is_inherited(args.methods.as_ref())),
        ("allow_headers", is_inherited(args.allow_headers.as_ref())),
        ("expose_headers", is_inherited(args.expose_headers.as_ref())),
        ("max_age", is_inherited(args.max_age.as_ref())),
        ("credentials", is_inherited(args.credentials.as_ref())),
        ("enforce", is_inherited(args.enforce.as_ref())),
    ];
    let names = given.into_iter().filter(|(_, is_inherited)| *is_inherited);
    let names: Vec<_> = names.map(|(name, _)| code(name)).collect();
    (!names.is_empty()).then(|| Row {
        label: "Inherited",
        cell: format!("{} from [the module](self)", names.join(", ")),
    })
}

fn is_inherited<T>(given: Option<&Given<T>>) -> bool {
    given.is_some_and(|given| given.is_inherited)
}
