//! The CORS section of a handler's documentation, and the names under which rustdoc's search finds the handler. The
//! text of the section comes from `cors-rules`.

use std::collections::BTreeSet;

use cors_rules::{Policy, PolicyFacts, Row, code, route_line};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{
    Attribute, Expr, ExprLit, Lit, LitStr, Meta, Token, ext::IdentExt as _, punctuated::Punctuated,
};

use super::summary;
use crate::{
    arguments::CorsArgs,
    item::{Handler, Route},
};

/// Attributes for a handler's struct, after the user's own documentation.
pub(crate) fn attributes(
    args: &CorsArgs,
    handler: &Handler,
    route: &Route,
    policy: &Policy,
) -> TokenStream {
    let facts = summary::facts(args, policy, route.methods());
    let routes: Vec<_> = route_lines(route).iter().map(|line| code(line)).collect();
    let head = Head {
        summary: format!("Answers {}.", routes.join(", ")),
        label: "Route",
        subject: routes.join("<br>"),
    };
    let text = section(&handler.attributes, &head, &summary::rows(args, &facts));
    let aliases = aliases(handler, route, &facts);
    let aliases = (!aliases.is_empty()).then(|| quote!(#[doc(alias(#(#aliases),*))]));
    quote!(#[doc = #text] #aliases)
}

/// Attributes for a named policy, after the user's own documentation.
pub(crate) fn attributes_of_policy(
    args: &CorsArgs,
    name: &Ident,
    attributes: &[Attribute],
    policy: &Policy,
) -> TokenStream {
    let facts = summary::facts(args, policy, Vec::new());
    let subject = code(&name.to_string());
    let head = Head {
        summary: format!("The CORS policy {subject}."),
        label: "Policy",
        subject,
    };
    let text = section(attributes, &head, &summary::rows(args, &facts));
    quote!(#[doc = #text])
}

/// The subject of a section.
struct Head {
    /// Written first if the user documented nothing.
    summary: String,
    label: &'static str,
    /// In Markdown for a table's cell.
    subject: String,
}

/// The section. Each line begins with a space, as a line of `///` does; all are in one attribute, which is less work
/// for the compiler than one for each.
fn section(attributes: &[Attribute], head: &Head, rows: &[Row]) -> String {
    let Head {
        summary,
        label,
        subject,
    } = head;
    let mut lines = Vec::new();
    if !attributes.iter().any(is_text) {
        lines.push(format!(" {summary}"));
    }
    lines.extend(["", " # CORS", ""].map(String::from));
    lines.push(format!(" | {label} | {subject} |"));
    lines.push(" |:---|:---|".into());
    lines.extend(
        rows.iter()
            .map(|row| format!(" | {} | {} |", row.label, row.cell)),
    );
    lines.join("\n")
}

/// Each router entry as `GET /users/{id}`.
fn route_lines(route: &Route) -> Vec<String> {
    let entries = route.entries.iter();
    entries
        .map(|entry| route_line(&entry.methods, &entry.path))
        .collect()
}

/// What people search for: a path, a method with a path, a response header.
fn aliases(handler: &Handler, route: &Route, facts: &PolicyFacts) -> Vec<String> {
    let mut known = aliases_of_the_user(handler);
    known.insert(handler.signature.ident.unraw().to_string());

    let by_route = route.entries.iter().flat_map(|entry| {
        let with_method = |method| format!("{method} {}", entry.path);
        std::iter::once(entry.path.clone()).chain(entry.methods.iter().map(with_method))
    });
    by_route
        .chain(headers(facts).into_iter().map(ToString::to_string))
        .filter(|alias| is_accepted(alias) && known.insert(alias.clone()))
        .collect()
}

/// The CORS response headers that the policy can send.
fn headers(facts: &PolicyFacts) -> Vec<&'static str> {
    let PolicyFacts {
        origins: _,
        methods: _,
        allow_headers,
        expose_headers,
        max_age,
        credentials,
        enforce: _,
        ..
    } = facts;
    let sent = [
        ("Access-Control-Allow-Origin", true),
        ("Access-Control-Allow-Methods", true),
        ("Access-Control-Allow-Credentials", *credentials),
        ("Access-Control-Allow-Headers", !allow_headers.is_empty()),
        ("Access-Control-Expose-Headers", !expose_headers.is_empty()),
        ("Access-Control-Max-Age", max_age.is_some()),
    ];
    sent.into_iter()
        .filter_map(|(name, is_sent)| is_sent.then_some(name))
        .collect()
}

/// Whether the compiler accepts the alias; another one would be an error in the user's build.
fn is_accepted(alias: &str) -> bool {
    let is_refused = |sign: char| {
        matches!(sign, '\'' | '"') || sign.is_control() || (sign.is_whitespace() && sign != ' ')
    };
    !alias.is_empty() && alias.trim() == alias && !alias.contains(is_refused)
}

/// Aliases that are already on the handler: the compiler warns about duplicates.
fn aliases_of_the_user(handler: &Handler) -> BTreeSet<String> {
    let lists = handler
        .attributes_named(&["doc"])
        .filter_map(|attribute| match &attribute.meta {
            Meta::List(list) => list
                .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
                .ok(),
            Meta::Path(_) | Meta::NameValue(_) => None,
        });
    lists
        .flatten()
        .filter(|meta| meta.path().is_ident("alias"))
        .flat_map(|meta| alias_texts(&meta))
        .collect()
}

/// The texts of `alias = ".."` or of `alias("..", "..")`.
fn alias_texts(alias: &Meta) -> Vec<String> {
    match alias {
        Meta::NameValue(pair) => match &pair.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            }) => vec![text.value()],
            _ => Vec::new(),
        },
        Meta::List(list) => list
            .parse_args_with(Punctuated::<LitStr, Token![,]>::parse_terminated)
            .map(|texts| texts.iter().map(LitStr::value).collect())
            .unwrap_or_default(),
        Meta::Path(_) => Vec::new(),
    }
}

/// Whether the attribute is a line of documentation: `///` or `#[doc = ..]`.
fn is_text(attribute: &Attribute) -> bool {
    attribute.path().is_ident("doc") && matches!(attribute.meta, Meta::NameValue(_))
}

#[cfg(test)]
mod tests {
    use cors_rules::Config;
    use quote::quote;

    use super::*;

    fn of(item: TokenStream) -> String {
        let mut handler: Handler = syn::parse2(item).unwrap();
        let route = Route::take(&mut handler.attributes).unwrap().unwrap();
        let config = Config {
            origins: Some(vec!["https://a.example".into()]),
            served: Some(route.methods()),
            ..Config::default()
        };
        let policy = config.validate().unwrap().policy;
        attributes(&CorsArgs::default(), &handler, &route, &policy).to_string()
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

    #[test]
    fn aliases_are_unique_and_accepted_by_the_compiler() {
        let text = of(quote!(
            #[doc(alias = "GET /a")]
            #[doc(alias("Access-Control-Allow-Origin", "other"))]
            #[routes]
            #[get("/a")]
            #[get("/it's")]
            async fn read() {}
        ));
        assert_eq!(text.matches("\"/a\"").count(), 1);
        assert!(!text.contains("\"GET /a\""));
        assert!(!text.contains("\"Access-Control-Allow-Origin\""));
        assert!(!text.contains("it's\""));
    }
}
