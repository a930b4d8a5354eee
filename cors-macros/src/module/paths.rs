//! Paths in a module's arguments mean what they mean outside the module. The handlers are inside, so each path
//! gets a second name that they reach through `super`.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use syn::{
    Expr, ExprCall, ExprPath, MetaList, Path, Token,
    ext::IdentExt as _,
    parse::{ParseStream, Parser as _},
    parse_quote,
};

use crate::{
    arguments::{Argument, hidden, path_text, split, without_groups},
    place::{self, PASSED_ON, behind},
};

/// A module's arguments as its handlers get them.
#[derive(Debug)]
pub(crate) struct InheritedArguments {
    /// Items beside the module.
    pub(crate) imports: TokenStream,
    pub(crate) arguments: TokenStream,
    /// The path of `cors_runtime`.
    pub(crate) runtime: TokenStream,
}

impl InheritedArguments {
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

/// The arguments with paths that mean the same inside.
fn reachable_arguments(arguments: &TokenStream, imports: &mut Imports<'_>) -> TokenStream {
    let parts: Vec<_> = split(arguments.clone())
        .into_iter()
        .map(|entry| entry.tokens.into_iter().collect::<TokenStream>())
        .filter(|tokens| !tokens.is_empty())
        .collect();
    let is_named = parts
        .iter()
        .any(|part| begins_with(part, hidden::POLICY_NAME));
    let parts = parts
        .into_iter()
        .map(|part| reachable_argument(part, is_named, imports));
    quote!(#(#parts),*)
}

fn reachable_argument(
    argument: TokenStream,
    is_named: bool,
    imports: &mut Imports<'_>,
) -> TokenStream {
    if begins_with(&argument, hidden::MODULE_ARGUMENTS)
        && let Ok(mut outer) = syn::parse2::<MetaList>(argument.clone())
    {
        // What the module itself inherits.
        outer.tokens = reachable_arguments(&outer.tokens, imports);
        return outer.into_token_stream();
    }
    // Lists hold no paths.
    let names = [Argument::Policy, Argument::Crate, Argument::Origins].map(Argument::name);
    if !names.iter().any(|name| begins_with(&argument, name)) {
        return argument;
    }
    match assignment.parse2(argument.clone()) {
        Ok((name, value)) => with_reachable_path(&name, value, is_named, imports),
        Err(_) => argument,
    }
}

/// `name = value`
fn assignment(input: ParseStream<'_>) -> syn::Result<(Ident, Expr)> {
    let name = input.call(Ident::parse_any)?;
    input.parse::<Token![=]>()?;
    Ok((name, without_groups(input.parse()?)))
}

fn begins_with(argument: &TokenStream, name: &str) -> bool {
    let first = argument.clone().into_iter().next();
    matches!(first, Some(TokenTree::Ident(ident)) if ident == name)
}

fn with_reachable_path(
    name: &Ident,
    mut value: Expr,
    is_named: bool,
    imports: &mut Imports<'_>,
) -> TokenStream {
    match &mut value {
        Expr::Path(ExprPath { path, .. }) if name == "policy" => {
            let text = path_text(path);
            let path = imports.reachable(path);
            let policy_name = format_ident!("{}", hidden::POLICY_NAME);
            let called = (!is_named).then(|| quote!(, #policy_name = #text));
            return quote!(#name = #path #called);
        }
        Expr::Path(ExprPath { path, .. }) if name == "crate" => *path = imports.reachable(path),
        Expr::Call(ExprCall { func, args, .. }) if is_dynamic(func) => {
            let is_named = args.len() > 1;
            if let Some(first) = args.first_mut() {
                *first = without_groups(first.clone());
            }
            if let Some(Expr::Path(ExprPath { path, .. })) = args.first_mut() {
                let text = path_text(path);
                *path = imports.reachable(path);
                if !is_named {
                    let name = format_ident!("{}", hidden::NAME);
                    args.push(parse_quote!(#name = #text));
                }
            }
        }
        _ => {}
    }
    quote!(#name = #value)
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
    /// The path from inside the module; the import that makes it work is outside.
    fn reachable(&mut self, path: &Path) -> Path {
        if is_absolute(path) {
            return path.clone();
        }
        let mut alias = format_ident!("{PASSED_ON}{}_of_{}", self.count, self.module);
        let span = place::of_path(path);
        alias.set_span(behind(span));
        self.count += 1;
        self.items.extend(quote! {
            #[allow(unused_imports)]
            use #path as #alias;
        });
        // Of the expansion: the compiler would say that `super` is not needed where a module imports everything around it.
        let outside = Ident::new("super", behind(span).resolved_at(Span::call_site()));
        let from_inside = quote_spanned!(span=> #outside::#alias);
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The arguments as the handlers of a module `api` get them, and the imports beside it.
    fn passed_on(arguments: &str) -> (String, String) {
        let runtime = quote!(::cors_runtime);
        let module = format_ident!("api");
        let inherited = InheritedArguments::new(&arguments.parse().unwrap(), runtime, &module);
        let text = |tokens: TokenStream| tokens.to_string().replace(' ', "");
        (text(inherited.arguments), text(inherited.imports))
    }

    #[test]
    fn paths_are_reached_through_the_module_around() {
        for (arguments, passed, imported) in [
            (
                "policy = app::SITES",
                "policy=super::__cors_path_0_of_api,__policy_name=\"app::SITES\"",
                "app::SITES",
            ),
            (
                "policy = SITES, __policy_name = \"app::SITES\"",
                "policy=super::__cors_path_0_of_api,__policy_name=\"app::SITES\"",
                "SITES",
            ),
            (
                "crate = my::cors",
                "crate=super::__cors_path_0_of_api",
                "my::cors",
            ),
            (
                "max_age = 60, origins = dynamic(SITES)",
                "max_age=60,origins=dynamic(super::__cors_path_0_of_api,__name=\"SITES\")",
                "SITES",
            ),
            (
                "origins = dynamic(SITES, __name = \"app::SITES\")",
                "origins=dynamic(super::__cors_path_0_of_api,__name=\"app::SITES\")",
                "SITES",
            ),
            (
                "credentials, __module(policy = SITES)",
                "credentials,__module(policy=super::__cors_path_0_of_api,__policy_name=\"SITES\")",
                "SITES",
            ),
        ] {
            let import = format!("#[allow(unused_imports)]use{imported}as__cors_path_0_of_api;");
            assert_eq!(passed_on(arguments), (passed.into(), import), "{arguments}");
        }
    }

    #[test]
    fn each_path_has_another_name() {
        let (passed, _) = passed_on("crate = my::cors, policy = SITES, origins = dynamic(OTHERS)");
        for count in 0..3 {
            let name = format!("__cors_path_{count}_of_api");
            assert_eq!(passed.matches(&name).count(), 1, "{passed}");
        }
    }

    #[test]
    fn other_arguments_and_absolute_paths_are_passed_on_as_they_are() {
        for arguments in [
            "crate=crate::cors",
            "crate=::my::cors",
            "policy=crate::SITES,__policy_name=\"SITES\"",
            "origins=dynamic(::app::SITES,\"SITES\")",
            "origins=SITES",
            "origins=other(SITES)",
            "origins=env(\"SITES\")",
            "origins=dynamic()",
            "origins=dynamic(\"SITES\")",
            "policy=\"SITES\"",
            "max_age=HOUR",
            "origins=",
            "credentials",
        ] {
            assert_eq!(passed_on(arguments), (arguments.into(), String::new()));
        }
    }

    #[test]
    fn a_fragment_of_another_macro_has_the_path_inside() {
        let fragment = proc_macro2::Group::new(proc_macro2::Delimiter::None, quote!(SITES));
        for arguments in [
            quote!(policy = #fragment),
            quote!(origins = dynamic(#fragment)),
        ] {
            let module = format_ident!("api");
            let inherited = InheritedArguments::new(&arguments, quote!(::cors_runtime), &module);
            assert!(!inherited.imports.is_empty(), "{arguments}");
        }
    }
}
