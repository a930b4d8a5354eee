//! `#[cfg_attr(..)]`, which a macro sees unexpanded inside a module: the attributes that it may become.

use syn::{Attribute, Meta, Token, parse_quote, punctuated::Punctuated};

/// The attributes, and those inside every `cfg_attr` among them.
pub(crate) fn with_conditional(attributes: &[Attribute]) -> Vec<Attribute> {
    let mut all = attributes.to_vec();
    let mut index = 0;
    while let Some(attribute) = all.get(index) {
        let inside = conditional(attribute);
        all.extend(inside);
        index += 1;
    }
    all
}

/// The attributes inside a `cfg_attr`, behind its condition.
fn conditional(attribute: &Attribute) -> Vec<Attribute> {
    if !attribute.path().is_ident("cfg_attr") {
        return Vec::new();
    }
    let parser = Punctuated::<Meta, Token![,]>::parse_terminated;
    let list = attribute.parse_args_with(parser).unwrap_or_default();
    list.into_iter()
        .skip(1)
        .map(|meta| parse_quote!(#[#meta]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_found_at_any_depth() {
        let attributes = [
            parse_quote!(#[inline]),
            parse_quote!(#[cfg_attr(a, get("/"), cfg_attr(all(b, c), cors(origins = "*")))]),
        ];
        let found = with_conditional(&attributes);
        let paths = found.iter().map(Attribute::path);
        let names: Vec<_> = paths.map(|path| quote::quote!(#path).to_string()).collect();
        assert_eq!(names, ["inline", "cfg_attr", "get", "cfg_attr", "cors"]);
    }
}
