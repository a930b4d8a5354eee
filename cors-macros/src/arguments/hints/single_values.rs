//! What people write instead of a number, a flag, or a path.

use quote::ToTokens as _;
use syn::{Expr, Lit, Path, spanned::Spanned as _};

use super::{
    super::{
        argument::Argument,
        argument_error::ArgumentError,
        arithmetic::seconds,
        tokens::{path_text, text},
    },
    code::{by_condition, is_conditional, unwrapped},
    constants::constant,
    expressions::{named, obvious_string},
};

/// The longest preflight cache time that the rules accept.
const LONGEST_MAX_AGE: u64 = 86_400;

/// Not a number of seconds.
pub(crate) fn not_a_number(argument: Argument, found: &Expr) -> ArgumentError {
    match (seconds(found), named(found)) {
        (Some(value), _) => {
            let value = value.min(LONGEST_MAX_AGE);
            let help = format!("write `{} = {value}`", argument.name());
            ArgumentError::wrong_form_of(argument, found.span(), help)
        }
        (None, Some(path)) => constant(argument, path),
        (None, None) => ArgumentError::wrong_form(argument, found.span()),
    }
}

/// Not a flag.
pub(crate) fn not_a_flag(argument: Argument, found: &Expr) -> ArgumentError {
    let found = unwrapped(found);
    if is_conditional(found) {
        return by_condition(argument, found);
    }
    let value = match found {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => text.value(),
            Lit::Bool(value) => value.value.to_string(),
            Lit::Int(number) => number.base10_digits().to_string(),
            _ => String::new(),
        },
        other => text(&other.to_token_stream()),
    };
    ArgumentError::wrong_form_of(argument, found.span(), flag(argument, &value))
}

/// Not the path of something.
pub(crate) fn not_a_path(argument: Argument, found: &Expr) -> ArgumentError {
    if argument == Argument::Crate && matches!(found, Expr::Binary(_)) {
        // A package's name, which has hyphens.
        let name = found.to_token_stream().to_string().replace(" - ", "_");
        let help = format!("write `crate = {name}`");
        return ArgumentError::wrong_form_of(argument, found.span(), help);
    }
    let path = match obvious_string(found) {
        Some(text) => syn::parse_str::<Path>(&text).ok().map(|_| text),
        None => named(found).map(path_text),
    };
    match path {
        Some(path) => {
            let help = format!("write `{} = {path}`", argument.name());
            ArgumentError::wrong_form_of(argument, found.span(), help)
        }
        None => ArgumentError::wrong_form(argument, found.span()),
    }
}

/// A flag that is on or off as the word says.
pub(super) fn flag(argument: Argument, value: &str) -> String {
    let name = argument.name();
    match value.to_ascii_lowercase().as_str() {
        _ if argument == Argument::Disabled => format!("write `{name}`, or leave it out"),
        "false" | "no" | "off" | "0" | "omit" | "none" => format!("write `{name} = false`"),
        "true" | "yes" | "on" | "1" => format!("write `{name}`"),
        "include" => format!("write `{name}`: `include` is a value for the page's `fetch`"),
        _ => format!("write `{name}`, or `{name} = false`"),
    }
}
