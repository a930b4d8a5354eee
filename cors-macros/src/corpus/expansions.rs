//! The expansions of a file as a compiler reads them: `#[cors]` and `policy!` wherever they are, and again what they become,
//! under the conditions that hold in tests, with the lint levels around it. Macros that a file defines itself are not
//! expanded, and route attributes and other macros stay as they are: what they would add has no `#[cors]`.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens as _, quote};
use syn::{
    Attribute, Expr, LitStr, Meta, MetaNameValue, Token,
    parse::{Parse as _, ParseStream, Parser as _},
    parse_quote,
};

use super::{Message, ends_item};
use crate::{expand_cors, named_policy};

/// The expansions of `#[cors]` and `policy!`, also those in expansions, and the messages in them.
#[derive(Default)]
pub(crate) struct Expansions {
    pub(super) count: usize,
    pub(crate) messages: Vec<Message>,
}

impl Expansions {
    pub(crate) fn of(tokens: TokenStream) -> Self {
        let mut expansions = Self::default();
        expansions.read(tokens, false);
        expansions
    }

    fn read(&mut self, tokens: TokenStream, is_silent: bool) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        let mut rest = tokens.as_slice();
        loop {
            rest = match rest {
                [] => return,
                [TokenTree::Punct(hash), TokenTree::Group(_), ..] if hash.as_char() == '#' => {
                    self.annotated(rest, is_silent)
                }
                // Its body is not code yet.
                [
                    TokenTree::Ident(name),
                    _,
                    TokenTree::Ident(_),
                    TokenTree::Group(_),
                    after @ ..,
                ] if name == "macro_rules" => after,
                [
                    TokenTree::Ident(name),
                    TokenTree::Punct(bang),
                    TokenTree::Group(input),
                    after @ ..,
                ] if bang.as_char() == '!' => {
                    self.macro_call(&name.to_string(), input.stream(), is_silent);
                    after
                }
                [TokenTree::Group(group), after @ ..] => {
                    self.read(group.stream(), is_silent);
                    after
                }
                [_, after @ ..] => after,
            };
        }
    }

    fn macro_call(&mut self, name: &str, input: TokenStream, is_silent: bool) {
        match name {
            "policy" => {
                self.count += 1;
                self.read(named_policy::expand(input), is_silent);
            }
            "compile_error" => {
                let text: LitStr = syn::parse2(input).unwrap();
                self.messages.push(Message::new(false, &text.value()));
            }
            // It has the code for compilers in braces.
            "__editor" => self.read(input, is_silent),
            _ => {}
        }
    }

    /// An item with attributes at the start; returns the tokens behind it.
    fn annotated<'a>(&mut self, tokens: &'a [TokenTree], is_silent: bool) -> &'a [TokenTree] {
        let (attributes, item, behind) = split.parse2(tokens.iter().cloned().collect()).unwrap();
        let behind = &tokens[tokens.len() - behind.into_iter().count()..];
        let mut attributes: Vec<_> = attributes.into_iter().flat_map(added).collect();
        if attributes.iter().any(is_left_out) {
            return behind;
        }
        let is_silent = is_silent || attributes.iter().any(silences_warnings);
        if let Some(cors) = attributes.iter().position(is_cors) {
            let arguments = match attributes.remove(cors).meta {
                Meta::Path(_) => TokenStream::new(),
                Meta::List(list) => list.tokens,
                Meta::NameValue(pair) => pair.value.into_token_stream(),
            };
            self.count += 1;
            let expansion = expand_cors(arguments, &quote!(#(#attributes)* #item));
            self.read(expansion, is_silent);
            return behind;
        }
        if !is_silent && item.to_string() == "struct cors ;" {
            self.messages.extend(attributes.iter().filter_map(warning));
        }
        self.read(item, is_silent);
        behind
    }
}

/// The attributes of an item, the item, and what is behind it.
fn split(input: ParseStream<'_>) -> syn::Result<(Vec<Attribute>, TokenStream, TokenStream)> {
    let attributes = input.call(Attribute::parse_outer)?;
    let mut item = Vec::new();
    while !(input.is_empty() || item.last().is_some_and(ends_item)) {
        item.push(input.parse::<TokenTree>()?);
    }
    Ok((attributes, item.into_iter().collect(), input.parse()?))
}

fn is_cors(attribute: &Attribute) -> bool {
    attribute.path().segments.last().unwrap().ident == "cors"
}

/// A warning is the note of the deprecated struct `cors`.
fn warning(attribute: &Attribute) -> Option<Message> {
    let note: MetaNameValue = attribute.parse_args().ok()?;
    let text: LitStr = syn::parse2(note.value.into_token_stream()).ok()?;
    let is_note = attribute.path().is_ident("deprecated") && note.path.is_ident("note");
    is_note.then(|| Message::new(true, &text.value()))
}

fn silences_warnings(attribute: &Attribute) -> bool {
    let is_level = ["allow", "expect"]
        .iter()
        .any(|level| attribute.path().is_ident(level));
    is_level
        && attribute
            .to_token_stream()
            .to_string()
            .contains("deprecated")
}

/// The attributes that a `cfg_attr` adds.
fn added(attribute: Attribute) -> Vec<Attribute> {
    if !attribute.path().is_ident("cfg_attr") {
        return vec![attribute];
    }
    let read = |input: ParseStream<'_>| {
        let condition: Expr = input.parse()?;
        input.parse::<Token![,]>()?;
        Ok((condition, input.parse_terminated(Meta::parse, Token![,])?))
    };
    let (condition, attributes) = attribute.parse_args_with(read).unwrap();
    let attributes = attributes.into_iter().filter(|_| holds(&condition));
    attributes
        .flat_map(|meta| added(parse_quote!(#[#meta])))
        .collect()
}

fn is_left_out(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg") && !holds(&attribute.parse_args().unwrap())
}

/// Whether a condition holds where the compiler's tests run.
fn holds(condition: &Expr) -> bool {
    match condition {
        Expr::Call(call) => {
            let mut terms = call.args.iter().map(holds);
            match call.func.to_token_stream().to_string().as_str() {
                "any" => terms.any(|holds| holds),
                "all" => terms.all(|holds| holds),
                "not" => !terms.all(|holds| holds),
                name => panic!("unknown condition `{name}`"),
            }
        }
        Expr::Path(name) => name.path.is_ident("debug_assertions") || name.path.is_ident("unix"),
        _ => false,
    }
}
