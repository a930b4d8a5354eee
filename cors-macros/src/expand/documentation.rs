//! The CORS section in the documentation of a handler or of a named policy: a sentence, a table, and for a handler a
//! preflight to paste into a shell. The words come from `cors-rules`; the search finds handlers by `search_aliases`.

use cors_rules::{PolicyFacts, Row, code, code_span, route_line};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Attribute, Meta};

use super::{search_aliases, summary::Summary};
use crate::item::{Handler, Route, example_path};

/// Shown where only the running program knows an origin.
const UNKNOWN_ORIGIN: &str = "https://app.example.com";

/// Attributes for a handler's struct, after the user's own documentation.
pub(crate) fn of_handler(handler: &Handler, route: &Route, summary: &Summary) -> TokenStream {
    let lines = route_lines(route);
    let as_code =
        |code: fn(&str) -> String| lines.iter().map(|line| code(line)).collect::<Vec<_>>();
    let section = Section {
        title: format!("Answers {}.", as_code(code_span).join(", ")),
        sentence: &summary.sentence,
        subject: ("Route", as_code(code).join("<br>")),
        rows: &summary.rows,
        example: example(route, &summary.facts),
    };
    let text = section.text(&handler.attributes);
    let aliases = search_aliases::attribute(handler, route, &summary.facts);
    quote!(#[doc = #text] #aliases)
}

/// Attributes for a named policy, after the user's own documentation.
pub(crate) fn of_policy(name: &Ident, attributes: &[Attribute], summary: &Summary) -> TokenStream {
    let subject = code(&name.to_string());
    let section = Section {
        title: format!("The CORS policy {subject}."),
        sentence: &summary.sentence,
        subject: ("Policy", subject),
        rows: &summary.rows,
        example: Vec::new(),
    };
    let text = section.text(attributes);
    quote!(#[doc = #text])
}

/// What the section consists of, in Markdown.
struct Section<'a> {
    /// Written first if the user documented nothing.
    title: String,
    sentence: &'a str,
    /// The first row of the table.
    subject: (&'static str, String),
    rows: &'a [Row],
    /// The lines below the table.
    example: Vec<String>,
}

impl Section<'_> {
    /// Each line begins with a space, as a line of `///` does; all are in one attribute, which is less work for the
    /// compiler than one for each.
    fn text(&self, attributes: &[Attribute]) -> String {
        let (label, subject) = &self.subject;
        let mut lines = Vec::new();
        if !attributes.iter().any(is_text) {
            lines.push(self.title.clone());
        }
        lines.extend(["", "# CORS", "", self.sentence, ""].map(String::from));
        lines.extend([format!("| {label} | {subject} |"), "|:---|:---|".into()]);
        let rows = self.rows.iter();
        lines.extend(rows.map(|row| format!("| {} | {} |", row.label, row.cell)));
        lines.extend(self.example.iter().cloned());
        let spaced = lines.iter().map(|line| match line.as_str() {
            "" => String::new(),
            line => format!(" {line}"),
        });
        spaced.collect::<Vec<_>>().join("\n")
    }
}

/// Each router entry as `GET /users/{id}`.
fn route_lines(route: &Route) -> Vec<String> {
    let entries = route.entries.iter();
    entries
        .map(|entry| route_line(&entry.methods, &entry.path))
        .collect()
}

/// A preflight for the first path and method that other origins may call, as a command.
fn example(route: &Route, facts: &PolicyFacts) -> Vec<String> {
    let mut open = route.entries.iter().filter_map(|entry| {
        let method = facts.methods.iter().find(|one| entry.methods.contains(one));
        Some((method?, example_path(&entry.path)?))
    });
    let Some((method, path)) = open.next() else {
        return Vec::new();
    };
    let origin = facts.origins.example();
    let mut introduction = String::from(
        "A preflight to a server on this machine. If a `web::scope` mounts the handler, its prefix goes before the path.",
    );
    if origin.is_none() {
        introduction.push_str(" Replace the origin by one that the policy allows.");
    }
    let origin = origin.unwrap_or_else(|| UNKNOWN_ORIGIN.into());
    let command = facts.preflight_command(&origin, method, &path);
    let before = [String::new(), introduction, String::new(), "```sh".into()];
    let command = command.lines().map(String::from);
    before
        .into_iter()
        .chain(command)
        .chain(["```".into()])
        .collect()
}

/// Whether the attribute is a line of documentation: `///` or `#[doc = ..]`.
fn is_text(attribute: &Attribute) -> bool {
    attribute.path().is_ident("doc") && matches!(attribute.meta, Meta::NameValue(_))
}

#[cfg(test)]
mod tests {
    use cors_rules::Config;
    use quote::quote;

    use super::{super::summary, *};
    use crate::arguments::CorsArgs;

    fn of(item: TokenStream) -> String {
        let mut handler: Handler = syn::parse2(item).unwrap();
        let route = Route::take(&mut handler.attributes).unwrap().unwrap();
        let config = Config {
            origins: Some(vec!["https://a.example".into()]),
            served: Some(route.methods()),
            ..Config::default()
        };
        let policy = config.validate().unwrap().policy;
        let args = CorsArgs::default();
        let facts = summary::facts(&args, &policy, route.methods());
        of_handler(&handler, &route, &Summary::new(&args, None, facts)).to_string()
    }

    #[test]
    fn the_section_follows_the_users_text() {
        let documented = of(quote!(
            /// Reads.
            #[get("/a")]
            async fn read() {}
        ));
        assert!(documented.starts_with("# [doc = \"\\n # CORS\\n"));
        assert!(documented.contains("\\n | Route | `GET /a` |\\n"));
    }

    #[test]
    fn an_undocumented_handler_gets_a_summary() {
        let text = of(quote!(
            #[get("/a")]
            async fn read() {}
        ));
        assert!(text.starts_with("# [doc = \" Answers `GET /a`.\\n"));
    }
}
