//! The route of a handler: everything that its route attributes say.

use syn::{Attribute, Path, spanned::Spanned as _};

use super::{entry::RouteEntry, kind::Kind};
use crate::arguments::ArgumentError;

/// The routes of one handler.
#[derive(Debug)]
pub(crate) struct Route {
    /// One for each router entry: `#[routes]` has several.
    pub(crate) entries: Vec<RouteEntry>,
    /// The path of the macro that was taken over: a path in the expansion keeps its import used. The attributes
    /// below `#[routes]` need no import.
    pub(crate) macro_path: Path,
}

impl Route {
    /// Takes the route attributes out of the list; `None` if there is none.
    pub(crate) fn take(attributes: &mut Vec<Attribute>) -> Option<Result<Self, ArgumentError>> {
        let first = attributes
            .iter()
            .position(|attribute| Kind::of(attribute).is_some())?;
        let attribute = attributes.remove(first);
        let macro_path = attribute.path().clone();
        let entries = match Kind::of(&attribute)? {
            Kind::Routes => {
                let is_method = |attribute: &mut Attribute| {
                    matches!(Kind::of(attribute), Some(Kind::Method(_)))
                };
                let stack: Vec<_> = attributes.extract_if(.., is_method).collect();
                if stack.is_empty() {
                    return Some(Err(ArgumentError::new(
                        attribute.path().span(),
                        "`#[routes]` needs at least one method attribute below it",
                        "write one below it, such as `#[get(\"/\")]`",
                    )));
                }
                stack.iter().map(RouteEntry::read).collect()
            }
            Kind::Route | Kind::Method(_) => RouteEntry::read(&attribute).map(|entry| vec![entry]),
        };
        Some(entries.map(|entries| Self {
            entries,
            macro_path,
        }))
    }

    /// Every method that the handler serves, each once.
    pub(crate) fn methods(&self) -> Vec<String> {
        distinct(self.entries.iter())
    }

    /// Every method that the handler serves under the path, each once.
    pub(crate) fn methods_under(&self, path: &str) -> Vec<String> {
        distinct(self.entries.iter().filter(|entry| entry.path == path))
    }
}

fn distinct<'a>(entries: impl Iterator<Item = &'a RouteEntry>) -> Vec<String> {
    let mut methods = Vec::new();
    for method in entries.flat_map(|entry| &entry.methods) {
        if !methods.contains(method) {
            methods.push(method.clone());
        }
    }
    methods
}
