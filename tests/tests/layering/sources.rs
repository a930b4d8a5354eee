//! The sources of a crate, read by a parser: which file imports which.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Item, ItemMod, UseTree};

/// A module's path inside its crate.
pub(crate) type Module = Vec<String>;

/// The files of a crate that are compiled without its tests.
pub(crate) struct Sources {
    pub(crate) files: BTreeMap<Module, SourceFile>,
}

/// A file.
#[derive(Default)]
pub(crate) struct SourceFile {
    /// The paths that begin in the crate, whether in a `use` or in an expression.
    pub(crate) imports: BTreeSet<Module>,
    /// What `use` gives a name here, and where it comes from.
    reexports: BTreeMap<String, Module>,
    globs: Vec<Module>,
    /// What is defined here.
    defined: BTreeSet<String>,
    pub(crate) identifiers: BTreeSet<String>,
    /// The files below this one.
    modules: BTreeSet<String>,
}

impl Sources {
    pub(crate) fn of(folder: &Path) -> Self {
        let mut sources = Self {
            files: BTreeMap::new(),
        };
        let roots = ["lib.rs", "main.rs"].map(|name| folder.join(name));
        let root = roots.iter().find(|root| root.exists()).unwrap();
        sources.read(root, folder, Module::new());
        sources
    }

    /// Reads a file and those of its modules.
    fn read(&mut self, path: &Path, folder: &Path, module: Module) {
        let text = fs::read_to_string(path).unwrap();
        let mut items = syn::parse_file(&text).unwrap().items;
        items.retain(|item| !matches!(item, Item::Mod(inner) if is_test(inner)));
        let mut file = SourceFile::default();
        for item in &items {
            if let Item::Mod(inner) = item
                && inner.content.is_none()
            {
                let name = inner.ident.to_string();
                let (beside, below) = (folder.join(format!("{name}.rs")), folder.join(&name));
                let path = if beside.exists() {
                    beside
                } else {
                    below.join("mod.rs")
                };
                self.read(
                    &path,
                    &below,
                    [&module[..], std::slice::from_ref(&name)].concat(),
                );
                file.modules.insert(name);
            }
        }
        for item in &items {
            file.add(item, &module);
        }
        self.files.insert(module, file);
    }

    pub(crate) fn below(&self, first: &str) -> Vec<(&Module, &SourceFile)> {
        let is_below = |module: &Module| module.first().is_some_and(|name| name == first);
        self.files
            .iter()
            .filter(|(module, _)| is_below(module))
            .collect()
    }

    /// The file that defines what the path names, through whatever re-exports it.
    fn file_of(&self, path: &[String], most: usize) -> Option<Module> {
        let longest = (0..=path.len())
            .rev()
            .find(|end| self.files.contains_key(&path[..*end]))?;
        let (module, rest) = path.split_at(longest);
        let file = &self.files[module];
        let Some(name) = rest
            .first()
            .filter(|name| most > 0 && !file.defined.contains(*name))
        else {
            return Some(module.to_vec());
        };
        if let Some(origin) = file.reexports.get(name) {
            return self.file_of(&[origin, &rest[1..]].concat(), most - 1);
        }
        let in_globs = file.globs.iter().find_map(|glob| {
            let found = self.file_of(&[&glob[..], rest].concat(), most - 1)?;
            self.files[&found].defined.contains(name).then_some(found)
        });
        in_globs.or_else(|| Some(module.to_vec()))
    }

    /// The files that each file imports.
    fn edges(&self) -> BTreeMap<&Module, BTreeSet<Module>> {
        let imported = |module: &Module, file: &SourceFile| -> BTreeSet<Module> {
            let files = file
                .imports
                .iter()
                .filter_map(|import| self.file_of(import, 8));
            files.filter(|other| other != module).collect()
        };
        self.files
            .iter()
            .map(|(module, file)| (module, imported(module, file)))
            .collect()
    }

    /// The files that import each other, in groups.
    pub(crate) fn circles(&self) -> Vec<BTreeSet<String>> {
        let edges = self.edges();
        let reached = |from: &Module| {
            let (mut seen, mut todo) = (BTreeSet::new(), vec![from.clone()]);
            while let Some(module) = todo.pop() {
                todo.extend(
                    edges[&module]
                        .iter()
                        .filter(|next| seen.insert((*next).clone()))
                        .cloned(),
                );
            }
            seen
        };
        let all: BTreeMap<_, _> = edges
            .keys()
            .map(|module| ((*module).clone(), reached(module)))
            .collect();
        let circles: BTreeSet<BTreeSet<String>> = all
            .iter()
            .filter(|(module, reached)| reached.contains(*module))
            .map(|(module, reached)| {
                let back = reached.iter().filter(|other| all[*other].contains(module));
                back.map(|module| module.join("::")).collect()
            })
            .collect();
        circles.into_iter().collect()
    }
}

impl SourceFile {
    fn add(&mut self, item: &Item, module: &Module) {
        if let Item::Use(item) = item {
            self.add_use(&item.tree, &mut Vec::new(), module);
            return;
        }
        let mut scope = module.clone();
        if let Item::Mod(inner) = item {
            scope.push(inner.ident.to_string());
        }
        self.scan(&item.to_token_stream(), &scope);
        self.defined.extend(name_of(item));
    }

    fn add_use(&mut self, tree: &UseTree, path: &mut Vec<String>, module: &Module) {
        match tree {
            UseTree::Path(tree) => {
                path.push(tree.ident.to_string());
                self.add_use(&tree.tree, path, module);
                path.pop();
            }
            UseTree::Name(tree) => self.add_name(
                &tree.ident.to_string(),
                &tree.ident.to_string(),
                path,
                module,
            ),
            UseTree::Rename(tree) => self.add_name(
                &tree.ident.to_string(),
                &tree.rename.to_string(),
                path,
                module,
            ),
            UseTree::Glob(_) => {
                if let Some(path) = self.inside(path, module) {
                    self.imports.insert(path.clone());
                    self.globs.push(path);
                }
            }
            UseTree::Group(tree) => {
                for tree in &tree.items {
                    self.add_use(tree, path, module);
                }
            }
        }
    }

    fn add_name(&mut self, name: &str, known_as: &str, path: &[String], module: &Module) {
        let mut whole = path.to_vec();
        if name != "self" {
            whole.push(name.to_string());
        }
        if let Some(path) = self.inside(&whole, module) {
            self.imports.insert(path.clone());
            self.reexports.insert(known_as.to_string(), path);
        }
    }

    /// Finds the identifiers, and the paths that begin in the crate.
    fn scan(&mut self, tokens: &TokenStream, module: &Module) {
        let mut path: Vec<String> = Vec::new();
        // What is visible in a module does not import it.
        let (mut colons, mut last, mut is_visibility) = (0, String::new(), false);
        for token in tokens.clone() {
            match token {
                TokenTree::Ident(ident) => {
                    let name = ident.to_string();
                    self.identifiers.insert(name.clone());
                    if colons != 2 {
                        self.end_path(&mut path, module);
                        is_visibility = last == "in";
                    }
                    last.clone_from(&name);
                    if !is_visibility {
                        path.push(name);
                    }
                    colons = 0;
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                TokenTree::Group(group) => {
                    self.end_path(&mut path, module);
                    self.scan(&group.stream(), module);
                    colons = 0;
                }
                _ => {
                    self.end_path(&mut path, module);
                    colons = 0;
                }
            }
        }
        self.end_path(&mut path, module);
    }

    fn end_path(&mut self, path: &mut Vec<String>, module: &Module) {
        let path = std::mem::take(path);
        if path.len() > 1
            && let Some(path) = self.inside(&path, module)
        {
            self.imports.insert(path);
        }
    }

    /// The path from the crate's root, if it begins in the crate.
    fn inside(&self, path: &[String], module: &Module) -> Option<Module> {
        let (first, rest) = path.split_first()?;
        let base = match first.as_str() {
            "crate" => &[][..],
            "self" => module,
            "super" => {
                let parent = module[..module.len().checked_sub(1)?].to_vec();
                return match rest.first().map(String::as_str) {
                    Some("super") => self.inside(rest, &parent),
                    _ => Some([&parent[..], rest].concat()),
                };
            }
            name if self.modules.contains(name) => return Some([module, path].concat()),
            _ => return None,
        };
        Some([base, rest].concat())
    }
}

fn is_test(module: &ItemMod) -> bool {
    module.attrs.iter().any(|attribute| {
        let text = attribute.to_token_stream().to_string();
        text.contains("cfg") && text.contains("test")
    })
}

fn name_of(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Mod(item) => item.content.as_ref().map(|_| &item.ident)?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}
