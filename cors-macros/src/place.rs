//! Places of generated names. rust-analyzer takes a name that has the span of a token of the user's for what that
//! token means, and the compiler shows an error of generated code at the spans of its tokens.

use proc_macro2::Span;
use syn::{Path, spanned::Spanned as _};

/// What the names begin with that modules give their paths.
pub(crate) const PASSED_ON: &str = "__cors_path_";

/// The empty span behind this one, for names of code whose errors are shown at this one: the compiler joins the spans
/// of punctuation and names, and rust-analyzer finds no name at the token.
pub(crate) fn behind(span: Span) -> Span {
    if proc_macro::is_available() {
        span.unwrap().end().into()
    } else {
        span
    }
}

/// The place of a path. One that a module passes on has it at the punctuation: its names are generated.
pub(crate) fn of_path(path: &Path) -> Span {
    let mut segments = path.segments.pairs();
    match (segments.next(), path.segments.last()) {
        (Some(first), Some(last)) if last.ident.to_string().starts_with(PASSED_ON) => first
            .punct()
            .map_or_else(|| path.span(), |colons| colons.spans[0]),
        _ => path.span(),
    }
}
