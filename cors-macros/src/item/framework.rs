//! Route attributes of other frameworks, which have the names of actix-web's. They are not taken over.

use syn::Attribute;

use super::kind::{Kind, is_of_other_framework};

/// The attribute of another framework that only looks like one of actix-web's.
pub(crate) fn of_other_framework(attributes: &[Attribute]) -> Option<&Attribute> {
    let last_is = |attribute: &Attribute, is_meant: &dyn Fn(&str) -> bool| {
        let last = attribute.path().segments.last();
        last.is_some_and(|last| is_meant(&last.ident.to_string()))
    };
    let by_path = attributes.iter().find(|attribute| {
        is_of_other_framework(attribute.path())
            && last_is(attribute, &|name| Kind::named(name).is_some())
    });
    // paperclip's `#[get]` belongs to its `#[api_v2_operation]`, and is imported in place of actix-web's.
    let is_qualified = |attribute: &Attribute| {
        Kind::of(attribute).is_some() && attribute.path().get_ident().is_none()
    };
    by_path.or_else(|| {
        let is_of_paperclip =
            |attribute: &&Attribute| last_is(attribute, &|name| name == "api_v2_operation");
        let operation = attributes.iter().find(is_of_paperclip);
        operation.filter(|_| !attributes.iter().any(is_qualified))
    })
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::*;

    #[test]
    fn attributes_of_other_frameworks_are_recognised() {
        let qualified: Attribute = parse_quote!(#[paperclip::actix::get("/")]);
        assert_eq!(Kind::of(&qualified), None);
        assert!(of_other_framework(&[qualified]).is_some());

        let operation: Attribute = parse_quote!(#[api_v2_operation]);
        let bare: Attribute = parse_quote!(#[get("/")]);
        let own: Attribute = parse_quote!(#[actix_web::get("/")]);
        assert!(of_other_framework(&[operation.clone(), bare.clone()]).is_some());
        assert!(of_other_framework(&[operation, own]).is_none());
        assert!(of_other_framework(&[bare]).is_none());
    }
}
