//! A summary of a policy for documentation: what its arguments set, and where the rest comes from.

use cors_rules::{OriginFacts, Policy, PolicyFacts, Row, VariableFacts, code};

use crate::arguments::{Argument, CorsArgs, EnvVariable, OriginsArgument, path_text, value_of};

/// The facts of the policy on a route that serves these methods; a named policy has no route.
pub(crate) fn facts(args: &CorsArgs, policy: &Policy, serves: Vec<String>) -> PolicyFacts {
    let methods = policy.methods();
    let methods = methods.map_or(serves, <[String]>::to_vec);
    let mut facts = PolicyFacts::new(policy, methods);
    match value_of(args.origins.as_ref()) {
        Some(OriginsArgument::Listed { variables, .. }) if !variables.is_empty() => {
            let listed = facts.origins.texts();
            let variables = variables.iter().map(variable).collect();
            facts.origins = OriginFacts::environment(listed, variables);
        }
        Some(OriginsArgument::Dynamic(_, name)) => {
            facts.origins = OriginFacts::Dynamic(name.clone());
        }
        Some(OriginsArgument::Listed { .. }) => {}
        None => {
            if let Some(name) = named_policy(args) {
                facts.origins = OriginFacts::OfPolicy(name);
            }
        }
    }
    facts
}

fn variable(variable: &EnvVariable) -> VariableFacts {
    let EnvVariable { name, default } = variable;
    let default = default.iter().map(|item| item.text.clone()).collect();
    VariableFacts::new(name.value(), default)
}

/// The name of the policy that the arguments start from.
pub(crate) fn named_policy(args: &CorsArgs) -> Option<String> {
    let path = value_of(args.policy.as_ref())?;
    Some(args.policy_name.clone().unwrap_or_else(|| path_text(path)))
}

/// Rows for the policy's table. For a policy that starts from a named one, only the replaced fields are known here;
/// the first row links to the rest.
pub(crate) fn rows(args: &CorsArgs, facts: &PolicyFacts) -> Vec<Row> {
    let rows = facts.rows().into_iter();
    let first = [policy_row(args), module_row(args)].into_iter().flatten();
    let known = rows.filter(|row| args.policy.is_none() || is_replaced(args, row.label));
    first.chain(known).collect()
}

/// Whether the arguments themselves set what the row shows.
fn is_replaced(args: &CorsArgs, label: &str) -> bool {
    let of_row = |argument: Argument| rows_of(argument).contains(&label);
    let mut given = Argument::ALL.iter().filter(|argument| args.has(**argument));
    given.any(|argument| of_row(*argument))
}

/// The rows that an argument determines.
fn rows_of(argument: Argument) -> &'static [&'static str] {
    match argument {
        Argument::Origins => &["Origins"],
        Argument::Methods => &["Methods", "Preflight"],
        Argument::AllowHeaders => &["Request headers"],
        Argument::ExposeHeaders => &["Exposed headers"],
        Argument::MaxAge => &["Max-age"],
        Argument::Credentials => &["Credentials"],
        Argument::Enforce => &["Enforcement"],
        Argument::Policy
        | Argument::Disabled
        | Argument::DangerouslyAllow
        | Argument::Allow
        | Argument::Crate => &[],
    }
}

/// The named policy. rustdoc shows the name of one that has no page without a link.
fn policy_row(args: &CorsArgs) -> Option<Row> {
    let name = code(&named_policy(args)?);
    let site = args.site(Argument::Policy)?;
    // A name from outside the module means nothing inside; the row below links to the module.
    let name = if site.is_inherited {
        name
    } else {
        format!("[{name}]")
    };
    Some(Row {
        label: "Policy",
        cell: format!("{name}, except as listed below"),
    })
}

/// What the handler inherits from the modules around it.
fn module_row(args: &CorsArgs) -> Option<Row> {
    let inherited = Argument::ALL.iter().filter(|argument| {
        let site = args.site(**argument);
        is_shown(**argument) && site.is_some_and(|site| site.is_inherited)
    });
    let names: Vec<_> = inherited.map(|argument| code(argument.name())).collect();
    (!names.is_empty()).then(|| Row {
        label: "Inherited",
        cell: format!("{} from [the module](self)", names.join(", ")),
    })
}

/// Whether the argument appears in the table.
fn is_shown(argument: Argument) -> bool {
    match argument {
        Argument::Origins
        | Argument::Methods
        | Argument::AllowHeaders
        | Argument::ExposeHeaders
        | Argument::MaxAge
        | Argument::Credentials
        | Argument::Policy
        | Argument::Enforce => true,
        Argument::Disabled | Argument::DangerouslyAllow | Argument::Allow | Argument::Crate => {
            false
        }
    }
}
