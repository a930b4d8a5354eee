//! Warnings on a stable compiler: the use of a deprecated item, at the literal. The handler's lint attributes and
//! `-D warnings` apply to them.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::{AttrStyle, Attribute, Meta};

use crate::{
    diagnostics::{Warning, in_order},
    editor::messages,
};

/// Items beside the handler's, one for each warning, in the order of the source.
pub(crate) fn items(
    warnings: &[Warning],
    attributes: &[Attribute],
    runtime: &TokenStream,
) -> TokenStream {
    let items = warnings.iter().map(|warning| {
        let item = item(&warning.text, warning.span, attributes, runtime);
        (warning.position, item)
    });
    in_order(items.collect())
}

/// An item that causes one warning, under the conditions and lints of the attributes.
pub(crate) fn item(
    text: &str,
    span: Span,
    attributes: &[Attribute],
    runtime: &TokenStream,
) -> TokenStream {
    // A module's may be inside its braces, `#![allow(..)]`.
    let governing = attributes.iter().filter(|attribute| governs(attribute));
    let governing = governing.cloned().map(|attribute| Attribute {
        style: AttrStyle::Outer,
        ..attribute
    });
    let name = Ident::new("cors", span);
    let item = quote! {
        #(#governing)*
        const _: () = {
            #[allow(non_camel_case_types)]
            #[deprecated(note = #text)]
            struct #name;
            let _ = #name;
        };
    };
    messages::warning(runtime, text, span, item)
}

/// Whether the attribute is an `#[expect(deprecated)]`: our warnings fulfil it, so it moves to them.
pub(crate) fn expects_warnings(attribute: &Attribute) -> bool {
    match &attribute.meta {
        Meta::List(list) if list.path.is_ident("expect") => list
            .tokens
            .clone()
            .into_iter()
            .any(|token| token.to_string() == "deprecated"),
        _ => false,
    }
}

fn governs(attribute: &Attribute) -> bool {
    let names = ["cfg", "allow", "warn", "deny", "forbid"];
    names.iter().any(|name| attribute.path().is_ident(name)) || expects_warnings(attribute)
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;
    use quote::quote;

    use crate::{expand_cors, named_policy};

    fn origins(has_warning: bool) -> TokenStream {
        let repeated = has_warning.then(|| quote!("https://a.example"));
        quote!(origins = ["https://a.example", #repeated])
    }

    fn policy(has_warning: bool) -> TokenStream {
        let origins = origins(has_warning);
        named_policy::expand(quote!(#[expect(deprecated)] static SITES = { #origins };))
    }

    fn module(has_warning: bool) -> TokenStream {
        let handler = quote!(
            #[cors(disabled)]
            #[get("/")]
            async fn handler() {}
        );
        let item = quote!(#[expect(deprecated)] mod api { #handler });
        expand_cors(origins(has_warning), &item)
    }

    /// What the expectation is about: the first word behind it that is not of another attribute.
    fn expecting(expansion: &TokenStream) -> Vec<String> {
        let text = expansion.to_string();
        let behind = text.split("# [expect (deprecated)]").skip(1);
        let words = behind.map(|behind| {
            let mut words = behind.split_whitespace();
            words.find(|word| ["const", "static", "mod"].contains(word))
        });
        words.map(|word| word.unwrap().to_string()).collect()
    }

    #[test]
    fn an_expectation_is_moved_to_the_warnings_if_there_are_any() {
        assert_eq!(expecting(&policy(true)), ["const"]);
        assert_eq!(expecting(&policy(false)), ["static"]);
        assert_eq!(expecting(&module(true)), ["const"]);
        assert_eq!(expecting(&module(false)), ["mod"]);
    }

    #[test]
    fn lint_levels_are_on_the_warnings_too_and_other_attributes_are_not() {
        let origins = origins(true);
        let policy =
            quote!(#[allow(deprecated)] #[cfg(test)] #[inert] static SITES = { #origins };);
        let text = named_policy::expand(policy).to_string();
        let (before, _) = text.split_once(" struct cors ").unwrap();
        let (item, warning) = before.rsplit_once("__editor").unwrap();
        for (attribute, is_on_warning) in [
            ("# [allow (deprecated)]", true),
            ("# [cfg (test)]", true),
            ("# [inert]", false),
        ] {
            assert!(item.contains(attribute), "{attribute}");
            assert_eq!(warning.contains(attribute), is_on_warning, "{attribute}");
        }
    }
}
