//! A function whose route attribute or `#[cors]` is inside a `cfg_attr`: one function for each case, under the
//! condition of that case.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, ItemFn, parse_quote};

use crate::item::{Kind, conditional, is_cors};

/// A condition, and the attribute that is there if it holds.
type Case = (TokenStream, Option<Attribute>);

pub(crate) fn alternatives(function: ItemFn) -> Vec<ItemFn> {
    let inside: Vec<_> = function.attrs.iter().flat_map(conditional).collect();
    if inside.is_empty() {
        return vec![function];
    }
    let is_route = |attribute: &Attribute| Kind::of(attribute).is_some();
    let routes = cases(&function.attrs, &inside, is_route);
    let policies = cases(&function.attrs, &inside, is_cors);
    let with = |route: &Case, policy: &Case| {
        let mut function = function.clone();
        for (condition, attribute) in [policy, route] {
            if !condition.is_empty() {
                let condition = parse_quote!(#[cfg(#condition)]);
                if !function.attrs.contains(&condition) {
                    function.attrs.push(condition);
                }
            }
            function.attrs.extend(attribute.clone());
        }
        function
    };
    let all = routes
        .iter()
        .flat_map(|route| policies.iter().map(move |policy| with(route, policy)));
    all.collect()
}

/// The cases of one kind of attribute: each conditional one, and none of them. A plain one is there in any case.
fn cases(
    plain: &[Attribute],
    inside: &[(TokenStream, Attribute)],
    is_meant: impl Fn(&Attribute) -> bool,
) -> Vec<Case> {
    let meant: Vec<_> = inside.iter().filter(|(_, one)| is_meant(one)).collect();
    if meant.is_empty() || plain.iter().any(is_meant) {
        return vec![(TokenStream::new(), None)];
    }
    let conditions = meant.iter().map(|(condition, _)| condition);
    let otherwise = if let [(condition, _)] = meant.as_slice() {
        quote!(not(#condition))
    } else {
        quote!(not(any(#(#conditions),*)))
    };
    let cases = meant.iter().map(|(condition, attribute)| {
        let attribute = attribute.clone();
        (condition.clone(), Some(attribute))
    });
    cases.chain([(otherwise, None)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_has_a_case_for_each_condition_of_its_attributes() {
        for (function, cases) in [
            ("fn plain() {}", 1),
            ("#[get(\"/\")] fn plain() {}", 1),
            ("#[cfg_attr(a, get(\"/\"))] fn conditional() {}", 2),
            (
                "#[cfg_attr(a, get(\"/\"))] #[cfg_attr(b, cors(credentials))] fn both() {}",
                4,
            ),
            (
                "#[get(\"/\")] #[cfg_attr(a, put(\"/\"))] fn in_any_case() {}",
                1,
            ),
        ] {
            let function_of_case = alternatives(syn::parse_str(function).unwrap());
            assert_eq!(function_of_case.len(), cases, "{function}");
        }
    }

    #[test]
    fn a_condition_of_both_attributes_is_named_once() {
        let function = "#[cfg_attr(a, cors(credentials), get(\"/\"))] fn both() {}";
        let cases = alternatives(syn::parse_str(function).unwrap());
        let conditions = |function: &ItemFn| {
            let attributes = function.attrs.iter();
            attributes.filter(|one| one.path().is_ident("cfg")).count()
        };
        let counts: Vec<_> = cases.iter().map(conditions).collect();
        // Both attributes, one of them, none.
        assert_eq!(counts, [1, 2, 2, 1]);
    }
}
