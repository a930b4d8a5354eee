//! `#[cfg(..)]` on the entries of lists. A macro cannot evaluate a condition, so the arguments are written once
//! for each combination of conditions, and the compiler keeps the one that holds. What it leaves out is not
//! validated, not documented, and not registered.

use cors_rules::AttributeRule;
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{format_ident, quote};
use syn::{LitBool, Meta};

use super::{
    entries::{Attribute, Place, walk},
    limits,
    tokens::token_text,
};
use crate::diagnostics::Diagnostics;

/// Marks an entry whose condition holds.
pub(crate) const CONDITIONAL: &str = "__conditional";

/// Each predicate doubles the number of combinations.
const MOST_PREDICATES: usize = 3;

const CFG_ATTR: &str =
    "write the whole attribute for each case, as in `#[cfg_attr(debug_assertions, cors(..))]`";

/// Arguments whose conditions were read.
#[derive(Debug)]
pub(crate) enum Arguments {
    /// No entry has a condition.
    Unconditional(TokenStream),
    /// One for each combination of conditions, of which exactly one holds.
    Conditional(Vec<Combination>),
}

/// The arguments under one combination of conditions.
#[derive(Debug)]
pub(crate) struct Combination {
    /// What `#[cfg(..)]` takes.
    pub(crate) predicate: TokenStream,
    pub(crate) arguments: TokenStream,
}

/// Reads the conditions. Other attributes are reported, and left out of the arguments.
pub(crate) fn read(arguments: TokenStream, diagnostics: &mut Diagnostics) -> Arguments {
    if !has_attribute(&arguments) || limits::check(arguments.clone()).is_err() {
        return Arguments::Unconditional(arguments);
    }
    let mut known: Vec<Predicate> = Vec::new();
    let mut is_wrong = false;
    let without_conditions = walk(arguments.clone(), Place::TOP, &mut |attributes, place| {
        let mut kept = TokenStream::new();
        for attribute in attributes {
            match attribute.kind(place) {
                Ok(Kind::Mark) => kept.extend(attribute.to_tokens()),
                Ok(Kind::WithoutEntry) => {
                    is_wrong = true;
                    kept.extend(attribute.to_tokens());
                }
                Ok(Kind::Condition(predicate)) => {
                    if known.iter().any(|one| one.text == predicate.text) {
                        continue;
                    }
                    if known.len() == MOST_PREDICATES {
                        is_wrong = true;
                        let message = "more than three different `cfg` conditions in one policy";
                        attribute.report(place, message, CFG_ATTR, diagnostics);
                    } else {
                        known.push(predicate);
                    }
                }
                Err((message, help)) => {
                    is_wrong = true;
                    attribute.report(place, &message, help, diagnostics);
                }
            }
        }
        Some(kept)
    });
    if is_wrong || known.is_empty() {
        return Arguments::Unconditional(without_conditions);
    }
    Arguments::Conditional(combinations(&arguments, &known))
}

/// The arguments without the entries that have conditions, and those conditions.
pub(crate) fn unconditional(arguments: TokenStream) -> (TokenStream, Vec<String>) {
    if !has_attribute(&arguments) || limits::check(arguments.clone()).is_err() {
        return (arguments, Vec::new());
    }
    let mut conditions = Vec::new();
    let arguments = walk(arguments, Place::TOP, &mut |attributes, place| {
        for attribute in attributes {
            if let Ok(Kind::Condition(predicate)) = attribute.kind(place) {
                conditions.push(token_text(&predicate.tokens));
                return None;
            }
        }
        Some(TokenStream::new())
    });
    (arguments, conditions)
}

fn has_attribute(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Punct(punct) => punct.as_char() == '#',
        TokenTree::Group(group) => has_attribute(&group.stream()),
        TokenTree::Ident(_) | TokenTree::Literal(_) => false,
    })
}

/// A condition; two are the same if their tokens are.
#[derive(Debug)]
struct Predicate {
    text: String,
    tokens: TokenStream,
}

fn combinations(arguments: &TokenStream, predicates: &[Predicate]) -> Vec<Combination> {
    let combination = |bits: usize| {
        let holds = |index: usize| (bits >> index) & 1 == 0;
        let terms = predicates.iter().enumerate().map(|(index, predicate)| {
            let tokens = &predicate.tokens;
            if holds(index) {
                quote!(#tokens)
            } else {
                quote!(not(#tokens))
            }
        });
        let holds_by_text = |text: &str| {
            let index = predicates.iter().position(|one| one.text == text);
            index.is_some_and(holds)
        };
        Combination {
            predicate: quote!(all(#(#terms),*)),
            arguments: where_conditions_hold(arguments.clone(), &holds_by_text),
        }
    };
    (0..1 << predicates.len()).map(combination).collect()
}

/// The arguments without the entries that a condition leaves out; the others lose their conditions.
fn where_conditions_hold(arguments: TokenStream, holds: &dyn Fn(&str) -> bool) -> TokenStream {
    walk(arguments, Place::TOP, &mut |attributes, place| {
        let mut kept = TokenStream::new();
        for attribute in attributes {
            if let Ok(Kind::Condition(predicate)) = attribute.kind(place) {
                if !holds(&predicate.text) {
                    return None;
                }
                let mark = format_ident!("{CONDITIONAL}");
                kept = quote!(#[#mark]);
            }
        }
        Some(kept)
    })
}

/// What an attribute means there.
enum Kind {
    Condition(Predicate),
    /// Written by an expansion before this one.
    Mark,
    /// Nothing follows it, which is reported where the list is read.
    WithoutEntry,
}

impl Attribute {
    fn kind(&self, place: Place) -> Result<Kind, (String, &'static str)> {
        let tokens = self.content.stream();
        let parsed = syn::parse2::<Meta>(tokens.clone()).ok();
        let path = parsed.as_ref().map(Meta::path);
        if path.is_some_and(|path| path.is_ident(CONDITIONAL)) {
            return Ok(Kind::Mark);
        }
        let is_condition = path.is_some_and(|path| path.is_ident("cfg"));
        if !place.is_list {
            let message = "an attribute that is not on an entry of a list".to_string();
            return Err((message, CFG_ATTR));
        }
        if !is_condition {
            let name = path.map_or_else(|| tokens.to_string(), |path| quote!(#path).to_string());
            let message = format!("attribute `{name}` on an entry of a list");
            return Err((message, help_instead_of(&name)));
        }
        match parsed {
            _ if !place.has_entry => Ok(Kind::WithoutEntry),
            Some(Meta::List(list)) if is_predicate(&list.tokens) => {
                Ok(Kind::Condition(Predicate {
                    text: list.tokens.to_string(),
                    tokens: list.tokens,
                }))
            }
            _ => Err((
                "`cfg` takes one condition".into(),
                "write `#[cfg(debug_assertions)]`",
            )),
        }
    }

    fn to_tokens(&self) -> TokenStream {
        let Self { hash, content } = self;
        quote!(#hash #content)
    }

    fn report(&self, place: Place, message: &str, help: &str, diagnostics: &mut Diagnostics) {
        let inner = self.content.stream().into_iter().next();
        let span = inner.map_or_else(Span::call_site, |token| token.span());
        diagnostics.shape(
            place.position,
            span,
            AttributeRule::AttributeOnEntry,
            message,
            help,
        );
    }
}

fn help_instead_of(name: &str) -> &'static str {
    match name {
        "doc" => "write a comment with `//`",
        "cfg_attr" => "write `#[cfg(debug_assertions)]`: a condition can leave an entry out",
        _ => "remove it: an entry may have `#[cfg(..)]` only",
    }
}

fn is_predicate(tokens: &TokenStream) -> bool {
    syn::parse2::<Meta>(tokens.clone()).is_ok() || syn::parse2::<LitBool>(tokens.clone()).is_ok()
}
