//! A handler as it is written. Its signature is parsed and its body is not, so that only the compiler reports a
//! half-typed body.

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
    /// The block, or whatever is in its place.
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
    /// Whether it is in an `impl`, as far as the function itself shows it.
    pub(crate) fn is_method(&self) -> bool {
        self.signature.receiver().is_some()
    }

    /// The function without the attributes that move elsewhere.
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
    /// The item unchanged.
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.function(|_| false));
    }
}
