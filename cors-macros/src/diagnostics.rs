//! The errors of one attribute, reported in the order of the source.
//! Not here: the messages of a policy's rules, which are in `cors-rules`.

use std::fmt::Write as _;

use cors_rules::{AttributeRule, Violation};
use proc_macro2::{Span, TokenStream};

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

/// Collects errors.
#[derive(Debug, Default)]
pub(crate) struct Diagnostics {
    errors: Vec<(Position, syn::Error)>,
}

impl Diagnostics {
    /// An error in the compiler's own words.
    pub(crate) fn syntax(&mut self, position: Position, error: syn::Error) {
        self.errors.push((position, error));
    }

    /// An error about the shape or the place of the attribute.
    pub(crate) fn shape(
        &mut self,
        position: Position,
        span: Span,
        rule: AttributeRule,
        message: &str,
        help: &str,
    ) {
        let text = shape_text(rule, message, help);
        self.errors.push((position, syn::Error::new(span, text)));
    }

    /// A rule that the policy breaks.
    pub(crate) fn violation(&mut self, position: Position, span: Span, violation: &Violation) {
        let error = syn::Error::new(span, text_of(violation));
        self.errors.push((position, error));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }

    /// The errors as code that makes the compiler report them.
    pub(crate) fn into_errors(mut self) -> TokenStream {
        self.errors.sort_by_key(|(position, _)| *position);
        self.errors
            .into_iter()
            .map(|(_, error)| error.into_compile_error())
            .collect()
    }
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
