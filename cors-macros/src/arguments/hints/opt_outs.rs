//! Opt-outs in other notations.

use cors_rules::OptOut;
use proc_macro2::Span;
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

/// A word with hyphens, or `*`: an entry of the list, or the whole value.
pub(super) fn not_a_name(span: Span, text: &str, is_entry: bool) -> ArgumentError {
    if is_entry {
        let message = format!("unknown opt-out `{text}`");
        return ArgumentError::new(span, message, unknown_opt_out(text));
    }
    ArgumentError::wrong_form_of(Argument::DangerouslyAllow, span, opt_outs())
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
