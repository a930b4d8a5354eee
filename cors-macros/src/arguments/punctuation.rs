//! What is wrong with the punctuation of arguments, and the same in the form that works.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use syn::{Expr, Lit, Path, Token, parse::ParseStream, spanned::Spanned as _, token};

use super::{
    argument::{Argument, Kind},
    argument_error::ArgumentError,
    hints,
    tokens::{path_text, text},
};

/// What is wrong with the syntax.
pub(crate) enum Fault {
    /// What we can explain.
    Explained(ArgumentError),
    /// What only the parser can.
    Parser(syn::Error),
}

/// A `#` that begins no attribute.
pub(super) fn stray_hash(tokens: &[TokenTree]) -> Option<Fault> {
    let is_attribute = |token: &TokenTree| matches!(token, TokenTree::Group(content) if content.delimiter() == Delimiter::Bracket);
    match tokens {
        [TokenTree::Punct(hash), rest @ ..]
            if hash.as_char() == '#' && !rest.first().is_some_and(is_attribute) =>
        {
            Some(Fault::Explained(ArgumentError::new(
                hash.span(),
                "`#` is not followed by brackets",
                "remove `#`, or put a condition on an entry, as in `#[cfg(debug_assertions)]`",
            )))
        }
        _ => None,
    }
}

/// `"name" = value` and `"name": value`, which other languages have.
pub(super) fn name_in_quotes(input: ParseStream<'_>, name: &Lit) -> syn::Result<Option<Fault>> {
    let Lit::Str(name) = name else {
        return Ok(None);
    };
    let is_assigned = input.peek(Token![=]) || input.peek(Token![:]) || input.peek(Token![=>]);
    let Some(argument) = Argument::named(&name.value().replace('-', "_")) else {
        return Ok(None);
    };
    if !is_assigned {
        return Ok(None);
    }
    let rest: TokenStream = input.parse()?;
    let is_sign = |token: &TokenTree| matches!(token, TokenTree::Punct(sign) if "=:>".contains(sign.as_char()));
    let value: Vec<_> = rest.into_iter().skip_while(is_sign).collect();
    let value = assignable(value, Some(argument));
    let argument = argument.name();
    Ok(Some(Fault::Explained(ArgumentError::new(
        name.span(),
        format!("the name of argument `{argument}` is in quotes"),
        format!("write `{argument} = {value}`"),
    ))))
}

/// What begins like a value, or like the opposite of a flag.
pub(super) fn nameless(input: ParseStream<'_>) -> syn::Result<Option<Fault>> {
    let is_group = input.peek(token::Brace) || input.peek(token::Paren);
    let is_value = is_group || input.peek(token::Bracket) || input.peek(Token![*]);
    if !is_value && !input.peek(Token![!]) {
        return Ok(None);
    }
    let tokens: TokenStream = input.parse()?;
    let mut trees = tokens.clone().into_iter();
    let Some(first) = trees.next() else {
        return Ok(None);
    };
    if let Some(fault) = arguments_in_group(&first) {
        return Ok(Some(fault));
    }
    let (message, help) = if is_value {
        let value = match text(&tokens).as_str() {
            "*" => "\"*\"".into(),
            _ => assignable(tokens.into_iter().collect(), None),
        };
        (
            "the value has no argument name",
            format!("write `origins = {value}`"),
        )
    } else {
        let name = text(&trees.collect());
        ("`!` cannot negate an argument", negation(&name))
    };
    let error = ArgumentError::new(first.span(), message, help);
    Ok(Some(Fault::Explained(error)))
}

/// All arguments inside one more pair of braces or parentheses.
fn arguments_in_group(first: &TokenTree) -> Option<Fault> {
    let TokenTree::Group(group) = first else {
        return None;
    };
    let signs = match group.delimiter() {
        Delimiter::Brace => "braces",
        Delimiter::Parenthesis => "parentheses",
        Delimiter::Bracket | Delimiter::None => return None,
    };
    let name = group.stream().into_iter().next()?.to_string();
    Argument::named(&name)?;
    Some(Fault::Explained(ArgumentError::new(
        group.span(),
        format!("the arguments are in {signs}"),
        format!("remove the {signs}"),
    )))
}

/// How the opposite of an argument is written: a flag that a module sets is on until it is set to `false`.
pub(super) fn negation(name: &str) -> String {
    match Argument::named(name) {
        _ if name.is_empty() => "remove `!`".into(),
        Some(flag) if flag.kind() == Kind::Flag && flag != Argument::Disabled => {
            format!("write `{name} = false`")
        }
        _ => format!("leave `{name}` out"),
    }
}

/// `name: value`, `name => value`, or a value in brackets directly behind the name of an argument.
pub(super) fn with_other_sign(
    input: ParseStream<'_>,
    name: &str,
    argument: Option<Argument>,
) -> syn::Result<Option<Fault>> {
    let takes_value = argument.is_some_and(|argument| argument.kind() != Kind::Flag);
    let (fault, sign_length) = if input.peek(Token![:]) {
        let is_assignment = input.peek2(Token![=]);
        ("is followed by a colon", if is_assignment { 2 } else { 1 })
    } else if input.peek(Token![=>]) || input.peek(Token![==]) || input.peek(Token![+=]) {
        ("is followed by a sign other than `=`", 2)
    } else if takes_value && (input.peek(token::Bracket) || input.peek(token::Brace)) {
        ("is not followed by `=`", 0)
    } else {
        return Ok(None);
    };
    let rest: TokenStream = input.parse()?;
    let first = rest.clone().into_iter().next();
    let span = first.map_or_else(Span::call_site, |token| token.span());
    let value: Vec<_> = rest.into_iter().skip(sign_length).collect();
    let message = format!("argument `{name}` {fault}");
    let help = format!("write `{name} = {}`", assignable(value, argument));
    Ok(Some(Fault::Explained(ArgumentError::new(
        span, message, help,
    ))))
}

/// The value in the form that it has behind `=`: only lists are in brackets.
fn assignable(value: Vec<TokenTree>, argument: Option<Argument>) -> String {
    let is_list = argument.is_none_or(|argument| argument.kind() == Kind::List);
    match value.as_slice() {
        [TokenTree::Group(group)]
            if group.delimiter() != Delimiter::None
                && (is_list || group.delimiter() != Delimiter::Parenthesis) =>
        {
            let content = text(&group.stream());
            if is_list {
                format!("[{content}]")
            } else {
                content
            }
        }
        _ => text(&value.into_iter().collect()),
    }
}

/// A word with hyphens, or `*`, that is not in quotes: an entry of a list, or the whole value.
pub(super) fn without_quotes(
    tokens: &[TokenTree],
    argument: Option<Argument>,
    is_entry: bool,
) -> Option<Fault> {
    let is_sign = |token: &TokenTree, sign| matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign);
    let is_word = |token: &TokenTree| matches!(token, TokenTree::Ident(_)) || is_sign(token, '-');
    let has_hyphen = tokens.iter().any(|token| is_sign(token, '-'));
    let is_hyphenated = tokens.len() > 2 && has_hyphen && tokens.iter().all(is_word);
    let is_any = matches!(tokens, [token] if is_sign(token, '*'));
    let span = tokens.first()?.span();
    (is_hyphenated || is_any).then(|| {
        let text: String = tokens.iter().map(ToString::to_string).collect();
        Fault::Explained(hints::not_in_quotes(argument, span, &text, is_entry))
    })
}

/// What is between an expression and the token behind it: parentheses, where the expression names a source of
/// origins; a comma otherwise.
pub(super) fn missing_between(expression: &Expr, next: &TokenTree) -> Fault {
    let source = hints::named(expression).map(path_text).unwrap_or_default();
    let argument = match (source.as_str(), next) {
        ("env", TokenTree::Literal(_)) | ("dynamic", TokenTree::Ident(_)) => next.to_string(),
        ("env", TokenTree::Ident(name)) => format!("\"{name}\""),
        _ => return missing_comma(next),
    };
    Fault::Explained(ArgumentError::new(
        next.span(),
        format!("`{source}` is not followed by parentheses"),
        format!("write `{source}({argument})`"),
    ))
}

pub(super) fn missing_comma(next: &TokenTree) -> Fault {
    let help = match next {
        TokenTree::Punct(sign) if sign.as_char() == ';' => "write `,` in place of `;`",
        _ => "write `,` before this",
    };
    Fault::Explained(ArgumentError::new(next.span(), "a comma is missing", help))
}

/// An `=` without a value.
pub(super) fn no_value(argument: Argument, sign: Span) -> Fault {
    Fault::Explained(ArgumentError::new(
        sign,
        format!("no value follows `{} =`", argument.name()),
        format!("write `{}`", argument.example()),
    ))
}

/// An attribute at the end of a list.
pub(super) fn nothing_after(attribute: &Path) -> Fault {
    Fault::Explained(ArgumentError::new(
        attribute.span(),
        format!("no entry follows the attribute `{}`", path_text(attribute)),
        "write the entry after it, as in `#[cfg(debug_assertions)] \"http://localhost:3000\"`",
    ))
}

pub(super) fn nothing_before(comma: Span) -> Fault {
    Fault::Explained(ArgumentError {
        span: comma,
        message: "nothing is before the comma".into(),
        help: "remove the comma".into(),
    })
}
