//! The values of the named policy that a policy starts from, for documentation. `#[cors(policy = PATH)]` sees a
//! path only, so rustdoc reads the sources of the crate once; other builds read nothing and show the link alone.

use std::{
    collections::BTreeSet,
    env,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use cors_rules::PolicyFacts;
use proc_macro2::{Ident, TokenStream};

use super::{
    named_policies::{NamedPolicies, facts},
    place::{Links, documents_private},
    source_tree::crate_below,
};
use crate::{arguments::CorsArgs, diagnostics::Diagnostics, expand::summary};

/// What the sources of the crate show of a named policy.
#[derive(Debug)]
pub(crate) struct NamedSource {
    /// Whether a link to it leads somewhere.
    pub(crate) has_page: bool,
    /// `None` outside rustdoc, and if the policy is not in the crate.
    pub(crate) values: Option<NamedValues>,
}

/// A whole policy that starts from a named one.
#[derive(Debug)]
pub(crate) struct NamedValues {
    pub(crate) facts: PolicyFacts,
    /// Conditions on entries of lists; the policy is the one without these entries.
    pub(crate) entry_conditions: BTreeSet<String>,
}

impl NamedSource {
    /// The policy that the arguments start from, for an item that serves these methods.
    pub(crate) fn of(
        args: &CorsArgs,
        arguments: &TokenStream,
        item: &Ident,
        serves: Option<Vec<String>>,
    ) -> Self {
        static POLICIES: OnceLock<Option<NamedPolicies>> = OnceLock::new();
        let policies = summary::named_policy(args).and_then(|name| {
            let policies = POLICIES.get_or_init(|| policies_below(&documented_root()?));
            Some((name, policies.as_ref()?))
        });
        let Some((name, policies)) = policies else {
            return Self {
                has_page: true,
                values: None,
            };
        };
        Self {
            has_page: policies.may_have_page(&name),
            values: NamedValues::among(policies, arguments, item, serves),
        }
    }
}

impl NamedValues {
    fn among(
        policies: &NamedPolicies,
        arguments: &TokenStream,
        item: &Ident,
        serves: Option<Vec<String>>,
    ) -> Option<Self> {
        let args = CorsArgs::parse(arguments.clone(), &mut Diagnostics::default());
        let mut entry_conditions = BTreeSet::new();
        let args = policies.resolve(args.with_inherited(), &mut entry_conditions);
        let is_whole = args.policy.is_none();
        let facts = facts(&args, item, serves).filter(|_| is_whole)?;
        Some(Self {
            facts,
            entry_conditions,
        })
    }
}

fn policies_below(root: &Path) -> Option<NamedPolicies> {
    let links = Links {
        base: "crate".into(),
        documents_private: documents_private(),
    };
    // What cannot be read is an error of the build itself, or is left out by a condition.
    let below = crate_below(root).ok()?;
    Some(NamedPolicies::among(&below, &links))
}

/// The root of the crate that rustdoc documents.
fn documented_root() -> Option<PathBuf> {
    let program = env::current_exe().ok()?;
    if program.file_stem()? != "rustdoc" {
        return None;
    }
    let arguments = env::args().skip(1).map(PathBuf::from);
    let mut sources =
        arguments.filter(|argument| argument.extension().is_some_and(|one| one == "rs"));
    sources.next()
}

#[cfg(test)]
mod tests {
    use quote::{format_ident, quote};

    use super::*;

    fn values(arguments: &TokenStream) -> Option<NamedValues> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/documented/src/lib.rs");
        let policies = policies_below(&root).unwrap();
        let serves = Some(vec!["GET".into()]);
        NamedValues::among(&policies, arguments, &format_ident!("index"), serves)
    }

    #[test]
    fn a_handler_has_the_values_of_a_policy_in_its_crate_and_its_own() {
        let values = values(&quote!(policy = PARTNERS, max_age = 60)).unwrap();
        assert!(values.facts.credentials);
        assert_eq!(values.facts.max_age, Some(60));
        let origins = ["https://a.example", "https://b.example"];
        assert_eq!(values.facts.origins.texts(), origins);
    }

    #[test]
    fn a_private_policy_has_no_page() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/documented/src/lib.rs");
        let policies = policies_below(&root).unwrap();
        assert!(policies.may_have_page("PARTNERS"));
        assert!(!policies.may_have_page("PUBLIC"));
        assert!(policies.may_have_page("cors_tests_partners::OTHERS"));
    }

    #[test]
    fn a_policy_that_is_not_in_the_sources_has_no_values() {
        assert!(values(&quote!(policy = UNKNOWN)).is_none());
        assert!(values(&quote!(policy = cors_tests_partners::PARTNERS)).is_none());
    }
}
