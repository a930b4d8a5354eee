//! Paths in a module's arguments mean what they mean where the attribute stands: outside. The handlers
//! are inside, so each path gets a second name that they can reach through `super`.

use darling::ast::NestedMeta;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{
    Expr, ExprCall, ExprPath, Meta, MetaNameValue, Path, parse_quote, spanned::Spanned as _,
};

use crate::{
    args::{OF_MODULE, POLICY_NAME},
    argument_values::bare_mut,
};

/// A module's arguments as its handlers get them.
#[derive(Debug)]
pub(crate) struct HandedDown {
    /// Items to stand beside the module.
    pub(crate) imports: TokenStream,
    pub(crate) arguments: TokenStream,
    /// Where `cors_runtime` is.
    pub(crate) runtime: TokenStream,
}

impl HandedDown {
    pub(crate) fn new(arguments: &TokenStream, runtime: TokenStream, module: &Ident) -> Self {
        let mut imports = Imports {
            module,
            count: 0,
            items: TokenStream::new(),
        };
        let arguments = reachable_arguments(arguments, &mut imports);
        let runtime = match syn::parse2(runtime.clone()) {
            Ok(path) => imports.reachable(&path).into_token_stream(),
            Err(_) => runtime,
        };
        Self {
            imports: imports.items,
            arguments,
            runtime,
        }
    }
}

fn reachable_arguments(arguments: &TokenStream, imports: &mut Imports<'_>) -> TokenStream {
    // Arguments that cannot be read were reported, and are handed down to nobody.
    let list = NestedMeta::parse_meta_list(arguments.clone()).unwrap_or_default();
    let is_named = list.iter().any(
        |argument| matches!(argument, NestedMeta::Meta(meta) if meta.path().is_ident(POLICY_NAME)),
    );
    let arguments = list.into_iter().map(|argument| match argument {
        NestedMeta::Meta(Meta::NameValue(pair)) => with_reachable_path(pair, is_named, imports),
        // What the module itself was handed down.
        NestedMeta::Meta(Meta::List(mut outer)) if outer.path.is_ident(OF_MODULE) => {
            outer.tokens = reachable_arguments(&outer.tokens, imports);
            outer.into_token_stream()
        }
        other => other.into_token_stream(),
    });
    quote!(#(#arguments),*)
}

fn with_reachable_path(
    mut pair: MetaNameValue,
    is_named: bool,
    imports: &mut Imports<'_>,
) -> TokenStream {
    match bare_mut(&mut pair.value) {
        Expr::Path(ExprPath { path, .. }) if pair.path.is_ident("policy") => {
            let name = text_of(path);
            let path = imports.reachable(path);
            let policy_name = format_ident!("{POLICY_NAME}");
            let called = (!is_named).then(|| quote!(, #policy_name = #name));
            return quote!(policy = #path #called);
        }
        Expr::Path(ExprPath { path, .. }) if pair.path.is_ident("crate") => {
            *path = imports.reachable(path);
        }
        Expr::Call(ExprCall { func, args, .. }) if is_dynamic(func) => {
            let is_named = args.len() > 1;
            if let Some(Expr::Path(ExprPath { path, .. })) = args.first_mut().map(bare_mut) {
                let name = text_of(path);
                *path = imports.reachable(path);
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

/// Second names for paths, each another one.
struct Imports<'a> {
    module: &'a Ident,
    count: usize,
    items: TokenStream,
}

impl Imports<'_> {
    /// The path from inside the module; the import that makes it work stands outside.
    fn reachable(&mut self, path: &Path) -> Path {
        if is_absolute(path) {
            return path.clone();
        }
        let mut alias = format_ident!("__cors_path_{}_of_{}", self.count, self.module);
        alias.set_span(path.span());
        self.count += 1;
        self.items.extend(quote! {
            #[allow(unused_imports)]
            use #path as #alias;
        });
        let from_inside = quote_spanned!(path.span()=> super::#alias);
        parse_quote!(#from_inside)
    }
}

/// Whether the path means the same everywhere.
fn is_absolute(path: &Path) -> bool {
    let first = path
        .segments
        .first()
        .map(|segment| segment.ident.to_string());
    path.leading_colon.is_some() || matches!(first.as_deref(), Some("crate" | "$crate"))
}

/// The path as it was written.
pub(crate) fn text_of(path: &Path) -> String {
    path.to_token_stream().to_string().replace(' ', "")
}
