//! Named policies in the sources. A path is followed by its last two names only, so a policy is found if no other one
//! has its name and nothing imports that name from elsewhere; otherwise documentation has a link and no values.

use std::collections::{BTreeMap, BTreeSet};

use cors_rules::PolicyFacts;
use proc_macro2::{Ident, Span, TokenStream};
use syn::{Visibility, ext::IdentExt as _};

use super::{
    import::Import,
    place::{Links, Target},
    source_tree::Below,
};
use crate::{
    arguments::{CorsArgs, conditions},
    diagnostics::Diagnostics,
    expand::summary,
    item::NamedPolicy,
    lower::PolicyInput,
};

/// The policies by their names, as text: tokens do not outlive the expansion of one macro.
#[derive(Debug, Default)]
pub(crate) struct NamedPolicies {
    by_name: BTreeMap<String, Vec<SourcePolicy>>,
    imports: Vec<Import>,
}

/// A named policy, as the table shows it.
#[derive(Debug)]
pub(crate) struct PolicyName {
    pub(crate) name: String,
    /// Whether it is in the sources; otherwise only its name is known.
    pub(crate) is_found: bool,
    pub(crate) link: Option<String>,
}

#[derive(Debug)]
struct SourcePolicy {
    arguments: String,
    /// The name of the module around it.
    module: String,
    link: Option<String>,
}

impl NamedPolicies {
    pub(crate) fn among(below: &Below, links: &Links) -> Self {
        let mut policies = Self::default();
        for (place, call) in &below.macros {
            let last = call.path.segments.last();
            if last.is_none_or(|segment| segment.ident != "policy") {
                continue;
            }
            let module = place.modules.last().unwrap_or(&below.name);
            // What cannot be read is reported where the macro expands.
            for policy in NamedPolicy::all(call.tokens.clone()).flatten() {
                let name = policy.name.unraw().to_string();
                let target = Target {
                    kind: "static",
                    name: &name,
                    is_public: matches!(policy.visibility, Visibility::Public(_)),
                    attributes: &policy.attributes,
                };
                let found = SourcePolicy {
                    arguments: policy.arguments.to_string(),
                    module: module.clone(),
                    link: place.link(&target, links),
                };
                policies.by_name.entry(name).or_default().push(found);
            }
        }
        policies.imports = below.imports.iter().flat_map(Import::all).collect();
        policies
    }

    pub(crate) fn link(&self, path: &str) -> Option<String> {
        self.find(path)?.link.clone()
    }

    /// Whether a link to it may lead somewhere: one that is not in the sources is public, or it could not be used.
    pub(crate) fn may_have_page(&self, path: &str) -> bool {
        let mut meant = self
            .by_name
            .get(last_name(path))
            .into_iter()
            .flatten()
            .peekable();
        meant.peek().is_none() || meant.any(|policy| policy.link.is_some())
    }

    /// The policies that none of these paths names, by name: a link, and what the policy says.
    pub(crate) fn without(&self, paths: &BTreeSet<&str>) -> Vec<(PolicyName, Option<PolicyFacts>)> {
        let names: BTreeSet<_> = paths.iter().map(|path| last_name(path)).collect();
        let others = self
            .by_name
            .iter()
            .filter(|(name, _)| !names.contains(name.as_str()));
        let all =
            others.flat_map(|(name, policies)| policies.iter().map(move |policy| (name, policy)));
        all.map(|(name, policy)| {
            let arguments = policy.arguments.parse().unwrap_or_default();
            let (arguments, _) = conditions::unconditional(arguments);
            let args = CorsArgs::parse(arguments, &mut Diagnostics::default());
            let args = self.resolve(args, &mut BTreeSet::new());
            let link = policy.link.clone();
            let facts = facts(&args, &Ident::new(name, Span::call_site()), None);
            (
                PolicyName {
                    name: name.clone(),
                    is_found: true,
                    link,
                },
                facts,
            )
        })
        .collect()
    }

    /// The arguments with those of the named policy that they start from.
    pub(crate) fn resolve(
        &self,
        mut args: CorsArgs,
        entry_conditions: &mut BTreeSet<String>,
    ) -> CorsArgs {
        // Each at most once, so that policies that start from each other do not loop.
        for _ in 0..self.by_name.len() {
            let name = summary::named_policy(&args);
            let policy = name.and_then(|name| self.find(&name));
            let Some(Ok(arguments)) = policy.map(|policy| policy.arguments.parse::<TokenStream>())
            else {
                break;
            };
            let (arguments, conditions) = conditions::unconditional(arguments);
            entry_conditions.extend(conditions);
            let base = CorsArgs::parse(arguments, &mut Diagnostics::default());
            args = args.with_base(base);
        }
        args
    }

    /// The policy by its path, if only one can be meant.
    fn find(&self, path: &str) -> Option<&SourcePolicy> {
        let name = last_name(path);
        let [policy] = self.by_name.get(name)?.as_slice() else {
            return None;
        };
        if let Some(module) = path.rsplit("::").nth(1) {
            let module = module.trim_start_matches("r#");
            return policy.is_in(module).then_some(policy);
        }
        let mut imports = self.imports.iter().filter(|import| import.name == name);
        let is_policy = |import: &Import| {
            let module = import.module.as_deref();
            import.original == name && module.is_some_and(|module| policy.is_in(module))
        };
        imports.all(is_policy).then_some(policy)
    }
}

impl SourcePolicy {
    /// Whether the module of a path can be the policy's own.
    fn is_in(&self, module: &str) -> bool {
        matches!(module, "crate" | "self" | "super") || module == self.module
    }
}

/// The last name of the path, without the mark of a raw identifier.
fn last_name(path: &str) -> &str {
    let name = path.rsplit("::").next().unwrap_or(path);
    name.trim_start_matches("r#")
}

/// The facts of the policy; `None` if it is wrong, which is reported where it is.
pub(crate) fn facts(
    args: &CorsArgs,
    item: &Ident,
    serves: Option<Vec<String>>,
) -> Option<PolicyFacts> {
    let input = PolicyInput::new(args, item, serves.clone());
    let validated = input.validate(&mut Diagnostics::default())?;
    let serves = serves.unwrap_or_default();
    Some(summary::facts(args, &validated.policy, serves))
}

#[cfg(test)]
mod tests {
    use syn::{ItemUse, Macro, parse_quote};

    use super::*;
    use crate::route_table::place::SourcePlace;

    fn policies(imported: Vec<ItemUse>) -> NamedPolicies {
        let place = SourcePlace {
            modules: vec!["shop".into()],
            is_public: true,
            around: Vec::new(),
        };
        let call = parse_quote!(policy! { static PARTNERS = { origins = "*" }; });
        NamedPolicies::among(&below(place, call, imported), &links())
    }

    fn below(place: SourcePlace, call: Macro, imports: Vec<ItemUse>) -> Below {
        Below {
            functions: Vec::new(),
            macros: vec![(place, call)],
            imports,
            link_base: "self".into(),
            name: "lib".into(),
        }
    }

    fn links() -> Links {
        Links {
            base: "self".into(),
            documents_private: false,
        }
    }

    #[test]
    fn a_policy_is_found_by_its_name_and_its_module() {
        let policies = policies(vec![parse_quote!(
            use crate::{r#shop::PARTNERS, other::THINGS};
        )]);
        for path in ["PARTNERS", "super::PARTNERS", "crate::r#shop::r#PARTNERS"] {
            assert!(policies.find(path).is_some(), "{path}");
        }
        assert!(policies.find("partners::PARTNERS").is_none());
    }

    #[test]
    fn a_policy_with_a_raw_name_has_facts_and_a_link() {
        let place = SourcePlace {
            modules: Vec::new(),
            is_public: true,
            around: Vec::new(),
        };
        let call = parse_quote!(policy! { pub static r#type = { origins = "*" }; });
        let policies = NamedPolicies::among(&below(place, call, Vec::new()), &links());
        let unused = policies.without(&BTreeSet::new());
        let [(name, facts)] = unused.as_slice() else {
            panic!("there is one policy");
        };
        assert_eq!(name.link.as_deref(), Some("self::type"));
        assert!(facts.is_some() && policies.find("r#type").is_some());
    }

    #[test]
    fn a_name_that_is_imported_from_elsewhere_is_not_found() {
        let foreign: [ItemUse; 3] = [
            parse_quote!(
                use partners::PARTNERS;
            ),
            parse_quote!(
                use partners::{one::Thing, two::PARTNERS};
            ),
            parse_quote!(
                use crate::shop::OTHERS as PARTNERS;
            ),
        ];
        for import in foreign {
            assert!(policies(vec![import]).find("PARTNERS").is_none());
        }
    }
}
