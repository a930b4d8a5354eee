//! Every named policy of the program, without starting it: for reports, and for a test that fails when a policy of a
//! layer is widened. Not here: the policies of handlers (`routes`).

use std::{fmt, vec};

use cors_rules::{PolicyFacts, code};
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::{facts_json, registry::NamedPolicy};

/// Every policy that [`policy!`](crate::policy!) names in the program, sorted by name, whether a handler, a module, a
/// layer or nothing uses it.
///
/// [`routes`](crate::routes()) has what handlers do with their policies. A policy that only a
/// [layer](crate::Policy::layer) or [`AppCors::prefix`](crate::AppCors::prefix) uses belongs to no annotated route, so a
/// stored copy of both texts shows every policy to reviewers:
///
/// ```
/// use cors_runtime::{policies, policy, routes};
///
/// policy! {
///     /// Files that every site may read.
///     pub static FILES = { origins = "*", methods = [GET, HEAD] };
/// }
///
/// let report = format!("{}\n{}", routes(), policies());
/// assert!(report.contains("FILES
///   origin: *
///   method: GET
///   method: HEAD
///   credentials: not allowed
/// "));
/// ```
#[must_use]
#[inline]
pub fn policies() -> Policies {
    let mut policies: Vec<_> = inventory::iter::<NamedPolicy>
        .into_iter()
        .map(|named| NamedPolicyFacts {
            name: named.path,
            policy: named.policy.facts_without_route(),
        })
        .collect();
    policies.sort_by_key(NamedPolicyFacts::name);
    Policies(policies.into_iter())
}

/// The result of [`policies`]: an iterator, and a report of all policies that are left in it.
///
/// As text (`Display`) each fact is on a line of its own, so that a diff explains itself. It is a list when serialised.
#[derive(Debug, Clone)]
pub struct Policies(vec::IntoIter<NamedPolicyFacts>);

impl Policies {
    /// The policies as a list of JSON objects, whose keys are the arguments of `#[cors]`.
    ///
    /// ```
    /// cors_runtime::policy! { static FILES = { origins = "*" }; }
    ///
    /// let json = cors_runtime::policies().to_json();
    /// assert!(json.contains(r#""origins": "*""#));
    /// ```
    #[must_use]
    #[inline]
    pub fn to_json(&self) -> String {
        let policies = self.0.as_slice().iter().map(NamedPolicyFacts::value);
        format!("{:#}", policies.collect::<Value>())
    }

    /// A table of the policies in Markdown.
    ///
    /// ```
    /// cors_runtime::policy! { static FILES = { origins = "*" }; }
    ///
    /// let table = cors_runtime::policies().to_markdown();
    /// assert!(table.contains("FILES` | `*`: every origin |"));
    /// ```
    #[must_use]
    #[inline]
    pub fn to_markdown(&self) -> String {
        let head = "| Policy | Origins | Methods | Credentials |\n|:---|:---|:---|:---|\n";
        let rows = self.0.as_slice().iter().map(NamedPolicyFacts::row);
        [String::from(head)].into_iter().chain(rows).collect()
    }
}

impl Iterator for Policies {
    type Item = NamedPolicyFacts;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ExactSizeIterator for Policies {}

impl fmt::Display for Policies {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, policy) in self.0.as_slice().iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{policy}")?;
        }
        Ok(())
    }
}

impl Serialize for Policies {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.as_slice().serialize(serializer)
    }
}

/// A named policy, as reports show it.
///
/// ```
/// cors_runtime::policy! { static FILES = { origins = "*" }; }
///
/// let files = cors_runtime::policies().find(|policy| policy.name().ends_with("::FILES"));
/// assert!(!files.unwrap().policy().credentials);
/// ```
#[derive(Debug, Clone)]
pub struct NamedPolicyFacts {
    name: &'static str,
    policy: PolicyFacts,
}

impl NamedPolicyFacts {
    /// The path of its `static`, beginning with its crate.
    #[must_use]
    #[inline]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// What the policy says. Without `methods`, those of the route apply, and the list is empty.
    #[must_use]
    #[inline]
    pub fn policy(&self) -> &PolicyFacts {
        &self.policy
    }

    #[inline]
    fn row(&self) -> String {
        let rows = self.policy.rows().into_iter();
        let shown = rows.filter(|row| ["Origins", "Methods", "Credentials"].contains(&row.label));
        let cells: Vec<_> = shown.map(|row| row.cell).collect();
        format!("| {} | {} |\n", code(self.name), cells.join(" | "))
    }

    #[inline]
    fn value(&self) -> Value {
        let mut value = facts_json::value(&self.policy);
        value["name"] = json!(self.name);
        value
    }
}

impl fmt::Display for NamedPolicyFacts {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.name)?;
        for line in self.policy.lines() {
            writeln!(f, "  {line}")?;
        }
        Ok(())
    }
}

impl Serialize for NamedPolicyFacts {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}
