//! Where `route_table!` is called: the compiler gives line and column, and tokens of a parsed text have neither, so
//! the place is marked in the text.

use std::path::PathBuf;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::Attribute;

/// In front of the macro's path where it is called, so that the call is found among the tokens.
const MARK: &str = "__cors_called_here";

/// Where the macro was called.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) file: PathBuf,
    /// Counted from one.
    pub(crate) line: usize,
    /// Counted from one, in characters.
    pub(crate) column: usize,
}

/// The text with the mark where the macro's path begins.
pub(crate) fn marked(text: &str, call: &Call) -> String {
    let mut marked = String::with_capacity(text.len() + MARK.len() + 2);
    for (index, content) in text.split_inclusive('\n').enumerate() {
        let place = content.char_indices().nth(call.column.saturating_sub(1));
        match place {
            Some((place, _)) if index + 1 == call.line => {
                let (before, behind) = content.split_at(place);
                let separator = if behind.starts_with("::") { "" } else { "::" };
                marked.extend([before, MARK, separator, behind]);
            }
            _ => marked.push_str(content),
        }
    }
    marked
}

/// Whether the call is in this attribute.
pub(crate) fn is_marked(attribute: &Attribute) -> bool {
    let is_inner = matches!(attribute.style, syn::AttrStyle::Inner(_));
    is_inner && has_mark(attribute.meta.to_token_stream())
}

fn has_mark(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == MARK,
        TokenTree::Group(group) => has_mark(group.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
