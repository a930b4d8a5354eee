//! A summary of a policy for documentation: what its arguments set, and where the rest comes from.

use std::collections::BTreeSet;

use cors_rules::{OriginFacts, Policy, PolicyFacts, Row, VariableFacts, code, code_span};

use crate::arguments::{Argument, CorsArgs, EnvVariable, OriginsArgument, path_text, value_of};

/// The facts of the policy on a route that serves these methods; a named policy has no route.
pub(crate) fn facts(args: &CorsArgs, policy: &Policy, serves: Vec<String>) -> PolicyFacts {
    let methods = policy.methods();
    let methods = methods.map_or(serves, <[String]>::to_vec);
    let mut facts = PolicyFacts::new(policy, methods);
    match value_of(args.origins.as_ref()) {
        Some(OriginsArgument::Listed { items, variables }) if !variables.is_empty() => {
            // The policy's own list has the variables' defaults, too.
            let listed = items.iter().map(|item| item.text.clone()).collect();
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

/// The name of the policy that the arguments start from.
pub(crate) fn named_policy(args: &CorsArgs) -> Option<String> {
    let path = value_of(args.policy.as_ref())?;
    Some(args.policy_name.clone().unwrap_or_else(|| path_text(path)))
}

fn variable(variable: &EnvVariable) -> VariableFacts {
    let EnvVariable { name, default } = variable;
    let default = default.iter().map(|item| item.text.clone()).collect();
    VariableFacts::new(name.value(), default)
}

/// A policy as documentation shows it.
#[derive(Debug)]
pub(crate) struct Summary {
    pub(crate) facts: PolicyFacts,
    /// What pages may do, in Markdown.
    pub(crate) sentence: String,
    /// The rows of the table.
    pub(crate) rows: Vec<Row>,
}

impl Summary {
    /// For a policy that starts from a named one, only the replaced fields are known here; a link leads to the rest.
    pub(crate) fn new(args: &CorsArgs, link: Option<PolicyLink>, facts: PolicyFacts) -> Self {
        let rows = facts.rows().into_iter();
        let known = rows.filter(|row| args.policy.is_none() || is_replaced(args, row.label));
        let sentence = link
            .as_ref()
            .map(|link| policy_sentence(link, args, &facts));
        Self {
            sentence: sentence.unwrap_or_else(|| facts.sentence()),
            rows: source_rows(args, link).chain(known).collect(),
            facts,
        }
    }

    /// With the values of the named policy, which have been found. Entries with these conditions are not among them.
    pub(crate) fn with_values(
        args: &CorsArgs,
        link: Option<PolicyLink>,
        facts: PolicyFacts,
        entry_conditions: &BTreeSet<String>,
    ) -> Self {
        let conditions = entry_conditions.iter().map(|condition| Row {
            label: "Condition",
            cell: format!("differs with {}", code(condition)),
        });
        Self {
            sentence: facts.sentence(),
            rows: source_rows(args, link)
                .chain(facts.rows())
                .chain(conditions)
                .collect(),
            facts,
        }
    }
}

/// The named policy that a policy starts from, in Markdown.
#[derive(Debug)]
pub(crate) struct PolicyLink(String);

impl PolicyLink {
    /// A link by the path that the attribute has, if it leads to a page; for a policy that a module passes on, the path is
    /// that of an import beside the module.
    pub(crate) fn new(args: &CorsArgs, has_page: bool) -> Option<Self> {
        let name = code_span(&named_policy(args)?);
        let path = path_text(value_of(args.policy.as_ref())?);
        // A path from a `macro_rules!` macro means nothing in documentation.
        let is_link = has_page && !path.contains('$');
        Some(Self(if is_link {
            // In a link, `#` begins a fragment.
            let path = path.replace("r#", "");
            format!("[{name}][value@{path}]")
        } else {
            name
        }))
    }
}

/// The rows that say where the policy comes from.
fn source_rows(args: &CorsArgs, link: Option<PolicyLink>) -> impl Iterator<Item = Row> {
    let policy = link.map(|PolicyLink(name)| Row {
        label: "Policy",
        cell: format!("{name}{}", replaced(args)),
    });
    policy.into_iter().chain(module_row(args))
}

/// What pages may do, as far as a named policy decides it.
fn policy_sentence(PolicyLink(name): &PolicyLink, args: &CorsArgs, facts: &PolicyFacts) -> String {
    let methods: Vec<_> = facts.methods.iter().map(|one| code_span(one)).collect();
    let methods = if methods.is_empty() {
        "requests".into()
    } else {
        methods.join(", ")
    };
    let replaced = replaced(args);
    format!("The policy {name} says which pages may send {methods}{replaced}.")
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
        Argument::Policy => &["Policy"],
        Argument::Disabled | Argument::DangerouslyAllow | Argument::Allow | Argument::Crate => &[],
    }
}

/// The arguments that replace something in the named policy.
fn replaced(args: &CorsArgs) -> String {
    let given = Argument::ALL.iter().copied().filter(|argument| {
        let is_policy = *argument == Argument::Policy;
        is_shown(*argument) && !is_policy && args.has(*argument)
    });
    let names: Vec<_> = given.map(|argument| code_span(argument.name())).collect();
    if names.is_empty() {
        return String::new();
    }
    format!(", except {}", names.join(", "))
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
    !rows_of(argument).is_empty()
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;
    use quote::{format_ident, quote};

    use super::*;
    use crate::{diagnostics::Diagnostics, lower::PolicyInput};

    fn parsed(arguments: TokenStream) -> CorsArgs {
        CorsArgs::parse(arguments, &mut Diagnostics::default())
    }

    #[test]
    fn the_default_of_a_variable_is_not_an_origin_beside_it() {
        let args = parsed(quote! {
            origins = ["https://b.example", env("SITES", default = ["https://a.example"])]
        });
        let input = PolicyInput::new(&args, &format_ident!("index"), None);
        let validated = input.validate(&mut Diagnostics::default()).unwrap();
        let facts = facts(&args, &validated.policy, Vec::new());
        let default = vec!["https://a.example".into()];
        let variable = VariableFacts::new("SITES".into(), default);
        let listed = vec!["https://b.example".into()];
        let expected = OriginFacts::environment(listed, vec![variable]);
        assert_eq!(facts.origins, expected);
    }

    #[test]
    fn a_link_has_no_mark_of_a_raw_name() {
        let args = parsed(quote!(policy = r#mod::r#type));
        let PolicyLink(link) = PolicyLink::new(&args, true).unwrap();
        assert_eq!(link, "[`r#mod::r#type`][value@mod::type]");
    }

    #[test]
    fn every_row_about_a_policy_belongs_to_an_argument() {
        let of_arguments = Argument::ALL.iter().flat_map(|argument| rows_of(*argument));
        let mut of_arguments: Vec<_> = of_arguments.filter(|row| **row != "Policy").collect();
        let rows = PolicyFacts::of_origins(OriginFacts::Any).rows();
        let mut rows: Vec<_> = rows.iter().map(|row| &row.label).collect();
        of_arguments.sort();
        rows.sort();
        assert_eq!(of_arguments, rows);
    }
}
