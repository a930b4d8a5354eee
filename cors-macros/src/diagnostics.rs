//! The errors of one attribute, reported in the order of the source.
//! Not here: the messages of a policy's rules, which are in `cors-rules`.

use std::fmt::Write as _;

use cors_rules::{AttributeRule, Violation};
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::{AttrStyle, Attribute};

use crate::{compiler, editor::messages, place::behind};

/// Values longer than this are not printed a second time with a mark.
const LONGEST_MARKED: usize = 72;

/// A place in the attribute: which argument, and which of its entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position {
    pub(crate) argument: usize,
    pub(crate) entry: usize,
}

impl Position {
    /// What concerns the attribute as a whole comes first.
    pub(crate) const WHOLE: Self = Self {
        argument: 0,
        entry: 0,
    };

    /// The item below the attribute comes last.
    pub(crate) const ITEM: Self = Self {
        argument: usize::MAX,
        entry: 0,
    };

    /// The argument as a whole.
    pub(crate) const fn of_argument(ordinal: usize) -> Self {
        Self {
            argument: ordinal,
            entry: 0,
        }
    }
}

/// Where an error is shown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) span: Span,
    is_attribute: bool,
}

impl Place {
    /// The attribute as a whole, on the item with this name. Resolved like the user's own code, the span adds no note
    /// about macros.
    pub(crate) fn attribute_on(item: &Ident) -> Self {
        Self {
            span: Span::call_site().resolved_at(item.span()),
            is_attribute: true,
        }
    }
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self {
            span,
            is_attribute: false,
        }
    }
}

/// An error, where it is in the source, and where it is shown.
#[derive(Debug)]
struct Reported {
    position: Position,
    error: syn::Error,
    is_at_attribute: bool,
}

/// Collects errors.
#[derive(Debug, Default)]
pub(crate) struct Diagnostics {
    errors: Vec<Reported>,
    is_in_impl: bool,
    /// The `#[cfg(..)]` of the item: where it is left out, its errors are too.
    conditions: Vec<Attribute>,
}

impl Diagnostics {
    /// The item is a method, and items without a name are not allowed beside it.
    pub(crate) const fn item_is_in_impl(&mut self) {
        self.is_in_impl = true;
    }

    /// The item has these attributes; its conditions hold for its errors, too.
    pub(crate) fn on_item_with(&mut self, attributes: &[Attribute]) {
        let is_condition =
            |one: &&Attribute| one.path().is_ident("cfg") && matches!(one.style, AttrStyle::Outer);
        let conditions = attributes.iter().filter(is_condition);
        self.conditions = conditions.cloned().collect();
    }

    /// An error in the compiler's own words.
    pub(crate) fn syntax(&mut self, position: Position, error: syn::Error) {
        self.errors.push(Reported {
            position,
            error,
            is_at_attribute: false,
        });
    }

    /// An error about the shape or the place of the attribute.
    pub(crate) fn shape(
        &mut self,
        position: Position,
        place: impl Into<Place>,
        rule: AttributeRule,
        message: &str,
        help: &str,
    ) {
        self.report(position, place.into(), shape_text(rule, message, help));
    }

    /// A rule that the policy breaks.
    pub(crate) fn violation(&mut self, position: Position, place: Place, violation: &Violation) {
        self.report(position, place, text_of(violation));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }

    /// The errors as code that makes the compiler report them. rust-analyzer does not show one with the span of an
    /// attribute that is resolved at its item, so it gets another.
    pub(crate) fn into_errors(self, runtime: &TokenStream) -> TokenStream {
        let conditions = &self.conditions;
        let errors = self.errors.into_iter().map(|reported| {
            let in_editor = reported
                .is_at_attribute
                .then(|| messages::error(runtime, &reported.error.to_string()))
                .filter(|error| !error.is_empty())
                .map(|error| quote!(#(#conditions)* #error));
            let error = compile_error(&reported.error);
            let error = if self.is_in_impl {
                error
            } else {
                as_item(error)
            };
            let error = quote!(#(#conditions)* #error #in_editor);
            (reported.position, error)
        });
        in_order(errors.collect())
    }

    fn report(&mut self, position: Position, place: Place, text: String) {
        self.errors.push(Reported {
            position,
            error: syn::Error::new(place.span, text),
            is_at_attribute: place.is_attribute,
        });
    }
}

/// Code about places in an attribute, in the order of the source.
pub(crate) fn in_order(mut items: Vec<(Position, TokenStream)>) -> TokenStream {
    items.sort_by_key(|(position, _)| *position);
    let items = items.iter().map(|(_, item)| item);
    quote!(#(#items)*)
}

/// An error about an item whose arguments are not read, as code.
pub(crate) fn malformed_item(span: Span, message: &str, help: &str) -> TokenStream {
    let error = syn::Error::new(span, format!("{message}\nhelp: {help}"));
    as_item(compile_error(&error))
}

/// A warning, and where it is.
#[derive(Debug)]
pub(crate) struct Warning {
    pub(crate) position: Position,
    pub(crate) span: Span,
    pub(crate) text: String,
}

/// Message, help and note of a rule about the attribute.
pub(crate) fn shape_text(rule: AttributeRule, message: &str, help: &str) -> String {
    format!("{message}\nhelp: {help}\nnote: {}", rule.note())
}

/// The error as code. Its words are behind their spans, except the name of the macro, where rust-analyzer shows the
/// error: it takes `core` for a name at the place, and completes a half-typed name in the text as well.
fn compile_error(error: &syn::Error) -> TokenStream {
    words_behind(error.to_compile_error())
}

/// Inside a function, as below a route attribute, rust-analyzer shows the errors of bodies, and not those of items.
fn as_item(error: TokenStream) -> TokenStream {
    if compiler::may_be_editor() {
        quote!(const _: () = { #error };)
    } else {
        error
    }
}

fn words_behind(tokens: TokenStream) -> TokenStream {
    let tokens = tokens.into_iter().map(|mut token| {
        match &mut token {
            TokenTree::Ident(name) if name == "compile_error" => {}
            TokenTree::Ident(_) | TokenTree::Literal(_) => token.set_span(behind(token.span())),
            TokenTree::Group(group) => {
                let span = group.span();
                *group = Group::new(group.delimiter(), words_behind(group.stream()));
                group.set_span(span);
            }
            TokenTree::Punct(_) => {}
        }
        token
    });
    tokens.collect()
}

/// Message, mark, help and note, one below the other, as the compiler shows them.
fn text_of(violation: &Violation) -> String {
    let mut text = violation.message();
    if let Some(mark) = mark_of(violation) {
        text.push_str(&mark);
    }
    let (help, note) = (violation.help(), violation.note());
    let _ = write!(text, "\nhelp: {help}\nnote: {note}");
    text
}

/// The value with a mark below the wrong bytes: a stable compiler cannot point inside a literal.
fn mark_of(violation: &Violation) -> Option<String> {
    let value = violation.value();
    let range = violation.range()?;
    let is_plain = value
        .bytes()
        .all(|byte| byte == b' ' || byte.is_ascii_graphic());
    if !is_plain || value.len() > LONGEST_MARKED || range.len() >= value.len() {
        return None;
    }
    let indent = " ".repeat(range.start);
    let mark = "^".repeat(range.len().max(1));
    Some(format!("\n\n  {value}\n  {indent}{mark}\n"))
}

#[cfg(test)]
mod tests;
