//! The items inside `policy! { .. }`. Each is parsed alone, so that a broken one takes no other with it.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::{
    Attribute, Token, Visibility, braced,
    parse::{Parse, ParseStream},
};

use crate::arguments::ArgumentError;

const FORM: &str =
    "write `policy! { pub static NAME = { origins = [\"https://app.example.com\"] }; }`";

/// `/// docs` `pub static NAME = { arguments };`
pub(crate) struct NamedPolicy {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) name: Ident,
    pub(crate) arguments: TokenStream,
}

impl NamedPolicy {
    /// Every policy in the braces, or what is wrong with it.
    pub(crate) fn all(tokens: TokenStream) -> impl Iterator<Item = Result<Self, ArgumentError>> {
        items(tokens).into_iter().map(|item| {
            syn::parse2(item)
                .map_err(|error| ArgumentError::new(error.span(), error.to_string(), FORM))
        })
    }
}

impl Parse for NamedPolicy {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        input.parse::<Token![static]>()?;
        let name = input.parse()?;
        input.parse::<Token![=]>()?;
        let arguments;
        braced!(arguments in input);
        input.parse::<Option<Token![;]>>()?;
        Ok(Self {
            attributes,
            visibility,
            name,
            arguments: arguments.parse()?,
        })
    }
}

/// The tokens of each item: up to a semicolon or the end of braces, or up to where the next item begins.
fn items(tokens: TokenStream) -> Vec<TokenStream> {
    let mut items = Vec::new();
    let mut item = Vec::new();
    for token in tokens {
        let is_semicolon = is_punctuation(&token, ';');
        let ends_before = is_ended(&item) && !is_semicolon;
        if ends_before || (is_past_head(&item) && begins_item(&token)) {
            items.push(std::mem::take(&mut item));
        }
        item.push(token);
        if is_semicolon {
            items.push(std::mem::take(&mut item));
        }
    }
    items.push(item);
    items.retain(|item| !item.is_empty());
    let streams = items.into_iter().map(TokenStream::from_iter);
    streams.collect()
}

fn is_ended(item: &[TokenTree]) -> bool {
    matches!(item.last(), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace)
}

/// Whether the item is past its attributes and its visibility.
fn is_past_head(item: &[TokenTree]) -> bool {
    item.iter().any(|token| match token {
        TokenTree::Ident(word) => word != "pub",
        TokenTree::Punct(punct) => punct.as_char() != '#',
        TokenTree::Group(_) => false,
        TokenTree::Literal(_) => true,
    })
}

fn begins_item(token: &TokenTree) -> bool {
    is_punctuation(token, '#')
        || matches!(token, TokenTree::Ident(word) if word == "pub" || word == "static")
}

fn is_punctuation(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of the policies, and the errors.
    fn read(text: &str) -> Vec<String> {
        let items = NamedPolicy::all(text.parse().unwrap());
        items
            .map(|item| match item {
                Ok(policy) => policy.name.to_string(),
                Err(error) => error.message,
            })
            .collect()
    }

    #[test]
    fn a_broken_policy_takes_no_other_with_it() {
        let whole = "/// Partners.\n#[cfg(unix)] pub(crate) static A = { origins = \"*\" };";
        for (broken, error) in [
            ("pub static", "unexpected end of input, expected identifier"),
            ("pub static NEW", "expected `=`"),
            ("static NEW = ;", "expected curly braces"),
            ("static NEW: Policy = { origins = \"*\" }", "expected `=`"),
            ("const NEW = {}", "expected `static`"),
            (",", "expected `static`"),
        ] {
            let text = format!("{whole} {broken} {whole} static B = {{}}");
            assert_eq!(read(&text), ["A", error, "A", "B"], "{broken}");
        }
    }

    #[test]
    fn a_policy_ends_with_its_braces() {
        let policies = "static A = {} , static B = {}";
        assert_eq!(read(policies), ["A", "expected `static`", "B"]);
    }
}
