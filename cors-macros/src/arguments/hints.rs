//! What people write instead of a list, and the same in the form that works; single values are in `single_values`. An
//! attribute sees tokens: the name of a constant and the call of a macro, and never their values.

mod code;
mod constants;
mod expressions;
mod names;
mod opt_outs;
mod single_values;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens as _;
use syn::{Expr, ExprMacro, Lit, spanned::Spanned as _};

pub(super) use self::expressions::{named, variable};
pub(super) use self::opt_outs::{not_an_opt_out, opt_out_among_warnings, unknown_opt_out};
pub(crate) use self::single_values::{not_a_flag, not_a_number, not_a_path};
use self::{
    code::{by_condition, is_conditional, unwrapped},
    constants::{constant, everything, is_all, is_all_word, sees_only},
    expressions::obvious_string,
    names::{entries_among, entries_in, one_entry},
    opt_outs::{nearest_opt_out, not_a_name},
    single_values::flag,
};
use super::{
    argument::{Argument, Kind},
    argument_error::ArgumentError,
    tokens::{path_text, split, text, without_groups},
};

/// Not a list.
pub(crate) fn not_a_list(argument: Argument, found: &Expr) -> ArgumentError {
    let name = argument.name();
    let is_everything = match found {
        Expr::Lit(_) => obvious_string(found).is_some_and(|text| text == "*" || is_all_word(&text)),
        Expr::Call(call) => call.args.is_empty() && named(&call.func).is_some_and(is_all),
        _ => false,
    };
    if is_everything && let Some(help) = everything(argument) {
        return ArgumentError::wrong_form_of(argument, found.span(), help);
    }
    match found {
        other if is_conditional(other) => by_condition(argument, other),
        Expr::Reference(reference) => match without_groups((*reference.expr).clone()) {
            Expr::Array(list) => in_brackets(argument, found, &list.elems),
            other => not_a_list(argument, &other),
        },
        Expr::Macro(ExprMacro { mac, .. }) if mac.path.is_ident("vec") => {
            in_brackets(argument, found, &mac.tokens)
        }
        Expr::Lit(literal) if matches!(&literal.lit, Lit::Bool(all) if all.value) => {
            let help =
                everything(argument).unwrap_or_else(|| format!("write `{}`", argument.example()));
            ArgumentError::wrong_form_of(argument, found.span(), help)
        }
        Expr::Path(path) if path.qself.is_none() => match one_entry(argument, &path.path) {
            Some(entry) => ArgumentError::wrong_form_of(
                argument,
                found.span(),
                format!("write `{name} = [{entry}]`"),
            ),
            None => constant(argument, &path.path),
        },
        other => match obvious_string(other).filter(|_| variable(other).is_none()) {
            Some(value) => {
                let entries = entries_in(argument, &value);
                let help = format!("write `{name} = [{entries}]`");
                ArgumentError::wrong_form_of(argument, found.span(), help)
            }
            None => other_list(argument, other),
        },
    }
}

/// An argument with its value in parentheses.
pub(crate) fn in_parentheses(
    argument: Argument,
    span: Span,
    tokens: &TokenStream,
) -> ArgumentError {
    let name = argument.name();
    let value = text(tokens);
    if value.is_empty() {
        return ArgumentError::wrong_form(argument, span);
    }
    let help = match argument.kind() {
        Kind::List if !value.starts_with('[') => {
            format!(
                "write `{name} = [{}]`",
                as_entries(argument, tokens).unwrap_or(value)
            )
        }
        Kind::List | Kind::Single => format!("write `{name} = {value}`"),
        Kind::Flag => flag(argument, &value),
    };
    ArgumentError::wrong_form_of(argument, span, help)
}

/// A word with hyphens, or `*`, that is not in quotes: an entry of a list, or the whole value.
pub(crate) fn not_in_quotes(
    argument: Option<Argument>,
    span: Span,
    text: &str,
    is_entry: bool,
) -> ArgumentError {
    let help = match argument {
        Some(Argument::DangerouslyAllow) => return not_a_name(span, text, is_entry),
        Some(argument) if !takes_strings(argument, text) => {
            return ArgumentError::wrong_form(argument, span);
        }
        Some(Argument::Methods) if text == "*" => everything(Argument::Methods),
        Some(list) if text == "*" && !is_entry && list != Argument::Origins => everything(list),
        _ => None,
    };
    let help = help.unwrap_or_else(|| format!("write `{text:?}`"));
    ArgumentError::new(span, format!("`{text}` is not in quotes"), help)
}

/// Whether the text in quotes may be an entry: `"*"` is not a warning.
fn takes_strings(argument: Argument, text: &str) -> bool {
    argument.kind() == Kind::List && (argument != Argument::Allow || text != "*")
}

/// Not a string, as an entry of a list.
pub(crate) fn not_a_string(argument: Argument, found: &Expr) -> ArgumentError {
    let is_in_parentheses = matches!(found, Expr::Paren(_));
    let found = unwrapped(found);
    if let Expr::Path(path) = found {
        if argument == Argument::Methods && is_in_parentheses && path.path.get_ident().is_some() {
            return ArgumentError::wrong_form_of(argument, found.span(), "remove the parentheses");
        }
        return match one_entry(argument, &path.path) {
            Some(entry) => {
                let message = sees_only(&path_text(&path.path));
                ArgumentError::new(found.span(), message, format!("write `{entry}`"))
            }
            None => constant(argument, &path.path),
        };
    }
    let entries = entries_among(argument, found.to_token_stream());
    if is_conditional(found) {
        return by_condition(argument, found);
    }
    let help = match obvious_string(found) {
        _ if variable(found).is_some() => return other_expression(argument, found),
        Some(value) => format!("write `{value:?}`"),
        None if matches!(found, Expr::Binary(_) | Expr::Array(_)) && !entries.is_empty() => {
            format!("write `{}`", entries.join(", "))
        }
        None => return other_expression(argument, found),
    };
    ArgumentError::wrong_form_of(argument, found.span(), help)
}

/// The strings in the value, as entries of a list.
pub(super) fn strings_in(found: &Expr) -> Vec<String> {
    entries_among(Argument::Origins, found.to_token_stream())
}

/// The entries that the tokens hold, in the form that the list has.
fn as_entries(argument: Argument, tokens: &TokenStream) -> Option<String> {
    let entries = split(tokens.clone()).into_iter().map(|entry| {
        let tokens: TokenStream = entry.tokens.into_iter().collect();
        let expression = syn::parse2::<Expr>(tokens).ok()?;
        match (argument, &expression) {
            (Argument::DangerouslyAllow, found) => {
                let name = named(found)
                    .map(path_text)
                    .or_else(|| obvious_string(found))?;
                nearest_opt_out(&name).map(String::from)
            }
            (
                Argument::Allow | Argument::AllowHeaders | Argument::ExposeHeaders,
                Expr::Path(path),
            ) => one_entry(argument, &path.path),
            _ => None,
        }
    });
    let entries: Vec<_> = entries.collect::<Option<_>>()?;
    Some(entries.join(", "))
}

/// Some other expression, which may have the entries of the list inside.
fn other_list(argument: Argument, found: &Expr) -> ArgumentError {
    let is_computed = matches!(
        found,
        Expr::Macro(_) | Expr::Closure(_) | Expr::Assign(_) | Expr::Lit(_)
    );
    let entries = entries_among(argument, found.to_token_stream());
    if is_computed || entries.is_empty() || variable(found).is_some() {
        return other_expression(argument, found);
    }
    let help = format!("write `{} = [{}]`", argument.name(), entries.join(", "));
    ArgumentError::wrong_form_of(argument, found.span(), help)
}

/// What is left: code that runs or a macro that expands too late.
fn other_expression(argument: Argument, found: &Expr) -> ArgumentError {
    let help = match (argument, variable(found), found) {
        (Argument::Origins, Some(variable), _) => {
            format!("write `env({variable:?})`: the server reads the variable when it starts")
        }
        (Argument::Origins, None, Expr::Closure(_)) => {
            "write a pattern such as `\"https://*.example.com\"`, or `dynamic(ORIGINS)` for a source that decides"
                .into()
        }
        (_, _, Expr::Macro(_)) => format!("write its value, as in `{}`", argument.example()),
        _ => match named(found) {
            Some(path) => return constant(argument, path),
            None => return ArgumentError::wrong_form(argument, found.span()),
        },
    };
    let Expr::Macro(ExprMacro { mac, .. }) = found else {
        return ArgumentError::wrong_form_of(argument, found.span(), help);
    };
    let name = path_text(&mac.path);
    let shown: String = name.chars().take(40).collect();
    let message = format!("`{shown}!` expands after the attribute has been read");
    ArgumentError::new(found.span(), message, help)
}

/// A list that is not in brackets alone.
fn in_brackets(argument: Argument, found: &Expr, elements: &impl quote::ToTokens) -> ArgumentError {
    let elements = elements.to_token_stream();
    let entries = match entries_among(argument, elements.clone()).join(", ") {
        none if none.is_empty() => text(&elements),
        entries => entries,
    };
    if entries.is_empty() {
        return ArgumentError::wrong_form(argument, found.span());
    }
    let help = format!("write `{} = [{entries}]`", argument.name());
    ArgumentError::wrong_form_of(argument, found.span(), help)
}
