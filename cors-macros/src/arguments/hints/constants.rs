//! Names of constants, whose values only the compiler knows, and words that other libraries have for everything.

use syn::{Path, spanned::Spanned as _};

use super::{
    super::{argument::Argument, argument_error::ArgumentError, tokens::path_text},
    opt_outs::opt_outs,
};

/// A name whose value only the compiler knows.
pub(super) fn constant(argument: Argument, path: &Path) -> ArgumentError {
    let name = path_text(path);
    let last = path.segments.last().map(|last| last.ident.to_string());
    let last = last.unwrap_or_default();
    if let Some(help) = everything(argument).filter(|_| is_all(path)) {
        return ArgumentError::wrong_form_of(argument, path.span(), help);
    }
    if argument == Argument::DangerouslyAllow {
        return ArgumentError::wrong_form_of(argument, path.span(), opt_outs());
    }
    let help = match argument {
        Argument::MaxAge if name == "None" => "leave `max_age` out".into(),
        Argument::Origins if last == "env" => "write `env(\"CORS_ORIGINS\")`".into(),
        Argument::Origins if last == "dynamic" => "write `dynamic(ORIGINS)`".into(),
        Argument::Origins if last == "localhost" => "write `\"http://localhost:*\"`".into(),
        Argument::Origins if is_keyword_like(&last) => {
            return ArgumentError::wrong_form(argument, path.span());
        }
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

/// Words for every origin, method or header in other libraries.
pub(super) fn is_all(path: &Path) -> bool {
    let last = path.segments.last().map(|last| last.ident.to_string());
    last.is_some_and(|last| is_all_word(&last))
}

pub(super) fn is_all_word(word: &str) -> bool {
    matches!(word.to_ascii_lowercase().as_str(), "any" | "all")
}

/// Words that name no constant.
fn is_keyword_like(name: &str) -> bool {
    matches!(name, "null" | "none" | "None" | "self" | "same_origin")
}

pub(super) fn sees_only(name: &str) -> String {
    let shown: String = name.chars().take(40).collect();
    format!("an attribute sees the name `{shown}` and not its value")
}

/// Everything, as the argument names it.
pub(super) fn everything(argument: Argument) -> Option<String> {
    match argument {
        Argument::Origins => Some("write `origins = \"*\"` if every site may call".into()),
        Argument::AllowHeaders | Argument::ExposeHeaders => {
            Some(format!("write `{} = [\"*\"]`", argument.name()))
        }
        Argument::Methods => Some("leave `methods` out: then all of the route's are open".into()),
        Argument::MaxAge
        | Argument::Credentials
        | Argument::Policy
        | Argument::Enforce
        | Argument::Disabled
        | Argument::DangerouslyAllow
        | Argument::Allow
        | Argument::Crate => None,
    }
}
