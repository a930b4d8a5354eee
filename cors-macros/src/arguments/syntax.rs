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
    argument::Argument,
    conditions::CONDITIONAL,
    punctuation::{
        Fault, missing_between, missing_comma, name_in_quotes, nameless, no_value, nothing_after,
        nothing_before, stray_hash, with_other_sign, without_quotes,
    },
    tokens::{bare, split, without_groups},
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
        if let Some(fault) = stray_hash(&tokens) {
            parts.push(Part::Faulty(fault));
            continue;
        }
        let parsed = part.parse2(tokens.into_iter().collect());
        parts.push(parsed.unwrap_or_else(|error| Part::Faulty(Fault::Parser(ending(error, last)))));
    }
    parts
}

/// The entries of a list, or everything that is wrong with their syntax.
pub(crate) fn items(
    tokens: TokenStream,
    argument: Option<Argument>,
) -> Result<Vec<Item>, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut items = Vec::new();
    for entry in split(tokens) {
        let tokens = bare(entry.tokens);
        let Some(last) = tokens.last().map(TokenTree::span) else {
            faults.extend(entry.comma.map(|comma| nothing_before(comma.span())));
            continue;
        };
        if let Some(fault) = stray_hash(&tokens).or_else(|| without_quotes(&tokens, argument, true))
        {
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

fn part(input: ParseStream<'_>) -> syn::Result<Part> {
    if input.peek(Lit) {
        let literal = input.parse()?;
        if let Some(fault) = name_in_quotes(input, &literal)? {
            return Ok(Part::Faulty(fault));
        }
        return match rest(input)? {
            None => Ok(Part::Literal(literal)),
            Some(next) => Ok(Part::Faulty(missing_comma(&next))),
        };
    }
    if let Some(fault) = nameless(input)? {
        return Ok(Part::Faulty(fault));
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
    // `allow-headers`, as the header is called.
    while input.peek(Token![-]) && input.peek2(Ident::peek_any) {
        input.parse::<Token![-]>()?;
        name.push('-');
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
    let argument = Argument::named(name);
    if let Some(fault) = with_other_sign(input, name, argument)? {
        return Ok(Err(vec![fault]));
    }
    if input.peek(Token![=]) {
        let sign: Token![=] = input.parse()?;
        if let Some(argument) = argument.filter(|_| input.is_empty()) {
            return Ok(Err(vec![no_value(argument, sign.span)]));
        }
        return assigned(input, argument);
    }
    let next: TokenTree = input.parse()?;
    input.parse::<TokenStream>()?;
    Ok(Err(vec![missing_comma(&next)]))
}

fn assigned(
    input: ParseStream<'_>,
    argument: Option<Argument>,
) -> syn::Result<Result<Value, Vec<Fault>>> {
    let tokens: TokenStream = input.fork().parse()?;
    let tokens = bare(tokens.into_iter().collect());
    if let [TokenTree::Group(group)] = tokens.as_slice()
        && group.delimiter() == Delimiter::Bracket
    {
        input.parse::<TokenStream>()?;
        let items = items(group.stream(), argument);
        let span = group.span();
        return Ok(items.map(|items| Value::List(List { span, items })));
    }
    if let [TokenTree::Punct(_)] = tokens.as_slice()
        && let Some(fault) = without_quotes(&tokens, argument, false)
    {
        input.parse::<TokenStream>()?;
        return Ok(Err(vec![fault]));
    }
    let expression = input.parse()?;
    Ok(match rest(input)? {
        None => Ok(Value::Expression(without_groups(expression))),
        Some(next) => Err(vec![missing_between(&expression, &next)]),
    })
}

fn item(input: ParseStream<'_>) -> syn::Result<Result<Item, Fault>> {
    let attributes = input.call(syn::Attribute::parse_outer)?;
    if let Some(attribute) = attributes.last().filter(|_| input.is_empty()) {
        return Ok(Err(nothing_after(attribute.path())));
    }
    let expression = input.parse()?;
    Ok(match rest(input)? {
        None => Ok(Item {
            expression: without_groups(expression),
            is_conditional: attributes
                .iter()
                .any(|attribute| attribute.path().is_ident(CONDITIONAL)),
        }),
        Some(next) => Err(missing_between(&expression, &next)),
    })
}

/// The first token of what is left, which is read.
fn rest(input: ParseStream<'_>) -> syn::Result<Option<TokenTree>> {
    let rest: TokenStream = input.parse()?;
    Ok(rest.into_iter().next())
}

/// The error at the last token, if it is that nothing follows: the end itself has no place.
fn ending(error: syn::Error, last: Span) -> syn::Error {
    let text = error.to_string();
    if text.starts_with("unexpected end of input") {
        return syn::Error::new(last, text);
    }
    error
}
