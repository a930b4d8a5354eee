//! Opt-outs in other notations.

use cors_rules::OptOut;
use syn::{Expr, spanned::Spanned as _};

use super::{
    super::{
        argument::Argument,
        argument_error::ArgumentError,
        did_you_mean::{enumeration, nearest},
    },
    expressions::obvious_string,
};

/// Not an opt-out.
pub(in super::super) fn not_an_opt_out(argument: Argument, found: &Expr) -> ArgumentError {
    match obvious_string(found) {
        Some(name) => {
            let help = match opt_out_meant(&name) {
                Some(help) => format!("{help} without quotes"),
                None => opt_outs(),
            };
            ArgumentError::wrong_form_of(argument, found.span(), help)
        }
        None => ArgumentError::wrong_form(argument, found.span()),
    }
}

/// The help for a name that no opt-out has.
pub(in super::super) fn unknown_opt_out(name: &str) -> String {
    match opt_out_meant(name) {
        Some(_) => format!(
            "did you mean `{}`",
            nearest_opt_out(name).unwrap_or_default()
        ),
        None => opt_outs(),
    }
}

pub(super) fn opt_out_meant(name: &str) -> Option<String> {
    nearest_opt_out(name).map(|meant| format!("write `{meant}`"))
}

/// The opt-out of a similar name, in any notation: `OptOut::NullOrigin`, `null-origin`.
pub(super) fn nearest_opt_out(name: &str) -> Option<&'static str> {
    let last = name.rsplit("::").next().unwrap_or(name);
    let mut snake = String::new();
    for letter in last.replace('-', "_").chars() {
        if letter.is_ascii_uppercase() && !snake.is_empty() && !snake.ends_with('_') {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    nearest(&snake, &OptOut::ALL.map(OptOut::name))
}

pub(super) fn opt_outs() -> String {
    let known = OptOut::ALL.map(OptOut::name);
    format!("the opt-outs are {}", enumeration(&known))
}
