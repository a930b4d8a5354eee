//! Which attributes are route attributes of actix-web.

use proc_macro2::{Delimiter, TokenTree};
use syn::{Attribute, Meta, Path};

/// actix-web's method macros.
pub(crate) const METHOD_MACROS: [&str; 10] = [
    "connect", "delete", "get", "head", "options", "patch", "post", "put", "query", "trace",
];

/// Frameworks whose route attributes have the same names; a path to one begins with the framework.
const OTHER_FRAMEWORKS: [&str; 6] = ["ntex", "paperclip", "poem", "rocket", "salvo", "xitca_web"];

/// What an attribute is to actix-web.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `#[get(..)]` and its like.
    Method(&'static str),
    /// `#[route(..)]`
    Route,
    /// `#[routes]`
    Routes,
}

impl Kind {
    /// Recognised by the last segment, so that paths to the macros work, and by the route's path in its arguments:
    /// other crates have a `#[trace]` too.
    pub(crate) fn of(attribute: &Attribute) -> Option<Self> {
        let path = attribute.path();
        if is_of_other_framework(path) {
            return None;
        }
        let last = path.segments.last()?.ident.to_string();
        let kind = Self::named(&last)?;
        let lacks_its_path = path.get_ident().is_some() && last != "trace";
        (kind == Self::Routes || begins_with_literal(attribute) || lacks_its_path).then_some(kind)
    }

    /// The kind of the macro with this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let method = METHOD_MACROS.into_iter().find(|method| *method == name);
        match name {
            "route" => Some(Self::Route),
            "routes" => Some(Self::Routes),
            _ => method.map(Self::Method),
        }
    }
}

/// Whether the path begins with the name of another framework.
pub(crate) fn is_of_other_framework(path: &Path) -> bool {
    let first = path.segments.first();
    first.is_some_and(|first| {
        OTHER_FRAMEWORKS
            .iter()
            .any(|framework| first.ident == framework)
    })
}

/// Whether the first argument is a literal, or came from a user's own macro.
fn begins_with_literal(attribute: &Attribute) -> bool {
    let Meta::List(list) = &attribute.meta else {
        return false;
    };
    match list.tokens.clone().into_iter().next() {
        Some(TokenTree::Literal(_)) => true,
        Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::None,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::Group;
    use quote::quote;
    use syn::parse_quote;

    use super::*;

    #[test]
    fn attributes_of_other_crates_are_not_routes() {
        let others: [Attribute; 4] = [
            parse_quote!(#[fastrace::trace]),
            parse_quote!(#[trace]),
            parse_quote!(#[trace(name = "list")]),
            parse_quote!(#[tracing::instrument]),
        ];
        for attribute in others {
            assert_eq!(Kind::of(&attribute), None);
        }
        let routes: [Attribute; 4] = [
            parse_quote!(#[trace("/")]),
            parse_quote!(#[actix_web::trace("/", name = "list")]),
            parse_quote!(#[get]),
            parse_quote!(#[actix_web::routes]),
        ];
        for attribute in routes {
            assert!(Kind::of(&attribute).is_some());
        }
    }

    #[test]
    fn the_path_of_a_route_may_be_a_fragment_of_another_macro() {
        let fragment = Group::new(Delimiter::None, quote!("/"));
        assert!(Kind::of(&parse_quote!(#[actix_web::trace(#fragment)])).is_some());
        assert_eq!(Kind::of(&parse_quote!(#[other::trace(["/"])])), None);
    }
}
