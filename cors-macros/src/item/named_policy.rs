//! The items inside `policy! { .. }`.

use proc_macro2::{Ident, TokenStream};
use syn::{
    Attribute, Token, Visibility, braced,
    parse::{Parse, ParseStream, Parser as _},
};

/// `/// docs` `pub static NAME = { arguments };`
pub(crate) struct NamedPolicy {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) name: Ident,
    pub(crate) arguments: TokenStream,
}

impl NamedPolicy {
    /// Every policy in the braces.
    pub(crate) fn all(tokens: TokenStream) -> syn::Result<Vec<Self>> {
        all.parse2(tokens)
    }
}

impl Parse for NamedPolicy {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        input.parse::<Token![static]>()?;
        let name = input.parse()?;
        input.parse::<Token![=]>()?;
        let arguments;
        braced!(arguments in input);
        input.parse::<Option<Token![;]>>()?;
        Ok(Self {
            attributes,
            visibility,
            name,
            arguments: arguments.parse()?,
        })
    }
}

fn all(input: ParseStream<'_>) -> syn::Result<Vec<NamedPolicy>> {
    let mut policies = Vec::new();
    while !input.is_empty() {
        policies.push(input.parse()?);
    }
    Ok(policies)
}
