//! Paths in a module's arguments mean what they mean where the attribute stands: outside. The handlers
//! are inside, so each path gets a second name that they can reach through `super`.

use darling::ast::NestedMeta;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{
    Expr, ExprCall, ExprPath, Meta, MetaNameValue, Path, parse_quote, spanned::Spanned as _,
};

use crate::args::{OF_MODULE, POLICY_NAME};

/// A module's arguments as its handlers get them.
#[derive(Debug)]
pub(crate) struct HandedDown {
    /// Items to stand beside the module.
    pub(crate) imports: TokenStream,
    pub(crate) arguments: TokenStream,
}

impl HandedDown {
    pub(crate) fn new(arguments: &TokenStream, module: &Ident) -> Self {
        let mut imports = TokenStream::new();
        let arguments = reachable_arguments(arguments, module, &mut imports);
        Self { imports, arguments }
    }
}

fn reachable_arguments(
    arguments: &TokenStream,
    module: &Ident,
    imports: &mut TokenStream,
) -> TokenStream {
    // Arguments that cannot be read were reported, and are handed down to nobody.
    let list = NestedMeta::parse_meta_list(arguments.clone()).unwrap_or_default();
    let is_named = list.iter().any(
        |argument| matches!(argument, NestedMeta::Meta(meta) if meta.path().is_ident(POLICY_NAME)),
    );
    let arguments = list.into_iter().map(|argument| match argument {
        NestedMeta::Meta(Meta::NameValue(pair)) => {
            with_reachable_path(pair, is_named, module, imports)
        }
        // What the module itself was handed down.
        NestedMeta::Meta(Meta::List(mut outer)) if outer.path.is_ident(OF_MODULE) => {
            outer.tokens = reachable_arguments(&outer.tokens, module, imports);
            outer.into_token_stream()
        }
        other => other.into_token_stream(),
    });
    quote!(#(#arguments),*)
}

fn with_reachable_path(
    mut pair: MetaNameValue,
    is_named: bool,
    module: &Ident,
    imports: &mut TokenStream,
) -> TokenStream {
    match &mut pair.value {
        Expr::Path(ExprPath { path, .. }) if pair.path.is_ident("policy") => {
            let name = text_of(path);
            let alias = reachable(path, "policy", module, imports);
            let policy_name = format_ident!("{POLICY_NAME}");
            let called = (!is_named).then(|| quote!(, #policy_name = #name));
            return quote!(policy = #alias #called);
        }
        Expr::Call(ExprCall { func, args, .. }) if is_dynamic(func) => {
            if let Some(Expr::Path(ExprPath { path, .. })) = args.first() {
                let (path, is_named) = (path.clone(), args.len() > 1);
                let name = text_of(&path);
                let alias = reachable(&path, "origins", module, imports);
                if let Some(first) = args.first_mut() {
                    *first = parse_quote!(#alias);
                }
                if !is_named {
                    args.push(parse_quote!(#name));
                }
            }
        }
        _ => {}
    }
    pair.into_token_stream()
}

fn is_dynamic(function: &Expr) -> bool {
    matches!(function, Expr::Path(ExprPath { path, .. }) if path.is_ident("dynamic"))
}

/// The path from inside the module; the import that makes it work stands outside.
fn reachable(path: &Path, what: &str, module: &Ident, imports: &mut TokenStream) -> Path {
    let mut alias = format_ident!("__cors_{what}_of_{module}");
    alias.set_span(path.span());
    imports.extend(quote! {
        #[allow(unused_imports)]
        use #path as #alias;
    });
    parse_quote!(super::#alias)
}

/// The path as it was written.
pub(crate) fn text_of(path: &Path) -> String {
    path.to_token_stream().to_string().replace(' ', "")
}
