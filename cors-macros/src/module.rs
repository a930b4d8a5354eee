//! `#[cors(..)] mod`: every route handler inside gets the arguments, where it gives none of its own.
//! Each handler's attribute does the rest; here the arguments are validated once, and handed down.

use cors_rules::{AttributeRule, Setting};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{format_ident, quote};
use syn::{Attribute, Item, ItemMod, Meta, parse_quote, spanned::Spanned as _};

use crate::{
    args::{BROKEN, CorsArgs, IF_ROUTE, OF_MODULE},
    cfg_attr::with_conditional,
    diagnostics::{Diagnostics, Position},
    handler::Handler,
    lower::Lowered,
    module_scope::HandedDown,
    route::Kind,
    uninherited, warning,
};

/// Whether the item can be a module: seen without parsing it, as most items are none.
pub(crate) fn is_module(item: &TokenStream) -> bool {
    let keyword = item.clone().into_iter().find_map(|token| match token {
        TokenTree::Ident(word) if word != "pub" && word != "unsafe" => Some(word),
        _ => None,
    });
    keyword.is_some_and(|keyword| keyword == "mod")
}

/// The module, with every handler inside annotated.
pub(crate) fn expand(
    tokens: &TokenStream,
    mut module: ItemMod,
    mut diagnostics: Diagnostics,
) -> TokenStream {
    let args = CorsArgs::parse(tokens.clone(), &mut diagnostics);
    if let (true, Some(outer)) = (args.is_if_route, &args.of_module_tokens)
        && has_cors(&module.attrs)
    {
        hand_down_to(outer, &mut module.attrs);
        return quote!(#module);
    }
    let runtime = args.runtime();
    let handlers = Handlers::in_module(&module);
    let args = args.with_inherited();

    refuse_files(&module, &mut diagnostics);
    if handlers.all == 0 && diagnostics.is_empty() {
        diagnostics.shape(
            Position::WHOLE,
            module.ident.span(),
            AttributeRule::NoRoute,
            "no handler in this module",
            "write `#[cors(..)]` on a module whose braces hold handlers with route attributes",
        );
    }
    let lowered = Lowered::new(&args, &module.ident, None);
    let needs_origins = handlers.without_policy > 0;
    let validated = lowered.validate_module(needs_origins, &mut diagnostics);
    if !diagnostics.is_empty() {
        let errors = diagnostics.into_errors();
        mark_broken(&mut module);
        return quote!(#module #errors);
    }

    let warnings: Vec<_> = validated
        .into_iter()
        .flat_map(|validated| validated.warnings)
        .filter(|warning| {
            let setting = warning.site().setting;
            // Which handlers need an opt-out is not known here.
            setting != Setting::DangerouslyAllow && lowered.is_own(setting)
        })
        .collect();
    let warnings = warning::for_all(&warnings, &lowered, &module.attrs);
    if !warnings.is_empty() {
        let is_fulfilled = warning::expects_warnings;
        module.attrs.retain(|attribute| !is_fulfilled(attribute));
    }
    let HandedDown {
        imports,
        arguments,
        runtime,
    } = HandedDown::new(tokens, runtime, &module.ident);
    hand_down(&runtime, &arguments, &mut module);
    if !args.is_disabled() {
        warn_of_uninherited(&mut module);
    }
    quote!(#imports #module #warnings)
}

/// The compiler shows no macro what stands in other files, and does not say what to do about it.
fn refuse_files(module: &ItemMod, diagnostics: &mut Diagnostics) {
    let Some((_, items)) = &module.content else {
        let message = format!("the module `{}` is in a file of its own", module.ident);
        diagnostics.shape(
            Position::WHOLE,
            module.ident.span(),
            AttributeRule::NoRoute,
            &message,
            "write `#[cors(..)]` in that file, on its handlers",
        );
        return;
    };
    for item in items {
        if let Item::Mod(inner) = item {
            refuse_files(inner, diagnostics);
        }
    }
}

/// The handlers of a module, those of its nested modules included.
#[derive(Debug, Default)]
struct Handlers {
    all: usize,
    /// Those that say nothing about CORS themselves.
    without_policy: usize,
}

impl Handlers {
    fn in_module(module: &ItemMod) -> Self {
        let mut found = Self::default();
        for item in module.content.iter().flat_map(|(_, items)| items) {
            match item {
                Item::Fn(function) if may_be_handler(&function.attrs) => {
                    let may_have_policy = has_cors(&with_conditional(&function.attrs));
                    found.all += 1;
                    found.without_policy += usize::from(!may_have_policy);
                }
                Item::Mod(inner) => {
                    let inside = Self::in_module(inner);
                    found.all += inside.all;
                    // A module with arguments of its own validates them with these.
                    if !has_cors(&with_conditional(&inner.attrs)) {
                        found.without_policy += inside.without_policy;
                    }
                }
                _ => {}
            }
        }
        found
    }
}

/// Writes the module's arguments into the attribute of each handler and of each module inside.
fn hand_down(runtime: &TokenStream, arguments: &TokenStream, module: &mut ItemMod) {
    for item in module.content.iter_mut().flat_map(|(_, items)| items) {
        match item {
            Item::Fn(function) if may_be_handler(&function.attrs) => {
                annotate(runtime, arguments, &mut function.attrs);
            }
            Item::Mod(inner) if Handlers::in_module(inner).all > 0 => {
                annotate(runtime, arguments, &mut inner.attrs);
            }
            _ => {}
        }
    }
}

/// Tells whoever counts on the module's arguments that they are not known, which was reported.
fn mark_broken(module: &mut ItemMod) {
    let broken = format_ident!("{BROKEN}");
    for item in module.content.iter_mut().flat_map(|(_, items)| items) {
        match item {
            Item::Fn(function) if has_cors(&function.attrs) => {
                hand_down_to(&quote!(#broken), &mut function.attrs);
            }
            Item::Mod(inner) if has_cors(&inner.attrs) => {
                hand_down_to(&quote!(#broken), &mut inner.attrs);
            }
            Item::Mod(inner) => mark_broken(inner),
            _ => {}
        }
    }
}

/// Gives the item an attribute of its own, or adds to the one that it has. A `cfg_attr` leaves open which of
/// the two it is; the compiler expands it before the attribute that is written here.
fn annotate(runtime: &TokenStream, arguments: &TokenStream, attributes: &mut Vec<Attribute>) {
    if has_cors(attributes) {
        hand_down_to(arguments, attributes);
        return;
    }
    let span = arguments.span();
    let marker = Ident::new("cors", Span::call_site().located_at(span));
    let arguments = with_arguments_of_module(&TokenStream::new(), arguments);
    let is_conditional = attributes
        .iter()
        .any(|attribute| attribute.path().is_ident("cfg_attr"));
    let if_route = is_conditional.then(|| {
        let if_route = format_ident!("{IF_ROUTE}");
        quote!(, #if_route)
    });
    attributes.insert(0, parse_quote!(#[#runtime::#marker(#arguments #if_route)]));
}

/// A function that turned out to be no handler, or to have an attribute of its own: what is left to do. `None`
/// for a handler without.
pub(crate) fn without_own_attribute(args: &CorsArgs, item: &TokenStream) -> Option<TokenStream> {
    let outer = args
        .of_module_tokens
        .as_ref()
        .filter(|_| args.is_if_route)?;
    let mut handler: Handler = syn::parse2(item.clone()).ok()?;
    if has_cors(&handler.attributes) {
        hand_down_to(outer, &mut handler.attributes);
        return Some(quote!(#handler));
    }
    (!is_handler(&handler.attributes)).then(|| quote!(#handler))
}

fn warn_of_uninherited(module: &mut ItemMod) {
    let Some((_, items)) = &mut module.content else {
        return;
    };
    let warnings: TokenStream = items.iter().filter_map(uninherited::warning).collect();
    for item in items.iter_mut() {
        match item {
            // Modules with handlers, or with arguments of their own, have an attribute of their own.
            Item::Mod(inner) if !has_cors(&with_conditional(&inner.attrs)) => {
                warn_of_uninherited(inner);
            }
            _ => {}
        }
    }
    if !warnings.is_empty() {
        items.push(Item::Verbatim(warnings));
    }
}

fn hand_down_to(arguments: &TokenStream, attributes: &mut [Attribute]) {
    for own in attributes.iter_mut().filter(|attribute| is_cors(attribute)) {
        let tokens = match &own.meta {
            Meta::List(list) => list.tokens.clone(),
            Meta::Path(_) => TokenStream::new(),
            // The compiler has its own words for it.
            Meta::NameValue(_) => continue,
        };
        let path = own.path().clone();
        let tokens = with_arguments_of_module(&tokens, arguments);
        own.meta = parse_quote!(#path(#tokens));
        break;
    }
}

/// The module's arguments behind those of the item itself, so that the item's errors come in the order of the
/// source.
pub(crate) fn with_arguments_of_module(own: &TokenStream, outer: &TokenStream) -> TokenStream {
    let of_module = format_ident!("{OF_MODULE}");
    followed_by(own, &quote!(#of_module(#outer)))
}

/// The arguments with another one behind them.
pub(crate) fn followed_by(arguments: &TokenStream, last: &TokenStream) -> TokenStream {
    let end = arguments.clone().into_iter().last();
    let needs_comma = end.is_some_and(|token| token.to_string() != ",");
    let comma = needs_comma.then(|| quote!(,));
    quote!(#arguments #comma #last)
}

fn is_handler(attributes: &[Attribute]) -> bool {
    attributes
        .iter()
        .any(|attribute| Kind::of(attribute).is_some())
}

/// The same, where a `cfg_attr` may hold the route attribute.
fn may_be_handler(attributes: &[Attribute]) -> bool {
    is_handler(&with_conditional(attributes))
}

fn has_cors(attributes: &[Attribute]) -> bool {
    attributes.iter().any(is_cors)
}

/// Whether the attribute is ours, by the last segment of its path.
pub(crate) fn is_cors(attribute: &Attribute) -> bool {
    let last = attribute.path().segments.last();
    last.is_some_and(|segment| segment.ident == "cors")
}
