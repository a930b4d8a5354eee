//! `#[cfg_attr(..)]`, which a macro sees unexpanded inside a module: the attributes that it may become.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Meta, parse_quote};

use crate::arguments::split;

/// The attributes, and those inside every `cfg_attr` among them.
pub(crate) fn with_conditional(attributes: &[Attribute]) -> Vec<Attribute> {
    let mut all = Vec::new();
    for attribute in attributes {
        all.push(attribute.clone());
        all.extend(conditional(attribute).into_iter().map(|(_, inner)| inner));
    }
    all
}

/// The attributes inside a `cfg_attr`, each with the condition under which it is there.
pub(crate) fn conditional(attribute: &Attribute) -> Vec<(TokenStream, Attribute)> {
    let Meta::List(list) = &attribute.meta else {
        return Vec::new();
    };
    if !list.path.is_ident("cfg_attr") {
        return Vec::new();
    }
    let mut entries = split(list.tokens.clone())
        .into_iter()
        .map(|entry| entry.tokens.into_iter().collect::<TokenStream>());
    let condition = entries.next().unwrap_or_default();
    // The compiler reports what is not an attribute.
    let inside = entries.filter_map(|tokens| syn::parse2::<Meta>(tokens).ok());
    inside
        .flat_map(|meta| under(&condition, &parse_quote!(#[#meta])))
        .collect()
}

fn under(condition: &TokenStream, attribute: &Attribute) -> Vec<(TokenStream, Attribute)> {
    if !attribute.path().is_ident("cfg_attr") {
        return vec![(condition.clone(), attribute.clone())];
    }
    conditional(attribute)
        .into_iter()
        .map(|(inner, attribute)| (quote!(all(#condition, #inner)), attribute))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_found_at_any_depth() {
        let attributes = [
            parse_quote!(#[inline]),
            parse_quote!(#[cfg_attr(true, get("/"), cfg_attr(all(b, c), cors(origins = "*")))]),
        ];
        let found = with_conditional(&attributes);
        let paths = found.iter().map(Attribute::path);
        let names: Vec<_> = paths.map(|path| quote::quote!(#path).to_string()).collect();
        assert_eq!(names, ["inline", "cfg_attr", "get", "cors"]);
    }

    #[test]
    fn nested_conditions_hold_together() {
        let attribute = parse_quote!(#[cfg_attr(a, cfg_attr(b, get("/")))]);
        let [(condition, _)] = conditional(&attribute).try_into().unwrap();
        assert_eq!(condition.to_string(), "all (a , b)");
    }
}
