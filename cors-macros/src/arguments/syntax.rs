//! The tokens of the arguments: `name`, `name = value`, `name(..)`, separated by commas. Each argument and each
//! entry of a list is parsed alone, so that a mistake in one hides no other.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use syn::{
    Expr, Lit, Token,
    ext::IdentExt as _,
    parse::{ParseStream, Parser as _},
    spanned::Spanned as _,
    token,
};

use super::{
    argument_error::ArgumentError,
    conditions::CONDITIONAL,
    tokens::{bare, split, text},
};

/// An argument as it was raw.
pub(crate) struct RawArgument {
    pub(crate) name: String,
    pub(crate) span: Span,
    /// `Err` with everything that is wrong with its syntax.
    pub(crate) value: Result<Value, Vec<Fault>>,
}

/// What follows the name.
pub(crate) enum Value {
    /// The name is alone.
    Nothing(Span),
    /// `= [..]`
    List(List),
    /// `= ..`
    Expression(Expr),
    /// `(..)`
    Arguments(Span, TokenStream),
}

impl Value {
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Nothing(span) | Self::Arguments(span, _) => *span,
            Self::List(list) => list.span,
            Self::Expression(expression) => expression.span(),
        }
    }
}

pub(crate) struct List {
    pub(crate) span: Span,
    pub(crate) items: Vec<Item>,
}

/// An entry of a list.
pub(crate) struct Item {
    pub(crate) expression: Expr,
    /// Whether a `#[cfg(..)]` on it holds.
    pub(crate) is_conditional: bool,
}

/// What is wrong with the syntax.
pub(crate) enum Fault {
    /// What we can explain.
    Explained(ArgumentError),
    /// What only the parser can.
    Parser(syn::Error),
}

/// Tokens between two commas.
pub(crate) enum Part {
    Argument(RawArgument),
    /// A literal without a name.
    Literal(Lit),
    Faulty(Fault),
}

/// The parts in the order of the source.
pub(crate) fn parts(tokens: TokenStream) -> Vec<Part> {
    let mut parts = Vec::new();
    for entry in split(tokens) {
        let comma = entry.comma.as_ref().map(TokenTree::span);
        let tokens = bare(entry.tokens);
        let Some(last) = tokens.last().map(TokenTree::span) else {
            parts.extend(comma.map(|comma| Part::Faulty(nothing_before(comma))));
            continue;
        };
        let parsed = part.parse2(tokens.into_iter().collect());
        parts.push(parsed.unwrap_or_else(|error| Part::Faulty(Fault::Parser(ending(error, last)))));
    }
    parts
}

/// The entries of a list, or everything that is wrong with their syntax.
pub(crate) fn items(tokens: TokenStream) -> Result<Vec<Item>, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut items = Vec::new();
    for entry in split(tokens) {
        let tokens = bare(entry.tokens);
        let Some(last) = tokens.last().map(TokenTree::span) else {
            faults.extend(entry.comma.map(|comma| nothing_before(comma.span())));
            continue;
        };
        if let Some(fault) = without_quotes(&tokens) {
            faults.push(fault);
            continue;
        }
        match item.parse2(tokens.into_iter().collect()) {
            Ok(Ok(item)) => items.push(item),
            Ok(Err(fault)) => faults.push(fault),
            Err(error) => faults.push(Fault::Parser(ending(error, last))),
        }
    }
    if faults.is_empty() {
        Ok(items)
    } else {
        Err(faults)
    }
}

/// The expression without the invisible group that `macro_rules!` puts around its fragments.
pub(crate) fn without_groups(mut expression: Expr) -> Expr {
    while let Expr::Group(group) = expression {
        expression = *group.expr;
    }
    expression
}

fn part(input: ParseStream<'_>) -> syn::Result<Part> {
    if input.peek(Lit) {
        let literal = input.parse()?;
        return match rest(input)? {
            None => Ok(Part::Literal(literal)),
            Some(next) => Ok(Part::Faulty(missing_comma(&next))),
        };
    }
    let (name, span) = name(input)?;
    let value = value(input, &name, span)?;
    Ok(Part::Argument(RawArgument { name, span, value }))
}

/// A name, or a path, which no argument has.
fn name(input: ParseStream<'_>) -> syn::Result<(String, Span)> {
    let leading: Option<Token![::]> = input.parse()?;
    let first = input.call(Ident::parse_any)?;
    let mut name = leading.map_or_else(String::new, |_| "::".into());
    name.push_str(&first.to_string());
    while input.parse::<Option<Token![::]>>()?.is_some() {
        name.push_str("::");
        name.push_str(&input.call(Ident::parse_any)?.to_string());
    }
    Ok((name, first.span()))
}

fn value(input: ParseStream<'_>, name: &str, span: Span) -> syn::Result<Result<Value, Vec<Fault>>> {
    if input.is_empty() {
        return Ok(Ok(Value::Nothing(span)));
    }
    if input.peek(token::Paren) {
        let arguments;
        syn::parenthesized!(arguments in input);
        let arguments = arguments.parse()?;
        return Ok(match rest(input)? {
            None => Ok(Value::Arguments(span, arguments)),
            Some(next) => Err(vec![missing_comma(&next)]),
        });
    }
    if input.peek(Token![:]) {
        return with_colon(input, name).map(|fault| Err(vec![fault]));
    }
    if input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
        return assigned(input);
    }
    let next: TokenTree = input.parse()?;
    input.parse::<TokenStream>()?;
    Ok(Err(vec![missing_comma(&next)]))
}

/// `name: value`
fn with_colon(input: ParseStream<'_>, name: &str) -> syn::Result<Fault> {
    let colon: Token![:] = input.parse()?;
    let value = text(&input.parse::<TokenStream>()?);
    Ok(Fault::Explained(ArgumentError::new(
        colon.span,
        format!("argument `{name}` is followed by a colon"),
        format!("write `{name} = {value}`"),
    )))
}

fn assigned(input: ParseStream<'_>) -> syn::Result<Result<Value, Vec<Fault>>> {
    let tokens: TokenStream = input.fork().parse()?;
    let tokens = bare(tokens.into_iter().collect());
    if let [TokenTree::Group(group)] = tokens.as_slice()
        && group.delimiter() == Delimiter::Bracket
    {
        input.parse::<TokenStream>()?;
        let items = items(group.stream());
        let span = group.span();
        return Ok(items.map(|items| Value::List(List { span, items })));
    }
    if let [TokenTree::Punct(_)] = tokens.as_slice()
        && let Some(fault) = without_quotes(&tokens)
    {
        input.parse::<TokenStream>()?;
        return Ok(Err(vec![fault]));
    }
    let expression = input.parse()?;
    Ok(match rest(input)? {
        None => Ok(Value::Expression(without_groups(expression))),
        Some(next) => Err(vec![missing_comma(&next)]),
    })
}

fn item(input: ParseStream<'_>) -> syn::Result<Result<Item, Fault>> {
    let attributes = input.call(syn::Attribute::parse_outer)?;
    let expression = input.parse()?;
    Ok(match rest(input)? {
        None => Ok(Item {
            expression: without_groups(expression),
            is_conditional: attributes
                .iter()
                .any(|attribute| attribute.path().is_ident(CONDITIONAL)),
        }),
        Some(next) => Err(missing_comma(&next)),
    })
}

/// The first token of what is left, which is read.
fn rest(input: ParseStream<'_>) -> syn::Result<Option<TokenTree>> {
    let rest: TokenStream = input.parse()?;
    Ok(rest.into_iter().next())
}

fn missing_comma(next: &TokenTree) -> Fault {
    let help = match next {
        TokenTree::Punct(sign) if sign.as_char() == ';' => "write `,` in place of `;`",
        _ => "write `,` before this",
    };
    Fault::Explained(ArgumentError::new(next.span(), "a comma is missing", help))
}

/// A word with hyphens, or `*`, that is not in quotes.
fn without_quotes(tokens: &[TokenTree]) -> Option<Fault> {
    let is_sign = |token: &TokenTree, sign| matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign);
    let is_word = |token: &TokenTree| matches!(token, TokenTree::Ident(_)) || is_sign(token, '-');
    let has_hyphen = tokens.iter().any(|token| is_sign(token, '-'));
    let is_hyphenated = tokens.len() > 2 && has_hyphen && tokens.iter().all(is_word);
    let is_any = matches!(tokens, [token] if is_sign(token, '*'));
    let span = tokens.first()?.span();
    (is_hyphenated || is_any).then(|| {
        let text: String = tokens.iter().map(ToString::to_string).collect();
        let message = format!("`{text}` is not in quotes");
        Fault::Explained(ArgumentError::new(
            span,
            message,
            format!("write `{text:?}`"),
        ))
    })
}

fn nothing_before(comma: Span) -> Fault {
    Fault::Explained(ArgumentError {
        span: comma,
        message: "nothing is before the comma".into(),
        help: "remove the comma".into(),
    })
}

/// The error at the last token, if it is that nothing follows: the end itself has no place.
fn ending(error: syn::Error, last: Span) -> syn::Error {
    let text = error.to_string();
    if text.starts_with("unexpected end of input") {
        return syn::Error::new(last, text);
    }
    error
}
