//! The facts of a policy as JSON, whose keys are the arguments of `#[cors]`.

use cors_rules::{OriginFacts, PolicyFacts, VariableFacts};
use serde_json::{Value, json};

#[inline]
pub(crate) fn value(facts: &PolicyFacts) -> Value {
    let PolicyFacts {
        origins,
        methods,
        allow_headers,
        expose_headers,
        max_age,
        credentials,
        enforce,
        ..
    } = facts;
    json!({
        "origins": origins_value(origins),
        "methods": methods,
        "allow_headers": allow_headers,
        "expose_headers": expose_headers,
        "max_age": max_age,
        "credentials": credentials,
        "enforce": enforce,
    })
}

#[inline]
fn origins_value(origins: &OriginFacts) -> Value {
    match origins {
        OriginFacts::Any => json!("*"),
        OriginFacts::Environment { listed, variables } => environment(listed, variables),
        OriginFacts::Dynamic(name) => json!({ "dynamic": name }),
        _ => json!(origins.texts()),
    }
}

/// A list of literals and variables; a variable alone is not a list.
#[inline]
fn environment(listed: &[String], variables: &[VariableFacts]) -> Value {
    let variable = |variable: &VariableFacts| match variable.default.as_slice() {
        [] => json!({ "env": variable.name }),
        default => json!({ "env": variable.name, "default": default }),
    };
    if let ([], [alone]) = (listed, variables) {
        return variable(alone);
    }
    let listed = listed.iter().map(|origin| json!(origin));
    listed.chain(variables.iter().map(variable)).collect()
}

#[cfg(test)]
mod tests {
    use super::{OriginFacts, PolicyFacts, value};

    #[test]
    fn every_row_about_a_policy_is_a_key_of_the_json() {
        let facts = PolicyFacts::of_origins(OriginFacts::Any);
        let mut rows = facts.rows();
        // It follows from the others.
        rows.retain(|row| row.label != "Preflight");
        let json = value(&facts);
        assert_eq!(json.as_object().unwrap().len(), rows.len());
    }
}
