//! The handlers of a module: which items may be handlers, and what the module's attribute adds to each.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::{Attribute, Item, ItemMod, parse_quote, spanned::Spanned as _};

use super::paths::InheritedArguments;
use crate::{
    arguments::{CorsArgs, hidden},
    item::{Handler, Kind, has_cors, pass_on_to, with_conditional, with_module_arguments},
    place::behind,
};

/// The handlers of a module and of the modules inside.
#[derive(Debug, Default)]
pub(crate) struct Handlers {
    pub(crate) all: usize,
    /// Those that have no `#[cors]` of their own.
    pub(crate) without_policy: usize,
}

impl Handlers {
    pub(crate) fn in_module(module: &ItemMod) -> Self {
        let mut found = Self::default();
        for item in module.content.iter().flat_map(|(_, items)| items) {
            match item {
                Item::Fn(function) if may_be_handler(&function.attrs) => {
                    found.all += 1;
                    found.without_policy += usize::from(!may_have_cors(&function.attrs));
                }
                Item::Mod(inner) => {
                    let inside = Self::in_module(inner);
                    found.all += inside.all;
                    // A module with arguments of its own validates them together with these.
                    if !may_have_cors(&inner.attrs) {
                        found.without_policy += inside.without_policy;
                    }
                }
                _ => {}
            }
        }
        found
    }
}

/// Adds the module's arguments to the attribute of each handler and of each module inside.
pub(crate) fn pass_on(inherited: &InheritedArguments, module: &mut ItemMod) {
    for item in module.content.iter_mut().flat_map(|(_, items)| items) {
        match item {
            Item::Fn(function) if may_be_handler(&function.attrs) => {
                annotate(inherited, &mut function.attrs);
            }
            Item::Mod(inner) if Handlers::in_module(inner).all > 0 => {
                annotate(inherited, &mut inner.attrs);
            }
            _ => {}
        }
    }
}

/// Marks the attributes that rely on the module's arguments, which are wrong; that was reported.
pub(crate) fn mark_broken(module: &mut ItemMod) {
    let broken = format_ident!("{}", hidden::BROKEN);
    for item in module.content.iter_mut().flat_map(|(_, items)| items) {
        match item {
            Item::Fn(function) => pass_on_to(&quote!(#broken), &mut function.attrs),
            Item::Mod(inner) if has_cors(&inner.attrs) => {
                pass_on_to(&quote!(#broken), &mut inner.attrs);
            }
            Item::Mod(inner) => mark_broken(inner),
            _ => {}
        }
    }
}

/// A function that is not a handler after all, or has a `#[cors]` of its own: what a `cfg_attr` left open.
/// `None` for a handler without.
pub(crate) fn without_own_attribute(args: &CorsArgs, handler: &Handler) -> Option<TokenStream> {
    let outer = args.module.as_ref().filter(|_| args.is_if_route)?;
    if has_cors(&handler.attributes) {
        let mut handler = handler.clone();
        pass_on_to(&outer.tokens, &mut handler.attributes);
        return Some(quote!(#handler));
    }
    (!is_handler(&handler.attributes)).then(|| quote!(#handler))
}

/// Whether it has a `#[cors]`, unless a `cfg_attr` leaves that out.
pub(crate) fn may_have_cors(attributes: &[Attribute]) -> bool {
    has_cors(&with_conditional(attributes))
}

/// Adds to the item's attribute, or gives it one. A `cfg_attr` leaves open which of the two it is; the compiler
/// expands it before the attribute that is written here.
fn annotate(inherited: &InheritedArguments, attributes: &mut Vec<Attribute>) {
    let InheritedArguments {
        imports: _,
        arguments,
        runtime,
    } = inherited;
    if has_cors(attributes) {
        pass_on_to(arguments, attributes);
        return;
    }
    let span = Span::call_site().located_at(arguments.span());
    let cors = Ident::new("cors", behind(span));
    let arguments = with_module_arguments(&TokenStream::new(), arguments);
    let is_conditional = attributes
        .iter()
        .any(|attribute| attribute.path().is_ident("cfg_attr"));
    let if_route = is_conditional.then(|| {
        let if_route = format_ident!("{}", hidden::IF_ROUTE);
        quote!(, #if_route)
    });
    attributes.insert(0, parse_quote!(#[#runtime::#cors(#arguments #if_route)]));
}

fn is_handler(attributes: &[Attribute]) -> bool {
    attributes
        .iter()
        .any(|attribute| Kind::of(attribute).is_some())
}

/// Whether it is a handler, unless a `cfg_attr` leaves the route attribute out.
fn may_be_handler(attributes: &[Attribute]) -> bool {
    is_handler(&with_conditional(attributes))
}
