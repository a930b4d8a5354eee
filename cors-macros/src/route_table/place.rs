//! Where an item of the sources is, and what documentation can link to there.

use std::env;

use syn::{Attribute, Meta};

use crate::arguments::token_text;

/// The modules around an item.
#[derive(Debug, Clone)]
pub(crate) struct SourcePlace {
    /// The modules below the calling one.
    pub(crate) modules: Vec<String>,
    /// Whether they can be named from outside, if the calling module can.
    pub(crate) is_public: bool,
    /// Their attributes, as far as they are known; outermost first.
    pub(crate) around: Vec<Vec<Attribute>>,
}

/// What links depend on.
#[derive(Debug)]
pub(crate) struct Links {
    /// What paths begin with, in the documentation where the macro is called.
    pub(crate) base: String,
    pub(crate) documents_private: bool,
}

/// Whether rustdoc makes pages of private items.
pub(crate) fn documents_private() -> bool {
    env::args().any(|argument| argument == "--document-private-items")
}

/// An item to link to.
pub(crate) struct Target<'a> {
    /// As rustdoc names files: `struct`, `static`.
    pub(crate) kind: &'static str,
    pub(crate) name: &'a str,
    pub(crate) is_public: bool,
    pub(crate) attributes: &'a [Attribute],
}

impl SourcePlace {
    /// The link to an item here, if it certainly has a page.
    pub(crate) fn link(&self, target: &Target<'_>, links: &Links) -> Option<String> {
        let Target {
            kind,
            name,
            is_public,
            attributes,
        } = *target;
        if self.is_hidden(attributes) || self.conditions(attributes).next().is_some() {
            return None;
        }
        let modules = self.modules.iter().map(String::as_str);
        if self.is_public && is_public {
            let path: Vec<_> = [links.base.as_str()].into_iter().chain(modules).collect();
            return Some(format!("{}::{name}", path.join("::")));
        }
        // rustdoc warns of links to what only some builds document, if they are written as paths.
        let file = format!("{kind}.{name}.html");
        let path: Vec<_> = modules.chain([file.as_str()]).collect();
        links.documents_private.then(|| path.join("/"))
    }

    /// The conditions of `#[cfg(..)]` on the item and on the modules around it.
    pub(crate) fn conditions<'a>(&'a self, own: &'a [Attribute]) -> impl Iterator<Item = String> {
        self.attributes(own)
            .filter(|attribute| attribute.path().is_ident("cfg"))
            .filter_map(|attribute| match &attribute.meta {
                Meta::List(list) => Some(token_text(&list.tokens)),
                Meta::Path(_) | Meta::NameValue(_) => None,
            })
    }

    /// Whether rustdoc makes no page of the item: `#[doc(hidden)]` on it, or on a module around it.
    fn is_hidden(&self, own: &[Attribute]) -> bool {
        self.attributes(own).any(|attribute| {
            let hidden = attribute.parse_args::<syn::Ident>();
            attribute.path().is_ident("doc") && hidden.is_ok_and(|argument| argument == "hidden")
        })
    }

    fn attributes<'a>(&'a self, own: &'a [Attribute]) -> impl Iterator<Item = &'a Attribute> {
        self.around.iter().flatten().chain(own)
    }
}
