//! Code that an attribute does not run: expressions around a value, and conditions.

use quote::ToTokens as _;
use syn::{Expr, ExprMacro, Stmt, spanned::Spanned as _};

use super::{
    super::{
        argument::{Argument, Kind},
        argument_error::ArgumentError,
    },
    names::entries_among,
};

/// The expression without parentheses, and without braces that hold nothing else.
pub(super) fn unwrapped(found: &Expr) -> &Expr {
    match found {
        Expr::Paren(inner) => unwrapped(&inner.expr),
        Expr::Group(inner) => unwrapped(&inner.expr),
        Expr::Block(block) => match block.block.stmts.as_slice() {
            [Stmt::Expr(inner, None)] => unwrapped(inner),
            _ => found,
        },
        other => other,
    }
}

pub(super) fn is_conditional(found: &Expr) -> bool {
    matches!(found, Expr::If(_) | Expr::Match(_))
        || matches!(found, Expr::Macro(ExprMacro { mac, .. }) if mac.path.is_ident("cfg"))
}

/// An expression that is evaluated at run time, which an attribute cannot do.
pub(super) fn by_condition(argument: Argument, found: &Expr) -> ArgumentError {
    let help = match argument.kind() {
        Kind::List => {
            let entries = entries_among(argument, found.to_token_stream());
            let entry = entries.into_iter().next().unwrap_or_else(|| "..".into());
            format!(
                "put a condition on an entry, as in `{} = [#[cfg(debug_assertions)] {entry}]`",
                argument.name()
            )
        }
        Kind::Flag | Kind::Single => {
            "write the whole attribute for each case, as in `#[cfg_attr(debug_assertions, cors(..))]`"
                .into()
        }
    };
    ArgumentError::wrong_form_of(argument, found.span(), help)
}
