//! The table of all annotated routes below a module, for its documentation. It is read from the sources, because no
//! handler below has been expanded when the module's documentation is made.
//!
//! The compiler reads the same sources for the crate, so any change to the table rebuilds it.

mod alternatives;
mod annotated;
mod call;
mod import;
mod module_files;
mod named_policies;
mod named_values;
mod place;
mod source_tree;
mod unreadable;

use cors_rules::{OriginFacts, PolicyFacts, code, route_line};
use proc_macro2::TokenStream;
use quote::quote;

use self::{
    annotated::SourceHandler,
    named_policies::{NamedPolicies, PolicyName},
    place::Links,
    source_tree::functions_below,
    unreadable::Unreadable,
};
pub(crate) use self::{call::Call, named_values::NamedSource};

/// Further origins are only counted; the handler's own page lists all.
const MOST_SHOWN: usize = 4;

/// The table as a string literal, in Markdown.
pub(crate) fn literal(call: &Call) -> Result<TokenStream, Unreadable> {
    let text = table(call, place::documents_private())?;
    Ok(quote!(#text))
}

fn table(call: &Call, documents_private: bool) -> Result<String, Unreadable> {
    let below = functions_below(call)?;
    let links = Links {
        base: below.link_base.clone(),
        documents_private,
    };
    let policies = NamedPolicies::among(&below, &links);
    let handlers: Vec<_> = below
        .functions
        .into_iter()
        .filter_map(|found| SourceHandler::new(found, &policies))
        .collect();
    let mut rows: Vec<_> = handlers
        .iter()
        .flat_map(|handler| handler.rows(handler.found.link(&links).as_deref()))
        .collect();
    rows.sort();
    let named = handlers.iter().filter_map(SourceHandler::policy_name);
    let others = policies.without(&named.collect());
    Ok(routes_text(&rows) + &policies_text(&others))
}

fn routes_text(rows: &[Row]) -> String {
    if rows.is_empty() {
        return "\nNo handler below is annotated.\n".into();
    }
    let mut text = String::from("\n| Route | Origins |\n|:---|:---|\n");
    for row in rows {
        text.push_str(&row.line);
    }
    text.push_str(
        "\nPaths are those of the handlers. A `web::scope` that the app mounts a handler in adds its prefix.\n",
    );
    text
}

/// The policies that no handler starts from: layers and prefixes use them.
fn policies_text(policies: &[(PolicyName, Option<PolicyFacts>)]) -> String {
    if policies.is_empty() {
        return String::new();
    }
    let mut text = String::from("\n| Policy of no handler above | Origins |\n|:---|:---|\n");
    for (name, facts) in policies {
        let callers = facts.as_ref().map(callers).unwrap_or_default();
        let line = format!("| {} | {} |\n", name.shown(), callers.join("<br>"));
        text.push_str(&line);
    }
    text
}

/// A line of the table; sorted by path and method.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    path: String,
    methods: Vec<String>,
    line: String,
}

impl SourceHandler {
    fn rows(&self, page: Option<&str>) -> Vec<Row> {
        let entries = self.route.entries.iter();
        entries
            .filter_map(|entry| {
                let is_open = |method: &&String| {
                    let open = self.policy.as_ref().map(|policy| &policy.methods);
                    open.is_none_or(|open| open.contains(method))
                };
                let methods: Vec<_> = entry.methods.iter().filter(is_open).cloned().collect();
                if methods.is_empty() {
                    return None;
                }
                let mut route = code(&route_line(&methods, &entry.path));
                if let Some(page) = page {
                    route = format!("[{route}]({page})");
                }
                for condition in self.found.conditions() {
                    route = format!("{route}<br>only with {}", code(&condition));
                }
                let line = format!("| {route} | {} |\n", self.callers());
                Some(Row {
                    path: entry.path.clone(),
                    methods,
                    line,
                })
            })
            .collect()
    }

    /// The origins that may call, with credentials or without.
    fn callers(&self) -> String {
        let mut lines = Vec::new();
        if let Some(policy) = &self.policy {
            lines.extend(callers(policy));
            lines.extend(self.policy_line(policy));
        }
        for condition in &self.entry_conditions {
            lines.push(format!("differs with {}", code(condition)));
        }
        lines.join("<br>")
    }

    fn policy_name(&self) -> Option<&str> {
        Some(self.named_policy.as_ref()?.name.as_str())
    }

    fn policy_line(&self, facts: &PolicyFacts) -> Option<String> {
        let policy = self.named_policy.as_ref()?;
        match &facts.origins {
            OriginFacts::OfPolicy(_) => None,
            _ if policy.is_found => Some(format!("by {}", policy.shown())),
            _ => Some(format!("otherwise as in {}", policy.shown())),
        }
    }
}

impl PolicyName {
    fn shown(&self) -> String {
        let name = code(&self.name);
        match &self.link {
            Some(link) => format!("[{name}]({link})"),
            None => name,
        }
    }
}

/// The origins that may call, and whether with credentials.
fn callers(policy: &PolicyFacts) -> Vec<String> {
    let credentials = policy.credentials.then(|| "with credentials".into());
    [origins(&policy.origins)]
        .into_iter()
        .chain(credentials)
        .collect()
}

fn origins(origins: &OriginFacts) -> String {
    match origins {
        OriginFacts::Listed(listed) if listed.len() > MOST_SHOWN => {
            let (shown, hidden) = listed.split_at(MOST_SHOWN - 1);
            let shown = OriginFacts::Listed(shown.to_vec()).cell();
            format!("{shown}<br>and {} more", hidden.len())
        }
        _ => origins.cell(),
    }
}

// expect-test writes its literals with hashes.
#[cfg(test)]
#[allow(clippy::needless_raw_string_hashes)]
mod tests {
    use std::{fs, path::Path};

    use expect_test::expect;

    use super::*;

    /// A call in a source of the documented API.
    fn call(file: &str) -> Call {
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/documented/src");
        let file = sources.join(file);
        let text = fs::read_to_string(&file).unwrap();
        let found = text.lines().enumerate();
        let mut calls =
            found.filter_map(|(index, line)| Some((index + 1, line.find("route_table!()")?)));
        let (line, column) = calls.next().unwrap();
        Call {
            file,
            line,
            // Its path is before it.
            column: column + 1 - "cors_runtime::".len(),
        }
    }

    #[test]
    fn the_table_has_the_routes_of_every_file_below() {
        let table = table(&call("lib.rs"), false).unwrap();
        expect![[r#"

            | Route | Origins |
            |:---|:---|
            | [`PUT /accounts/{id}`](self::accounts::put_account) | `https://app.example.com`<br>with credentials |
            | [`POST /accounts/{id}/session`](self::accounts::sessions::session) | `https://app.example.com`<br>with credentials |
            | [`GET /cart`](self::shop::cart) | those that `CUSTOMERS` returns while the program runs<br>with credentials |
            | [`GET /health`](self::health) | `*`: every origin |
            | `GET /internal` | `https://app.example.com` |
            | `GET /metrics` | `*`: every origin |
            | [`GET /offers`](self::shop::offers::list_offers) | `https://a.example`<br>`https://b.example`<br>with credentials<br>by [`PARTNERS`](self::shop::PARTNERS) |
            | [`PUT /offers/{id}`](self::shop::offers::put_offer) | `https://a.example`<br>`https://b.example`<br>with credentials<br>by [`PARTNERS`](self::shop::PARTNERS) |
            | [`GET /prices`](self::shop::prices) | listed in the environment variable `PRICE_ORIGINS` when the program starts |
            | [`GET /rates`](self::shop::rates) | `*`: every origin<br>by `PUBLIC` |
            | `GET /reports`<br>only with `feature = "reports"` | `https://app.example.com` |
            | `GET /tools`<br>only with `feature = "reports"` | `https://app.example.com`<br>differs with `feature = "reports"` |
            | `GET /tools/none`<br>only with `not(feature = "reports")` | `https://app.example.com`<br>differs with `feature = "reports"` |
            | [`GET /v2/accounts`](self::second::find_accounts) | `capacitor://localhost`<br>`http://localhost:*`<br>`https://*.partner.example`<br>and 2 more |
            | [`GET /v2/find/{name:a\|b\w+}`](self::second::find_accounts) | `capacitor://localhost`<br>`http://localhost:*`<br>`https://*.partner.example`<br>and 2 more |
            | [`DELETE /v2/it's/{id}`](self::second::undocumented) | `https://app.example.com`<br>with credentials |

            Paths are those of the handlers. A `web::scope` that the app mounts a handler in adds its prefix.

            | Policy of no handler above | Origins |
            |:---|:---|
            | [`PICTURES`](self::shop::PICTURES) | `https://app.example.com` |
        "#]].assert_eq(&table);
    }

    #[test]
    fn up_to_four_origins_are_shown_and_three_of_more() {
        let more = |count: usize| {
            let listed = (0..count).map(|index| format!("https://{index}.example"));
            let shown = origins(&OriginFacts::Listed(listed.collect()));
            shown
                .split_once("<br>and ")
                .map(|(_, more)| more.to_string())
        };
        assert_eq!(more(4), None);
        assert_eq!(more(5).as_deref(), Some("2 more"));
    }

    #[test]
    fn links_start_at_the_declaration_of_a_module_that_is_documented_there() {
        let table = table(&call("accounts.rs"), false).unwrap();
        expect![[r#"

            | Route | Origins |
            |:---|:---|
            | [`PUT /accounts/{id}`](self::accounts::put_account) | `https://app.example.com`<br>with credentials |
            | [`POST /accounts/{id}/session`](self::accounts::sessions::session) | `https://app.example.com`<br>with credentials |

            Paths are those of the handlers. A `web::scope` that the app mounts a handler in adds its prefix.
        "#]].assert_eq(&table);
    }

    #[test]
    fn private_handlers_are_linked_if_they_are_documented() {
        let table = table(&call("lib.rs"), true).unwrap();
        assert!(table.contains("\n| [`GET /metrics`](hidden/struct.metrics.html) |"));
    }

    #[test]
    fn a_source_that_cannot_be_read_is_named() {
        let gone = Call {
            file: "gone/lib.rs".into(),
            line: 1,
            column: 1,
        };
        let error = table(&gone, false).unwrap_err().to_string();
        assert!(
            error.starts_with("the source `gone/lib.rs` cannot be read: "),
            "{error}"
        );
    }

    #[test]
    fn a_call_outside_a_modules_documentation_is_an_error_with_the_right_place() {
        let elsewhere = Call {
            line: 1,
            ..call("lib.rs")
        };
        let error = table(&elsewhere, false).unwrap_err().to_string();
        assert!(error.contains("\nhelp: write `#![doc ="), "{error}");
    }
}
