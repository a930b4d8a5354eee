//! Tokens split at commas, and tokens as text.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::{Expr, Path};

/// Tokens up to a comma.
#[derive(Default)]
pub(crate) struct TokenEntry {
    pub(crate) tokens: Vec<TokenTree>,
    pub(crate) comma: Option<TokenTree>,
}

/// The entries of a list; a comma behind the last one adds nothing.
pub(crate) fn split(tokens: TokenStream) -> Vec<TokenEntry> {
    let mut entries = Vec::new();
    let mut current = TokenEntry::default();
    for token in tokens {
        if matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ',') {
            current.comma = Some(token);
            entries.push(std::mem::take(&mut current));
        } else {
            current.tokens.push(token);
        }
    }
    if !current.tokens.is_empty() {
        entries.push(current);
    }
    entries
}

/// The tokens without the invisible group that `macro_rules!` puts around its fragments.
pub(crate) fn bare(tokens: Vec<TokenTree>) -> Vec<TokenTree> {
    match tokens.as_slice() {
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::None => {
            bare(group.stream().into_iter().collect())
        }
        _ => tokens,
    }
}

/// The expression without the invisible group that `macro_rules!` puts around its fragments.
pub(crate) fn without_groups(mut expression: Expr) -> Expr {
    while let Expr::Group(group) = expression {
        expression = *group.expr;
    }
    expression
}

/// Tokens as people write them, if they are few.
pub(crate) fn text(tokens: &TokenStream) -> String {
    let text = token_text(tokens);
    if text.chars().count() > 40 {
        "..".into()
    } else {
        text
    }
}

/// Tokens as people write them.
pub(crate) fn token_text(tokens: &TokenStream) -> String {
    let spaces = [
        (" ,", ","),
        ("[ ", "["),
        (" ]", "]"),
        (" ! ", "!"),
        (" (", "("),
        (" :: ", "::"),
        (":: ", "::"),
        ("& ", "&"),
    ];
    spaces
        .into_iter()
        .fold(tokens.to_string(), |text, (spaced, plain)| {
            text.replace(spaced, plain)
        })
}

/// The path as it was written.
pub(crate) fn path_text(path: &Path) -> String {
    path.to_token_stream().to_string().replace(' ', "")
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn up_to_forty_characters_are_shown() {
        let shown = |length| text(&"a".repeat(length).parse().unwrap());
        assert_eq!(shown(40), "a".repeat(40));
        assert_eq!(shown(41), "..");
    }
}
