//! What people write in the place of a value, and the same in the form that works. An attribute sees tokens:
//! the name of a constant and the call of a macro, and never their values.

use syn::{Expr, ExprCall, ExprMacro, ExprMethodCall, Lit, Macro, Path, spanned::Spanned as _};

use super::{
    argument::Argument,
    argument_error::ArgumentError,
    arithmetic::seconds,
    syntax::without_groups,
    tokens::{path_text, text},
};

/// The longest preflight cache time that the rules accept.
const LONGEST_MAX_AGE: u64 = 86_400;

/// Methods that the `http` crate has constants for.
const METHODS: [&str; 10] = [
    "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY", "TRACE",
];

/// Not a list.
pub(crate) fn not_a_list(argument: Argument, found: &Expr) -> ArgumentError {
    let name = argument.name();
    match found {
        Expr::Reference(reference) => match without_groups((*reference.expr).clone()) {
            Expr::Array(list) => in_brackets(argument, found, &list.elems),
            other => not_a_list(argument, &other),
        },
        Expr::Macro(ExprMacro { mac, .. }) if mac.path.is_ident("vec") => {
            in_brackets(argument, found, &mac.tokens)
        }
        Expr::Path(path) if path.qself.is_none() => match one_entry(argument, &path.path) {
            Some(entry) => ArgumentError::wrong_form_of(
                argument,
                found.span(),
                format!("write `{name} = [{entry}]`"),
            ),
            None => constant(argument, &path.path),
        },
        other => match obvious_string(other) {
            Some(value) => {
                let entries = entries_in(argument, &value);
                let help = format!("write `{name} = [{entries}]`");
                ArgumentError::wrong_form_of(argument, found.span(), help)
            }
            None => other_expression(argument, other),
        },
    }
}

/// Not a string, as an entry of a list.
pub(crate) fn not_a_string(argument: Argument, found: &Expr) -> ArgumentError {
    if let Expr::Path(path) = found {
        return match one_entry(argument, &path.path) {
            Some(entry) => {
                let message = sees_only(&path_text(&path.path));
                ArgumentError::new(found.span(), message, format!("write `{entry}`"))
            }
            None => constant(argument, &path.path),
        };
    }
    match obvious_string(found) {
        Some(value) => {
            let help = format!("write `{value:?}`");
            ArgumentError::wrong_form_of(argument, found.span(), help)
        }
        None => other_expression(argument, found),
    }
}

/// Not a number of seconds.
pub(crate) fn not_a_number(argument: Argument, found: &Expr) -> ArgumentError {
    if let Expr::Path(path) = found {
        return constant(argument, &path.path);
    }
    match seconds(found) {
        Some(value) => {
            let value = value.min(LONGEST_MAX_AGE);
            let help = format!("write `{} = {value}`", argument.name());
            ArgumentError::wrong_form_of(argument, found.span(), help)
        }
        None => ArgumentError::wrong_form(argument, found.span()),
    }
}

/// Not a flag.
pub(crate) fn not_a_flag(argument: Argument, found: &Lit) -> ArgumentError {
    let name = argument.name();
    let value = match found {
        Lit::Str(text) => text.value(),
        Lit::Int(number) => number.base10_digits().to_string(),
        _ => String::new(),
    };
    let help = match value.as_str() {
        "false" | "no" | "off" | "0" | "omit" => format!("write `{name} = false`"),
        "true" | "yes" | "on" | "1" => format!("write `{name}`"),
        "include" => format!("write `{name}`: `include` is a value for the page's `fetch`"),
        _ => format!("write `{name}`, or `{name} = false`"),
    };
    ArgumentError::wrong_form_of(argument, found.span(), help)
}

/// Not the path of something.
pub(crate) fn not_a_path(argument: Argument, found: &Expr) -> ArgumentError {
    match found {
        Expr::Path(path) => {
            let path = path_text(&path.path);
            let help = format!("write `{} = {path}`", argument.name());
            ArgumentError::wrong_form_of(argument, found.span(), help)
        }
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) if syn::parse_str::<Path>(&text.value()).is_ok() => {
                let help = format!("write `{} = {}`", argument.name(), text.value());
                ArgumentError::wrong_form_of(argument, found.span(), help)
            }
            other => ArgumentError::wrong_form(argument, other.span()),
        },
        other => ArgumentError::wrong_form(argument, other.span()),
    }
}

/// Not an opt-out.
pub(crate) fn not_an_opt_out(argument: Argument, found: &Expr) -> ArgumentError {
    match obvious_string(found) {
        Some(name) => {
            let help = format!("write `{name}` without quotes");
            ArgumentError::wrong_form_of(argument, found.span(), help)
        }
        None => ArgumentError::wrong_form(argument, found.span()),
    }
}

/// A name whose value only the compiler knows.
fn constant(argument: Argument, path: &Path) -> ArgumentError {
    let name = path_text(path);
    let last = path.segments.last().map(|last| last.ident.to_string());
    let last = last.unwrap_or_default();
    let help = match argument {
        Argument::Origins => format!(
            "write the list here or in a `policy!`, `env(\"{last}\")` for a variable, or `dynamic({name})` for a source"
        ),
        Argument::MaxAge => format!("write the number, as in `{}`", argument.example()),
        _ => format!(
            "write the list here, as in `{}`, or in a `policy!`",
            argument.example()
        ),
    };
    ArgumentError::new(path.span(), sees_only(&name), help)
}

fn sees_only(name: &str) -> String {
    let shown: String = name.chars().take(40).collect();
    format!("an attribute sees the name `{shown}` and not its value")
}

/// What is left: a macro that expands too late, or something else.
fn other_expression(argument: Argument, found: &Expr) -> ArgumentError {
    let Expr::Macro(ExprMacro { mac, .. }) = found else {
        return ArgumentError::wrong_form(argument, found.span());
    };
    let name = path_text(&mac.path);
    let shown: String = name.chars().take(40).collect();
    let message = format!("`{shown}!` expands after the attribute has been read");
    let variable = matches!(name.as_str(), "env" | "option_env" | "std::env")
        .then(|| macro_string(mac))
        .flatten();
    let help = match (argument, variable) {
        (Argument::Origins, Some(variable)) => {
            format!("write `env({variable:?})`: the server reads the variable when it starts")
        }
        _ => format!("write its value, as in `{}`", argument.example()),
    };
    ArgumentError::new(found.span(), message, help)
}

/// A list in brackets alone.
fn in_brackets(argument: Argument, found: &Expr, elements: &impl quote::ToTokens) -> ArgumentError {
    let name = argument.name();
    let elements = text(&elements.to_token_stream());
    let help = format!("write `{name} = [{elements}]`");
    ArgumentError::wrong_form_of(argument, found.span(), help)
}

/// The entry that a path names, if its name shows it: `Method::GET`, `header::CONTENT_TYPE`.
fn one_entry(argument: Argument, path: &Path) -> Option<String> {
    let last = path.segments.last()?.ident.to_string();
    match argument {
        Argument::Methods => METHODS.contains(&last.as_str()).then_some(last),
        Argument::AllowHeaders | Argument::ExposeHeaders => {
            let is_constant = last
                .bytes()
                .all(|byte| byte == b'_' || byte.is_ascii_uppercase());
            let header = last.to_ascii_lowercase().replace('_', "-");
            (is_constant && is_header(&header)).then(|| format!("{header:?}"))
        }
        Argument::DangerouslyAllow => Some(last),
        Argument::Allow => Some(format!("{:?}", last.replace('_', "-"))),
        Argument::Origins
        | Argument::MaxAge
        | Argument::Credentials
        | Argument::Policy
        | Argument::Enforce
        | Argument::Disabled
        | Argument::Crate => None,
    }
}

/// Whether the `http` crate has a constant for the header; other constants may hold anything.
fn is_header(name: &str) -> bool {
    const NAMES: [&str; 20] = [
        "accept",
        "accept-language",
        "authorization",
        "cache-control",
        "content-disposition",
        "content-encoding",
        "content-language",
        "content-length",
        "content-range",
        "content-type",
        "etag",
        "if-match",
        "if-modified-since",
        "if-none-match",
        "last-modified",
        "link",
        "location",
        "range",
        "retry-after",
        "www-authenticate",
    ];
    NAMES.contains(&name)
}

/// The string that the expression has at run time, where that is obvious.
fn obvious_string(found: &Expr) -> Option<String> {
    match found {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        Expr::Reference(reference) => obvious_string(&reference.expr),
        Expr::Group(group) => obvious_string(&group.expr),
        Expr::Paren(paren) => obvious_string(&paren.expr),
        Expr::MethodCall(ExprMethodCall { receiver, args, .. }) if args.is_empty() => {
            obvious_string(receiver)
        }
        Expr::Call(ExprCall { args, .. }) if args.len() == 1 => obvious_string(args.first()?),
        Expr::Macro(ExprMacro { mac, .. }) if mac.path.is_ident("concat") => macro_string(mac),
        _ => None,
    }
}

/// The literals of a macro's arguments, joined.
fn macro_string(mac: &Macro) -> Option<String> {
    let parser = syn::punctuated::Punctuated::<Lit, syn::Token![,]>::parse_terminated;
    let literals = mac.parse_body_with(parser).ok()?;
    literals
        .iter()
        .map(|literal| match literal {
            Lit::Str(text) => Some(text.value()),
            Lit::Int(number) => Some(number.base10_digits().to_string()),
            _ => None,
        })
        .collect()
}

/// The entries that one string was meant to hold.
fn entries_in(argument: Argument, value: &str) -> String {
    let values = value.split([',', ' ']).filter(|value| !value.is_empty());
    let entries = values.map(|value| match argument {
        Argument::Methods => value.to_ascii_uppercase(),
        Argument::DangerouslyAllow => value.to_string(),
        _ => format!("{value:?}"),
    });
    entries.collect::<Vec<_>>().join(", ")
}
