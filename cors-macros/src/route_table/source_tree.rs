//! The functions in a crate's sources, from the calling module downwards: `mod` declarations are followed to their
//! files as the compiler follows them
//! (<https://doc.rust-lang.org/reference/items/modules.html>).

use std::{
    fs,
    path::{Path, PathBuf},
};

use syn::{
    Attribute, Expr, ExprLit, File, Item, ItemFn, ItemMod, ItemUse, Lit, Macro, Meta, Visibility,
    ext::IdentExt as _,
};

use super::{
    alternatives::alternatives,
    call::{Call, is_marked, marked},
    module_files::{Directories, declaration_of},
    place::SourcePlace,
    unreadable::Unreadable,
};
use crate::item::is_cors;

/// The contents of the calling module and of the modules below.
#[derive(Debug)]
pub(crate) struct Below {
    pub(crate) functions: Vec<SourceFunction>,
    /// Calls of macros in the place of items.
    pub(crate) macros: Vec<(SourcePlace, Macro)>,
    pub(crate) imports: Vec<ItemUse>,
    /// The beginning of links to them, in the documentation where the macro is called.
    pub(crate) link_base: String,
    /// The name of the calling module, as far as its file shows it.
    pub(crate) name: String,
}

/// A function and where it is.
#[derive(Debug, Clone)]
pub(crate) struct SourceFunction {
    pub(crate) place: SourcePlace,
    pub(crate) function: ItemFn,
}

/// The functions below the module in whose documentation the macro was called.
pub(crate) fn functions_below(call: &Call) -> Result<Below, Unreadable> {
    let text = read(&call.file)?;
    let file = parse(&call.file, &marked(&text, call))?;
    let mut walk = Walk::default();
    walk.open.extend(fs::canonicalize(&call.file));
    let module = Module::of_file(&call.file);
    if file.attrs.iter().any(is_marked) {
        walk.items(&file.items, &module)?;
        let name = name_of_file(&call.file);
        return Ok(walk.into_below(name, documented_outside(&call.file)));
    }
    let Some((called, module)) = called_module(&file.items, &module) else {
        return Err(Unreadable::NoModule(call.file.clone()));
    };
    let items = called.content.as_ref().map(|(_, items)| items.as_slice());
    walk.items(items.unwrap_or_default(), &module)?;
    let is_outside = begins_outside(&called.attrs);
    let name = called.ident.to_string();
    let outside = is_outside.then(|| name.clone());
    Ok(walk.into_below(name, outside))
}

/// Everything in the sources of the crate with this root, as far as it can be read.
pub(crate) fn crate_below(root: &Path) -> Result<Below, Unreadable> {
    let file = parse(root, &read(root)?)?;
    let mut walk = Walk::default();
    walk.open.extend(fs::canonicalize(root));
    walk.items(&file.items, &Module::of_file(root))?;
    Ok(walk.into_below(name_of_file(root), None))
}

fn name_of_file(file: &Path) -> String {
    declaration_of(file).map_or_else(String::new, |(name, _)| name)
}

/// The module's name, if its documentation begins at its declaration in another file: then rustdoc resolves
/// links at the declaration.
fn documented_outside(file: &Path) -> Option<String> {
    let (name, files) = declaration_of(file)?;
    // Not all of them exist; the compiler reports the errors in them.
    let declaring = files
        .iter()
        .filter_map(|file| parse(file, &read(file).ok()?).ok());
    let is_declared = |item: &Item| match item {
        Item::Mod(module) => name_of(module) == name && begins_outside(&module.attrs),
        _ => false,
    };
    let mut items = declaring.flat_map(|file| file.items);
    items.any(|item| is_declared(&item)).then_some(name)
}

/// Whether the documentation begins before the module, not inside.
fn begins_outside(attributes: &[Attribute]) -> bool {
    let mut documentation = attributes.iter().filter(|one| one.path().is_ident("doc"));
    let first = documentation.next();
    first.is_some_and(|first| matches!(first.style, syn::AttrStyle::Outer))
}

/// The inline module whose own documentation has the mark.
fn called_module<'a>(items: &'a [Item], outer: &Module) -> Option<(&'a ItemMod, Module)> {
    items.iter().find_map(|item| {
        let Item::Mod(inner) = item else { return None };
        let (_, content) = inner.content.as_ref()?;
        let mut module = outer.clone();
        module.directories = outer.directories.of_inline(&name_of(inner));
        // Conditions of the whole table are not shown in its rows.
        let unconditional = inner.attrs.iter().filter(|one| !is_condition(one));
        module.place.around.push(unconditional.cloned().collect());
        if inner.attrs.iter().any(is_marked) {
            return Some((inner, module));
        }
        called_module(content, &module)
    })
}

/// A module on the way down.
#[derive(Debug, Clone)]
struct Module {
    directories: Directories,
    place: SourcePlace,
}

impl Module {
    fn of_file(file: &Path) -> Self {
        Self {
            directories: Directories::of(file),
            place: SourcePlace {
                modules: Vec::new(),
                is_public: true,
                around: Vec::new(),
            },
        }
    }
}

#[derive(Debug, Default)]
struct Walk {
    found: Vec<SourceFunction>,
    macros: Vec<(SourcePlace, Macro)>,
    imports: Vec<ItemUse>,
    /// Files that are being read.
    open: Vec<PathBuf>,
}

impl Walk {
    /// Links go from the calling module, or from the one around it where its documentation begins there.
    fn into_below(self, name: String, documented_outside: Option<String>) -> Below {
        Below {
            functions: self.found,
            macros: self.macros,
            imports: self.imports,
            name,
            link_base: documented_outside
                .map_or_else(|| "self".into(), |name| format!("self::{name}")),
        }
    }

    fn items(&mut self, items: &[Item], module: &Module) -> Result<(), Unreadable> {
        for item in items {
            match item {
                Item::Fn(function) => self.function(function, &module.place),
                Item::Mod(inner) => self.module(inner, module)?,
                Item::Macro(call) => self.macros.push((module.place.clone(), call.mac.clone())),
                Item::Use(import) => self.imports.push(import.clone()),
                _ => {}
            }
        }
        Ok(())
    }

    fn function(&mut self, function: &ItemFn, place: &SourcePlace) {
        let functions = alternatives(function.clone()).into_iter();
        self.found.extend(functions.map(|function| SourceFunction {
            place: place.clone(),
            function,
        }));
    }

    fn module(&mut self, inner: &ItemMod, outer: &Module) -> Result<(), Unreadable> {
        let name = name_of(inner);
        let mut module = outer.clone();
        module.place.modules.push(inner.ident.to_string());
        module.place.is_public &= matches!(inner.vis, Visibility::Public(_));
        module.place.around.push(inner.attrs.clone());
        if let Some((_, items)) = &inner.content {
            module.directories = outer.directories.of_inline(&name);
            return self.items(items, &module);
        }

        let candidates = outer.directories.files_of(&name, path_attribute(inner));
        let read = self.read_module(name, candidates);
        // Left out by `cfg`, it may have no file, or one that this compiler cannot read.
        let is_optional = module.place.around.iter().flatten().any(is_condition);
        let (file, content) = match read {
            Err(_) if is_optional => return Ok(()),
            read => read?,
        };
        let file = file.as_path();
        // `#[cors] mod` sees the contents of its braces, and no other file.
        for attributes in &mut module.place.around {
            attributes.retain(|attribute| !is_cors(attribute));
        }
        module.directories = match path_attribute(inner) {
            // A file that `#[path]` names has its modules beside it, as `mod.rs` has.
            Some(_) => Directories::beside(file),
            None => Directories::of(file).only_own(),
        };
        module
            .place
            .around
            .last_mut()
            .into_iter()
            .for_each(|attributes| {
                attributes.extend(content.attrs.iter().cloned());
            });
        self.items(&content.items, &module)?;
        self.open.pop();
        Ok(())
    }

    /// The module's file, which is open from now on.
    fn read_module(
        &mut self,
        name: String,
        candidates: Vec<PathBuf>,
    ) -> Result<(PathBuf, File), Unreadable> {
        let Some(file) = candidates.iter().find(|file| file.is_file()) else {
            return Err(Unreadable::Module(name, candidates));
        };
        let opened =
            fs::canonicalize(file).map_err(|error| Unreadable::File(file.clone(), error))?;
        if self.open.contains(&opened) {
            return Err(Unreadable::Circular(file.clone()));
        }
        let content = parse(file, &read(file)?)?;
        self.open.push(opened);
        Ok((file.clone(), content))
    }
}

fn name_of(module: &ItemMod) -> String {
    module.ident.unraw().to_string()
}

fn is_condition(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg") || attribute.path().is_ident("cfg_attr")
}

/// The value of `#[path = ".."]`.
fn path_attribute(module: &ItemMod) -> Option<String> {
    module.attrs.iter().find_map(|attribute| {
        let Meta::NameValue(pair) = &attribute.meta else {
            return None;
        };
        match &pair.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(path),
                ..
            }) if pair.path.is_ident("path") => Some(path.value()),
            _ => None,
        }
    })
}

fn read(file: &Path) -> Result<String, Unreadable> {
    let mut text =
        fs::read_to_string(file).map_err(|error| Unreadable::File(file.to_path_buf(), error))?;
    // The compiler does not count a byte order mark.
    if text.starts_with('\u{feff}') {
        text.remove(0);
    }
    Ok(text)
}

fn parse(file: &Path, text: &str) -> Result<File, Unreadable> {
    syn::parse_file(text).map_err(|error| Unreadable::Syntax(file.to_path_buf(), error))
}

#[cfg(test)]
mod tests;
