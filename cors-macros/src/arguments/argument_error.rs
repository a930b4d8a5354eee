//! `ArgumentError`: why the value of an argument cannot be read, and what to write.

use proc_macro2::Span;

use super::argument::Argument;

/// A value that cannot be read.
#[derive(Debug)]
pub(crate) struct ArgumentError {
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) help: String,
}

pub(crate) type Result<T, E = ArgumentError> = std::result::Result<T, E>;

impl ArgumentError {
    pub(crate) fn new(span: Span, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            span,
            message: message.into(),
            help: help.into(),
        }
    }

    /// A value of another form than the argument takes.
    pub(crate) fn wrong_form(argument: Argument, span: Span) -> Self {
        let (name, form) = (argument.name(), argument.form());
        let message = format!("argument `{name}` takes {form}");
        Self::new(span, message, format!("write `{}`", argument.example()))
    }

    /// The same, with what was meant.
    pub(crate) fn wrong_form_of(argument: Argument, span: Span, help: impl Into<String>) -> Self {
        Self {
            help: help.into(),
            ..Self::wrong_form(argument, span)
        }
    }
}
