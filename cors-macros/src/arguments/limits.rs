//! Limits that arguments are checked against before they are parsed. The parser recurses for every level of nesting
//! and for every operator, and reads a number in time that grows with the square of its length.

use proc_macro2::{TokenStream, TokenTree};

/// The deepest nesting of brackets.
const DEEPEST: usize = 16;

/// The most tokens between two commas.
const LONGEST_ARGUMENT: usize = 64;

/// The longest number, in characters.
const LONGEST_NUMBER: usize = 1000;

/// Whether the tokens can be parsed without harm.
pub(crate) fn check(tokens: TokenStream) -> syn::Result<()> {
    check_level(tokens, DEEPEST)
}

fn check_level(tokens: TokenStream, levels: usize) -> syn::Result<()> {
    let mut without_comma = 0;
    for token in tokens {
        let refuse = |message| Err(syn::Error::new(token.span(), message));
        without_comma += 1;
        if without_comma > LONGEST_ARGUMENT {
            return refuse("an argument is longer than 64 tokens");
        }
        match &token {
            TokenTree::Group(group) => match levels.checked_sub(1) {
                Some(levels) => check_level(group.stream(), levels)?,
                None => return refuse("brackets are nested deeper than 16 levels"),
            },
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                let is_number = text.starts_with(|c: char| c.is_ascii_digit());
                if is_number && text.len() > LONGEST_NUMBER {
                    return refuse("a number is longer than 1000 digits");
                }
            }
            TokenTree::Punct(punct) if punct.as_char() == ',' => without_comma = 0,
            TokenTree::Punct(_) | TokenTree::Ident(_) => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_accepted(text: &str) -> bool {
        check(text.parse().unwrap()).is_ok()
    }

    #[test]
    fn lists_may_be_long() {
        let origins = "\"https://app.example.com\", ".repeat(10_000);
        assert!(is_accepted(&format!("origins = [{origins}], credentials")));
    }

    #[test]
    fn what_is_at_a_limit_is_accepted() {
        let nested = |levels| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert!(is_accepted(&nested(16)) && !is_accepted(&nested(17)));
        let argument = |tokens| "- ".repeat(tokens);
        assert!(is_accepted(&argument(64)) && !is_accepted(&argument(65)));
        let number = |digits| "9".repeat(digits);
        assert!(is_accepted(&number(1_000)) && !is_accepted(&number(1_001)));
    }

    #[test]
    fn nesting_operators_and_digits_are_limited() {
        assert!(!is_accepted(&format!(
            "origins = {}{}",
            "[".repeat(17),
            "]".repeat(17)
        )));
        assert!(!is_accepted(&format!("max_age = {}1", "-".repeat(100))));
        assert!(!is_accepted(&format!("origins = {}1", "a = ".repeat(100))));
        assert!(!is_accepted(&format!("max_age = {}", "9".repeat(2_000))));
    }
}
