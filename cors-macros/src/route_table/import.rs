//! Names that `use` brings into a module of the sources.

use proc_macro2::Ident;
use syn::{ItemUse, UseTree, ext::IdentExt as _};

/// A name that `use` brings into a module.
#[derive(Debug)]
pub(super) struct Import {
    pub(super) name: String,
    /// Its name where it is from, and that of the module there.
    pub(super) original: String,
    pub(super) module: Option<String>,
}

impl Import {
    /// The names that the item brings, except those of `*`.
    pub(super) fn all(item: &ItemUse) -> Vec<Self> {
        let mut found = Vec::new();
        let mut open = vec![(None, &item.tree)];
        while let Some((module, tree)) = open.pop() {
            let mut import = |name: &Ident, original: &Ident| {
                found.push(Self {
                    name: name.unraw().to_string(),
                    original: original.unraw().to_string(),
                    module: module.clone(),
                });
            };
            match tree {
                UseTree::Path(path) => {
                    open.push((Some(path.ident.unraw().to_string()), &path.tree));
                }
                UseTree::Group(group) => {
                    open.extend(group.items.iter().map(|tree| (module.clone(), tree)));
                }
                UseTree::Name(name) => import(&name.ident, &name.ident),
                UseTree::Rename(rename) => import(&rename.rename, &rename.ident),
                UseTree::Glob(_) => {}
            }
        }
        found
    }
}
