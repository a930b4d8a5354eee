//! `#[cors(..)] mod`: every route handler inside inherits the arguments that it does not have itself. The
//! arguments are validated once here, and passed on; each handler's own attribute does the rest.

mod bodies;
mod handlers;
mod paths;
mod uninherited;

use cors_rules::{AttributeRule, Setting, Validated};
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use syn::{Item, ItemMod};

pub(crate) use self::handlers::without_own_attribute;
use self::{handlers::Handlers, paths::InheritedArguments};
use crate::{
    arguments::CorsArgs,
    diagnostics::{Diagnostics, Position, Warning},
    expand::warning,
    item::{has_cors, pass_on_to},
    lower::PolicyInput,
};

/// Whether the item can be a module: a cheap test, because most items are not.
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
    diagnostics.on_item_with(&module.attrs);
    let args = CorsArgs::parse(tokens.clone(), &mut diagnostics);
    if let (true, Some(outer)) = (args.is_if_route, &args.module)
        && has_cors(&module.attrs)
    {
        pass_on_to(&outer.tokens, &mut module.attrs);
        return quote!(#module);
    }
    let args = args.with_inherited();

    let handlers = Handlers::in_module(&module);
    refuse_files(&module, &mut diagnostics);
    if handlers.all == 0 && diagnostics.is_empty() {
        refuse_empty(&module, &mut diagnostics);
    }
    let input = PolicyInput::new(&args, &module.ident, None);
    let needs_origins = handlers.without_policy > 0;
    let validated = input.validate_module(needs_origins, &mut diagnostics);
    if !diagnostics.is_empty() {
        let errors = diagnostics.into_errors(&args.runtime());
        handlers::mark_broken(&mut module);
        return quote!(#module #errors);
    }

    let warnings = own_warnings(&input, validated, &module);
    let warnings = warning::items(&warnings, &module.attrs, &args.runtime());
    if !warnings.is_empty() {
        let is_fulfilled = warning::expects_warnings;
        module.attrs.retain(|attribute| !is_fulfilled(attribute));
    }
    let inherited = InheritedArguments::new(tokens, args.runtime(), &module.ident);
    handlers::pass_on(&inherited, &mut module);
    if !(args.is_disabled() || args.allows(AttributeRule::NotInherited)) {
        uninherited::warn(&mut module, &inherited.runtime);
    }
    let imports = inherited.imports;
    // The imports come last: with a half-typed path rust-analyzer looks for each where there is none yet.
    quote!(#module #imports #warnings)
}

/// The warnings about the module's arguments. Which handlers need its opt-outs is not known here, nor which need an
/// entry of `allow`, unless it is about the module itself.
fn own_warnings(
    input: &PolicyInput<'_>,
    validated: Option<Validated>,
    module: &ItemMod,
) -> Vec<Warning> {
    let warnings = validated.into_iter().flat_map(|found| found.warnings);
    let warnings = warnings.filter(|warning| {
        let setting = warning.site().setting;
        !matches!(setting, Setting::DangerouslyAllow | Setting::Allow)
    });
    let mut warnings = input.warnings(warnings);
    let has_uninherited = uninherited::is_in(module);
    warnings.extend(input.unneeded(|rule| rule == AttributeRule::NotInherited && !has_uninherited));
    warnings
}

/// A macro does not see the contents of other files, and the compiler's own error does not say what to do.
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

fn refuse_empty(module: &ItemMod, diagnostics: &mut Diagnostics) {
    diagnostics.shape(
        Position::WHOLE,
        module.ident.span(),
        AttributeRule::NoRoute,
        "no handler in this module",
        "write `#[cors(..)]` on a module whose braces hold handlers with route attributes",
    );
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;
    use quote::quote;

    use crate::{corpus::Expansions, expand_cors};

    /// What is reported about a module whose attribute has no origins.
    fn reports(inside: &TokenStream) -> Vec<String> {
        reports_with(quote!(credentials), inside)
    }

    fn reports_with(arguments: TokenStream, inside: &TokenStream) -> Vec<String> {
        let module = quote!(mod api { #inside });
        let messages = Expansions::of(expand_cors(arguments, &module)).messages;
        let first_line = |text: &str| text.lines().next().unwrap().to_string();
        let lines = messages.iter().map(|message| first_line(&message.text));
        lines.collect()
    }

    #[test]
    fn a_module_needs_origins_unless_every_handler_has_some() {
        let first = quote!(
            #[get("/1")]
            async fn first() {}
        );
        let second = quote!(
            #[get("/2")]
            async fn second() {}
        );
        let origins = quote!(#[cors(origins = ["https://a.example"])]);
        for inside in [
            quote!(#first),
            quote!(#first #second),
            quote!(#origins #first #second),
            quote!(mod inner { #first #second }),
            quote!(mod inner { #first } mod other { #second }),
            quote!(#first mod inner { #second }),
            quote!(#origins #first mod inner { #second }),
        ] {
            assert_eq!(reports(&inside), ["no origin is named"], "{inside}");
        }
        for inside in [
            quote!(#origins #first),
            quote!(mod inner { #origins #first }),
            quote!(#origins mod inner { #first #second }),
        ] {
            assert!(reports(&inside).is_empty(), "{inside}");
        }
        assert_eq!(
            reports(&quote!(
                mod inner {}
            )),
            ["no handler in this module"]
        );
    }

    #[test]
    fn a_mistake_of_a_module_is_reported_once() {
        let handler = quote!(
            #[get("/1")]
            async fn handler() {}
        );
        for inside in [
            quote!(#handler),
            quote!(#[cors(credentials)] #handler),
            quote!(mod inner { #[cors(credentials)] #handler }),
            quote!(#[cors(credentials)] mod inner { #handler }),
        ] {
            let found = reports_with(quote!(origins = ["https://a.example/"]), &inside);
            assert_eq!(
                found,
                ["origin `https://a.example/` ends in a slash"],
                "{inside}"
            );
        }
    }
}
