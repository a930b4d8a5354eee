//! Arguments to a `Config`.

use cors_rules::{Config, OptOut};

use crate::arguments::{Argument, CorsArgs, EnvVariable, ListItem, OriginsArgument, value_of};

/// What the rules see of the arguments, on an item that serves these methods.
pub(super) fn config(args: &CorsArgs, served: Option<Vec<String>>) -> Config {
    let CorsArgs {
        origins,
        methods,
        allow_headers,
        expose_headers,
        max_age,
        credentials,
        dangerously_allow: _,
        allow,
        policy,
        enforce,
        disabled: _,
        runtime: _,
        policy_name: _,
        module: _,
        is_broken: _,
        is_if_route: _,
        is_last: _,
    } = args;
    let origin_texts: Vec<_> = texts(origin_items(args)).collect();
    let list = |items: Option<&Vec<ListItem>>| -> Option<Vec<String>> {
        items.map(|items| texts(items).collect())
    };
    let allowed = value_of(allow.as_ref()).into_iter().flatten();
    let variables = variables(args);
    let (has_origins, has_other_origins) = match value_of(origins.as_ref()) {
        Some(OriginsArgument::Listed { .. }) => {
            let are_all_in_variables = origin_texts.is_empty() && !variables.is_empty();
            (!are_all_in_variables, !variables.is_empty())
        }
        Some(OriginsArgument::Dynamic(..)) => (false, true),
        None => (false, policy.is_some()),
    };
    Config {
        origins: has_origins.then_some(origin_texts),
        origins_from_elsewhere: has_other_origins,
        variables: variables.iter().map(rules_variable).collect(),
        methods: list(value_of(methods.as_ref())),
        methods_for_many_routes: methods.as_ref().is_some_and(|value| value.is_inherited),
        allow_headers: list(value_of(allow_headers.as_ref())).unwrap_or_default(),
        expose_headers: list(value_of(expose_headers.as_ref())).unwrap_or_default(),
        max_age: value_of(max_age.as_ref()).map(|seconds| seconds.text.clone()),
        credentials: value_of(credentials.as_ref()) == Some(&true),
        enforce: value_of(enforce.as_ref()) == Some(&true),
        dangerously_allow: opt_outs(args),
        allow: allowed.map(|(name, _)| *name).collect(),
        served,
    }
}

/// The opt-outs; all of them if they could not be read, which was reported: a rule that one of them may disable is
/// not certainly broken.
fn opt_outs(args: &CorsArgs) -> Vec<OptOut> {
    let site = args.site(Argument::DangerouslyAllow);
    if site.is_some_and(|site| !site.is_readable) {
        return OptOut::ALL.to_vec();
    }
    let opt_outs = value_of(args.dangerously_allow.as_ref());
    opt_outs
        .into_iter()
        .flatten()
        .map(|(one, _)| *one)
        .collect()
}

/// The origins that are written out: the entries of the list, then the defaults of its variables.
pub(super) fn origin_items(args: &CorsArgs) -> Vec<&ListItem> {
    match value_of(args.origins.as_ref()) {
        Some(OriginsArgument::Listed { items, variables }) => {
            let defaults = variables.iter().flat_map(|variable| &variable.default);
            items.iter().chain(defaults).collect()
        }
        Some(OriginsArgument::Dynamic(..)) | None => Vec::new(),
    }
}

/// The environment variables among the origins.
pub(super) fn variables(args: &CorsArgs) -> &[EnvVariable] {
    match value_of(args.origins.as_ref()) {
        Some(OriginsArgument::Listed { variables, .. }) => variables,
        Some(OriginsArgument::Dynamic(..)) | None => &[],
    }
}

fn rules_variable(variable: &EnvVariable) -> cors_rules::EnvVariable {
    cors_rules::EnvVariable {
        name: variable.name.value(),
        defaults: variable.default.len(),
    }
}

fn texts<'a>(items: impl IntoIterator<Item = &'a ListItem>) -> impl Iterator<Item = String> {
    items.into_iter().map(|item| item.text.clone())
}
