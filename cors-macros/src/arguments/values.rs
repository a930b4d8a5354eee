//! The forms that values of arguments have. What people write instead is in `hints.rs`.

use cors_rules::{OptOut, Severity, rule_names};
use proc_macro2::Span;
use syn::{Expr, Lit, LitStr, Path, UnOp, ext::IdentExt as _, spanned::Spanned as _};

use super::{
    argument::Argument,
    argument_error::{ArgumentError, Result},
    arithmetic::is_integer_type,
    did_you_mean::nearest,
    hints,
    syntax::{Item, List, Value},
    tokens::{path_text, without_groups},
};

/// One entry of a list, or another single value, as it was written.
#[derive(Debug, Clone)]
pub(crate) struct ListItem {
    pub(crate) text: String,
    pub(crate) span: Span,
    /// Whether a `#[cfg(..)]` on it holds.
    pub(crate) is_conditional: bool,
}

impl From<&LitStr> for ListItem {
    fn from(literal: &LitStr) -> Self {
        Self {
            text: literal.value(),
            span: literal.span(),
            is_conditional: false,
        }
    }
}

/// Everything that is wrong with a value.
pub(crate) type Errors = Vec<ArgumentError>;

/// `["…", …]`
pub(crate) fn strings(argument: Argument, value: &Value) -> Result<Vec<ListItem>, Errors> {
    collect(list(argument, value)?, |item| list_item(argument, item))
}

/// `[GET, "PUT"]`
pub(crate) fn methods(argument: Argument, value: &Value) -> Result<Vec<ListItem>, Errors> {
    collect(list(argument, value)?, |item| {
        if let Expr::Path(path) = &item.expression
            && let Some(name) = path.path.get_ident()
        {
            return Ok(ListItem {
                text: name.unraw().to_string(),
                span: name.span(),
                is_conditional: item.is_conditional,
            });
        }
        list_item(argument, item)
    })
}

/// A number; whether it is one of seconds is for the policy's rules.
pub(crate) fn seconds(argument: Argument, value: &Value) -> Result<ListItem, Errors> {
    let Value::Expression(expression) = value else {
        return Err(vec![ArgumentError::wrong_form(argument, value.span())]);
    };
    let (sign, number) = match expression {
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => {
            ("-", without_groups((*unary.expr).clone()))
        }
        other => ("", other.clone()),
    };
    let digits = match number {
        Expr::Lit(literal) => match literal.lit {
            Lit::Int(number) if is_integer_type(number.suffix()) => {
                Some(number.base10_digits().to_string())
            }
            Lit::Float(number) => Some(number.base10_digits().to_string()),
            // Shown with its quotes, and refused by the rules: a number is needed.
            Lit::Str(text) => Some(format!("{:?}", text.value())),
            _ => None,
        },
        _ => None,
    };
    let digits = digits.ok_or_else(|| vec![hints::not_a_number(argument, expression)])?;
    Ok(ListItem {
        text: format!("{sign}{digits}"),
        span: expression.span(),
        is_conditional: false,
    })
}

/// The name alone, or with a truth value.
pub(crate) fn flag(argument: Argument, value: &Value) -> Result<bool, Errors> {
    match value {
        Value::Nothing(_) => Ok(true),
        Value::Expression(Expr::Lit(literal)) if matches!(literal.lit, Lit::Bool(_)) => {
            Ok(matches!(&literal.lit, Lit::Bool(value) if value.value))
        }
        Value::Expression(other) => Err(vec![hints::not_a_flag(argument, other)]),
        other => Err(vec![ArgumentError::wrong_form(argument, other.span())]),
    }
}

/// The name alone: what it says cannot be taken back by `false`.
pub(crate) fn word(argument: Argument, value: &Value) -> Result<bool, Errors> {
    match (flag(argument, value), value) {
        (Ok(false), Value::Expression(off)) => {
            let help = format!("remove `{}`", argument.name());
            Err(vec![ArgumentError::wrong_form_of(
                argument,
                off.span(),
                help,
            )])
        }
        (read, _) => read,
    }
}

/// `[insecure_origins]`
pub(crate) fn opt_outs(argument: Argument, value: &Value) -> Result<Vec<(OptOut, Span)>, Errors> {
    collect(list(argument, value)?, |item| {
        let Expr::Path(path) = &item.expression else {
            return Err(hints::not_an_opt_out(argument, &item.expression));
        };
        let name = path_text(&path.path);
        OptOut::ALL
            .into_iter()
            .find(|opt_out| name == opt_out.name())
            .map(|opt_out| (opt_out, path.span()))
            .ok_or_else(|| {
                let message = format!("unknown opt-out `{name}`");
                ArgumentError::new(path.span(), message, hints::unknown_opt_out(&name))
            })
    })
}

/// `["any-port"]`
pub(crate) fn warnings(
    argument: Argument,
    value: &Value,
) -> Result<Vec<(&'static str, Span)>, Errors> {
    collect(list(argument, value)?, |item| {
        if let Some(error) = hints::opt_out_among_warnings(&item.expression) {
            return Err(error);
        }
        let ListItem { text, span, .. } = list_item(argument, item)?;
        rule_names(Severity::Warning)
            .find(|name| *name == text)
            .map(|name| (name, span))
            .ok_or_else(|| not_a_warning(&text, span))
    })
}

/// `path::to::something`
pub(crate) fn path(argument: Argument, value: &Value) -> Result<Path, Errors> {
    match value {
        Value::Expression(Expr::Path(path)) if path.qself.is_none() => Ok(path.path.clone()),
        Value::Expression(other) => Err(vec![hints::not_a_path(argument, other)]),
        other => Err(vec![ArgumentError::wrong_form(argument, other.span())]),
    }
}

/// The entries of the value, if it is a list.
pub(crate) fn list(argument: Argument, value: &Value) -> Result<&[Item], Errors> {
    match value {
        Value::List(List { items, .. }) => Ok(items),
        Value::Expression(expression) => Err(vec![hints::not_a_list(argument, expression)]),
        other => Err(vec![ArgumentError::wrong_form(argument, other.span())]),
    }
}

/// An entry that is a string.
pub(crate) fn list_item(argument: Argument, item: &Item) -> Result<ListItem> {
    match &item.expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Ok(ListItem {
                text: text.value(),
                span: text.span(),
                is_conditional: item.is_conditional,
            }),
            _ => Err(hints::not_a_string(argument, &item.expression)),
        },
        other => Err(hints::not_a_string(argument, other)),
    }
}

/// Reads every entry, and reports every one that cannot be read.
pub(crate) fn collect<T>(
    items: &[Item],
    read: impl Fn(&Item) -> Result<T>,
) -> Result<Vec<T>, Errors> {
    let mut errors = Vec::new();
    let mut values = Vec::new();
    for item in items {
        match read(item) {
            Ok(value) => values.push(value),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() {
        Ok(values)
    } else {
        Err(errors)
    }
}

fn not_a_warning(name: &str, span: Span) -> ArgumentError {
    if rule_names(Severity::Error).any(|error| error == name) {
        let message = format!("`{name}` is an error, not a warning");
        return ArgumentError::new(span, message, "remove it, and correct the policy");
    }
    let known: Vec<_> = rule_names(Severity::Warning).collect();
    let help = match nearest(name, &known) {
        Some(meant) => format!("did you mean `{meant}`"),
        None => "name the rule that the `note:` of the warning names, such as `any-port`".into(),
    };
    ArgumentError::new(span, format!("unknown warning `{name}`"), help)
}
