//! The attributes in front of arguments and of the entries of lists, at the level of tokens.

use proc_macro2::{Delimiter, Group, Punct, TokenStream, TokenTree};
use quote::ToTokens as _;

use super::tokens::{bare, split};
use crate::diagnostics::Position;

/// An attribute among the arguments.
pub(crate) struct Attribute {
    pub(crate) hash: Punct,
    pub(crate) content: Group,
}

/// Where an attribute is.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub(crate) position: Position,
    pub(crate) is_list: bool,
    depth: usize,
}

impl Place {
    pub(crate) const TOP: Self = Self {
        position: Position::WHOLE,
        is_list: false,
        depth: 0,
    };

    /// The place of an entry of this list, or of an argument.
    fn entry(self, index: usize) -> Self {
        let mut place = self;
        match self.depth {
            0 => place.position.argument = index + 1,
            _ => place.position.entry = index,
        }
        place
    }

    fn inside(self, group: &Group) -> Self {
        let is_transparent = group.delimiter() == Delimiter::None;
        Self {
            is_list: group.delimiter() == Delimiter::Bracket || (is_transparent && self.is_list),
            depth: self.depth + usize::from(!is_transparent),
            ..self
        }
    }
}

/// What becomes of the attributes of one entry; `None` leaves the entry out.
pub(crate) type Visit<'a> = dyn FnMut(&[Attribute], Place) -> Option<TokenStream> + 'a;

/// Visits every entry and every argument, with the attributes in front of it.
pub(crate) fn walk(tokens: TokenStream, place: Place, visit: &mut Visit<'_>) -> TokenStream {
    let mut written = TokenStream::new();
    for (index, entry) in split(tokens).into_iter().enumerate() {
        let place = place.entry(index);
        let mut tokens = bare(entry.tokens).into_iter().peekable();
        let attributes = attributes(&mut tokens);
        let Some(kept) = visit(&attributes, place) else {
            continue;
        };
        written.extend(kept);
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Group(group) => {
                    let inside = walk(group.stream(), place.inside(&group), visit);
                    let mut rewritten = Group::new(group.delimiter(), inside);
                    rewritten.set_span(group.span());
                    written.extend(rewritten.to_token_stream());
                }
                TokenTree::Punct(hash) if hash.as_char() == '#' => {
                    if let Some(TokenTree::Group(content)) = tokens.next() {
                        let elsewhere = Place {
                            is_list: false,
                            ..place
                        };
                        visit(&[Attribute { hash, content }], elsewhere);
                    }
                }
                other => written.extend([other]),
            }
        }
        written.extend(entry.comma);
    }
    written
}

/// Takes the attributes in front of an entry.
fn attributes(tokens: &mut std::iter::Peekable<std::vec::IntoIter<TokenTree>>) -> Vec<Attribute> {
    let mut attributes = Vec::new();
    while let Some(TokenTree::Punct(hash)) =
        tokens.next_if(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '#'))
    {
        if let Some(TokenTree::Group(content)) = tokens.next() {
            attributes.push(Attribute { hash, content });
        }
    }
    attributes
}
