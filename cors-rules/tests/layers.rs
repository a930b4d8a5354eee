//! Imports run one way: no file of the crate imports, through others, itself. Tests may import what they like.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its files fails loudly"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// The modules by their paths, such as `origin::host`, each with the modules that it imports.
type Imports = BTreeMap<String, BTreeSet<String>>;

#[test]
fn no_import_leads_back_to_its_file() {
    let imports = imports();
    assert!(imports.len() > 25, "the files were not found");
    assert!(imports["origin::parse"].contains("matching"), "{imports:?}");
    for module in imports.keys() {
        let mut reached = BTreeSet::new();
        reach(module, &imports, &mut reached);
        assert!(
            !reached.contains(module),
            "{module} imports itself: {reached:?}"
        );
    }
}

/// A request is matched without the rules and their messages.
#[test]
fn matching_imports_nothing_else() {
    for (module, imported) in imports() {
        if module.starts_with("matching") {
            assert!(
                imported.iter().all(|other| other.starts_with("matching")),
                "{module} imports {imported:?}"
            );
        }
    }
}

#[test]
fn nested_lists_of_imports_are_read() {
    let source = "use crate::{a::{self, B}, c};\nmod d;\nuse super::e::F;\n";
    let expected = ["crate::a::self", "crate::a::B", "crate::c", "super::e::F"];
    assert_eq!(paths(source), expected);
}

/// Adds all modules that the module imports, directly or through others.
fn reach(module: &str, imports: &Imports, reached: &mut BTreeSet<String>) {
    for imported in &imports[module] {
        if reached.insert(imported.clone()) {
            reach(imported, imports, reached);
        }
    }
}

fn imports() -> Imports {
    let mut sources = BTreeMap::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    read(&root, "", &mut sources);
    let modules: BTreeSet<_> = sources.keys().cloned().collect();
    let imported = |module: &String, source: &String| {
        paths(source)
            .iter()
            .filter_map(|path| resolve(module, path, &modules))
            .filter(|other| other != module)
            .collect()
    };
    let files = sources.iter();
    files
        .map(|(module, source)| (module.clone(), imported(module, source)))
        .collect()
}

/// The sources without their tests, by module.
fn read(folder: &Path, parent: &str, sources: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let module = format!("{parent}{name}");
        if path.is_dir() {
            read(&path, &format!("{module}::"), sources);
        } else if !matches!(name, "lib" | "tests") {
            let source = fs::read_to_string(&path).unwrap();
            let source = source.split("#[cfg(test)]").next().unwrap();
            let module = module.strip_suffix("::mod").unwrap_or(&module);
            sources.insert(module.into(), source.into());
        }
    }
}

/// Every path that a `use` names, with the lists in braces written out.
fn paths(source: &str) -> Vec<String> {
    let statements = source.split("use ").skip(1);
    let statements = statements.filter_map(|rest| rest.split_once(';'));
    statements
        .flat_map(|(tree, _)| expand(&tree.split_whitespace().collect::<String>()))
        .collect()
}

fn expand(tree: &str) -> Vec<String> {
    let Some((before, list)) = tree.split_once('{') else {
        return vec![tree.into()];
    };
    let list = &list[..list.rfind('}').unwrap_or(list.len())];
    let mut depth = 0;
    let is_separator = |c: char| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    };
    let entries = list.split(is_separator).filter(|entry| !entry.is_empty());
    entries
        .flat_map(expand)
        .map(|entry| format!("{before}{entry}"))
        .collect()
}

/// The longest part of the path that is a module of the crate.
fn resolve(module: &str, path: &str, modules: &BTreeSet<String>) -> Option<String> {
    let parent = module.rsplit_once("::").map_or("", |(parent, _)| parent);
    let whole = match path.split_once("::")? {
        ("crate", rest) => rest.to_string(),
        ("self", rest) => format!("{module}::{rest}"),
        ("super", rest) => format!("{parent}::{rest}"),
        _ => format!("{module}::{path}"),
    };
    let mut rest = whole.trim_start_matches("::");
    while !modules.contains(rest) {
        rest = rest.rsplit_once("::")?.0;
    }
    Some(rest.into())
}
