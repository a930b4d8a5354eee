//! A handler as it was written: its signature is read, its body is not, so that half-typed bodies are
//! reported by the compiler alone.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{
    Attribute, Signature, Visibility,
    parse::{Parse, ParseStream},
};

/// A function with its attributes.
#[derive(Debug, Clone)]
pub(crate) struct Handler {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) signature: Signature,
    /// The block, or what stands in its place.
    body: Vec<TokenTree>,
}

impl Parse for Handler {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        Ok(Self {
            attributes: input.call(Attribute::parse_outer)?,
            visibility: input.parse()?,
            signature: input.parse()?,
            body: input.parse::<TokenStream>()?.into_iter().collect(),
        })
    }
}

impl Handler {
    /// The function alone, without the attributes that moved elsewhere.
    pub(crate) fn function(&self, moved: impl Fn(&Attribute) -> bool) -> TokenStream {
        let Self {
            attributes,
            visibility,
            signature,
            body,
        } = self;
        let kept = attributes.iter().filter(|attribute| !moved(attribute));
        quote!(#(#kept)* #visibility #signature #(#body)*)
    }

    /// The attributes of the given names.
    pub(crate) fn attributes_named<'a>(
        &'a self,
        names: &'a [&str],
    ) -> impl Iterator<Item = &'a Attribute> {
        self.attributes
            .iter()
            .filter(|attribute| names.iter().any(|name| attribute.path().is_ident(name)))
    }
}

impl ToTokens for Handler {
    /// The item as it came.
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.function(|_| false));
    }
}
