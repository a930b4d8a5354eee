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
    /// Whether anything follows the attributes.
    pub(crate) has_entry: bool,
    depth: usize,
}

impl Place {
    pub(crate) const TOP: Self = Self {
        position: Position::WHOLE,
        is_list: false,
        has_entry: true,
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
        let tokens = bare(entry.tokens);
        let mut rest = tokens.as_slice();
        let attributes: Vec<_> = std::iter::from_fn(|| attribute(&mut rest)).collect();
        let place = Place {
            has_entry: !rest.is_empty(),
            ..place.entry(index)
        };
        let Some(kept) = visit(&attributes, place) else {
            continue;
        };
        written.extend(kept);
        while let [token, behind @ ..] = rest {
            if let Some(attribute) = attribute(&mut rest) {
                let elsewhere = Place {
                    is_list: false,
                    ..place
                };
                visit(&[attribute], elsewhere);
                continue;
            }
            rest = behind;
            match token {
                TokenTree::Group(group) => {
                    let inside = walk(group.stream(), place.inside(group), visit);
                    let mut rewritten = Group::new(group.delimiter(), inside);
                    rewritten.set_span(group.span());
                    written.extend(rewritten.to_token_stream());
                }
                other => written.extend([other.clone()]),
            }
        }
        written.extend(entry.comma);
    }
    written
}

/// Takes the attribute that the tokens begin with. A `#` without brackets stays, and the parser refuses it.
fn attribute(tokens: &mut &[TokenTree]) -> Option<Attribute> {
    let [
        TokenTree::Punct(hash),
        TokenTree::Group(content),
        behind @ ..,
    ] = *tokens
    else {
        return None;
    };
    if hash.as_char() != '#' || content.delimiter() != Delimiter::Bracket {
        return None;
    }
    *tokens = behind;
    Some(Attribute {
        hash: hash.clone(),
        content: content.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_hash_with_brackets_is_an_attribute() {
        for (tokens, attributes, rest) in [
            ("#[cfg(a)] #[cfg(b)] \"x\"", 2, "\"x\""),
            ("# \"x\"", 0, "# \"x\""),
            ("#(cfg(a)) \"x\"", 0, "# (cfg (a)) \"x\""),
            ("#![cfg(a)] \"x\"", 0, "#! [cfg (a)] \"x\""),
        ] {
            let mut found = 0;
            let kept = walk(tokens.parse().unwrap(), Place::TOP, &mut |visited, _| {
                found += visited.len();
                Some(TokenStream::new())
            });
            assert_eq!((found, kept.to_string().as_str()), (attributes, rest));
        }
    }
}
