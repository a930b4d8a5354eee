//! Opt-outs in other notations.

use cors_rules::{OptOut, Severity, rule_names};
use proc_macro2::Span;
use syn::{Expr, spanned::Spanned as _};

use super::{
    super::{
        argument::Argument,
        argument_error::ArgumentError,
        did_you_mean::{enumeration, nearest},
        tokens::path_text,
    },
    expressions::{named, obvious_string},
};

/// Not an opt-out.
pub(in super::super) fn not_an_opt_out(argument: Argument, found: &Expr) -> ArgumentError {
    match obvious_string(found) {
        Some(name) => {
            let help = match opt_out_meant(&name) {
                Some(help) => format!("{help} without quotes"),
                None => warning_among_opt_outs(&name).unwrap_or_else(opt_outs),
            };
            ArgumentError::wrong_form_of(argument, found.span(), help)
        }
        None => ArgumentError::wrong_form(argument, found.span()),
    }
}

/// A word with hyphens, or `*`: an entry of the list, or the whole value.
pub(super) fn not_a_name(span: Span, text: &str, is_entry: bool) -> ArgumentError {
    if is_entry {
        let message = format!("unknown opt-out `{text}`");
        return ArgumentError::new(span, message, unknown_opt_out(text));
    }
    ArgumentError::wrong_form_of(Argument::DangerouslyAllow, span, opt_outs())
}

/// The name of an opt-out as an entry of `allow`.
pub(in super::super) fn opt_out_among_warnings(found: &Expr) -> Option<ArgumentError> {
    let name = named(found)
        .map(path_text)
        .or_else(|| obvious_string(found))?;
    let opt_out = OptOut::ALL.into_iter().find(|one| one.name() == name)?;
    let name = opt_out.name();
    Some(ArgumentError::new(
        found.span(),
        format!("`{name}` is an opt-out, not a warning"),
        format!("write `dangerously_allow = [{name}]`"),
    ))
}

/// The help for the name of a warning, which `allow` has.
fn warning_among_opt_outs(name: &str) -> Option<String> {
    let name = name.replace('_', "-");
    let is_warning = rule_names(Severity::Warning).any(|one| one == name);
    is_warning.then(|| format!("write `allow = [{name:?}]`, which silences a warning"))
}

/// The help for a name that no opt-out has.
pub(in super::super) fn unknown_opt_out(name: &str) -> String {
    match opt_out_meant(name) {
        Some(_) => format!(
            "did you mean `{}`",
            nearest_opt_out(name).unwrap_or_default()
        ),
        None => warning_among_opt_outs(name).unwrap_or_else(opt_outs),
    }
}

pub(super) fn opt_out_meant(name: &str) -> Option<String> {
    nearest_opt_out(name).map(|meant| format!("write `{meant}`"))
}

/// The opt-out of a similar name, in any notation: `OptOut::NullOrigin`, `null-origin`.
pub(super) fn nearest_opt_out(name: &str) -> Option<&'static str> {
    let last = name.rsplit("::").next().unwrap_or(name);
    // Words without `_` between them are similar enough.
    let name = last.replace('-', "_").to_ascii_lowercase();
    nearest(&name, &OptOut::ALL.map(OptOut::name))
}

pub(super) fn opt_outs() -> String {
    let known = OptOut::ALL.map(OptOut::name);
    format!("the opt-outs are {}", enumeration(&known))
}

#[cfg(test)]
mod tests {
    use super::nearest_opt_out;

    #[test]
    fn opt_outs_are_recognised_in_any_notation() {
        for (written, meant) in [
            ("insecure_origins", Some("insecure_origins")),
            ("insecure_origin", Some("insecure_origins")),
            ("OptOut::NullOrigin", Some("null_origin")),
            ("PUBLIC_SUFFIXES", Some("public_suffixes")),
            ("public-suffixes", Some("public_suffixes")),
            ("PublicSuffixes", Some("public_suffixes")),
            ("everything", None),
        ] {
            assert_eq!(nearest_opt_out(written), meant, "{written}");
        }
    }
}
