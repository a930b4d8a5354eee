//! The layering of the crates, read from their sources: files do not import each other in a circle, parts import those
//! before them, `matching` and `protocol` import nothing else, files are short, the map names each of them, and `mod.rs` has
//! no code.

#![allow(clippy::unwrap_used)]

mod sources;

use std::{
    fs,
    path::{Path, PathBuf},
};

use syn::Item;

use self::sources::Sources;

const CRATES: [&str; 6] = [
    "cors-rules",
    "cors-macros",
    "cors-runtime",
    "cors-browser",
    "cors-probe",
    "cors-inspector",
];
/// The parts of a crate in the order of the map.
const PARTS: [(&str, &[&str]); 3] = [
    (
        "cors-rules",
        &[
            "rule",
            "violation",
            "config",
            "hazard",
            "matching",
            "token",
            "method",
            "header_name",
            "max_age",
            "origin",
            "policy",
            "validate",
            "messages",
            "summary",
        ],
    ),
    (
        "cors-macros",
        &[
            "place",
            "compiler",
            "editor::messages",
            "diagnostics",
            "arguments",
            "editor",
            "item",
            "extractors",
            "lower",
            "expand",
            "route_table",
            "documented",
            "module",
            "named_policy",
            "attribute",
        ],
    ),
    (
        "cors-runtime",
        &[
            "protocol",
            "startup",
            "origins",
            "policy",
            "registry",
            "facts_json",
            "routes",
            "policies",
            "actix",
            "__private",
            "editor",
            "guide",
            "rules",
        ],
    ),
];
/// Parts that import nothing else of their crate: what happens at request time does not depend on rules and messages.
const SELF_CONTAINED: [(&str, &str); 2] =
    [("cors-rules", "matching"), ("cors-runtime", "protocol")];
const MOST_LINES: usize = 300;
/// Where the framework may be named: beside `actix/`, an origin source is asked with the request at hand, and
/// expansions name what they register with.
const NAME_THE_FRAMEWORK: [&str; 3] = ["actix", "origins", "__private"];

#[test]
fn files_do_not_import_each_other_in_a_circle() {
    for name in CRATES {
        let sources = Sources::of(&source_folder(name));
        assert!(sources.files.len() > 10, "{name} has more files");
        let circles = sources.circles();
        assert!(circles.is_empty(), "in {name}: {circles:?}");
    }
}

#[test]
fn parts_import_only_those_before_them() {
    for (name, parts) in PARTS {
        for (module, file) in Sources::of(&source_folder(name)).files {
            // The root of the crate has the pipelines together.
            let Some(part) = part_of(&module, parts) else {
                assert!(module.len() < 2, "{name}: {module:?} is in no part");
                continue;
            };
            for import in &file.imports {
                let imported = part_of(import, parts);
                assert!(
                    imported.is_none_or(|imported| imported <= part),
                    "{name}: {module:?} imports {import:?}"
                );
            }
        }
    }
}

/// The place of the module among the parts.
fn part_of(module: &[String], parts: &[&str]) -> Option<usize> {
    let path = module.join("::");
    let has = |part: &&str| path == **part || path.starts_with(&format!("{part}::"));
    parts.iter().position(has)
}

#[test]
fn the_map_names_every_file() {
    let map = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../ARCHITECTURE.md"))
        .unwrap();
    for name in CRATES {
        for path in rust_files(&source_folder(name)) {
            let file = path.file_name().unwrap().to_string_lossy();
            let is_root = ["lib.rs", "main.rs", "mod.rs", "tests.rs"].contains(&&*file);
            let is_in = |folder: &str| path.components().any(|part| part.as_os_str() == folder);
            // Files that are named after what they show.
            let is_listed = is_in("snapshots") || is_in("rules");
            let is_named = map.contains(&format!("`{file}`")) || map.contains(&format!("/{file}`"));
            assert!(is_root || is_listed || is_named, "{}", path.display());
        }
    }
}

#[test]
fn what_compares_origins_and_the_protocol_import_nothing_else_of_their_crate_and_no_framework() {
    for (name, part) in SELF_CONTAINED {
        let sources = Sources::of(&source_folder(name));
        let files = sources.below(part);
        assert!(files.len() > 2);
        for (module, file) in files {
            for import in &file.imports {
                assert_eq!(import[0], part, "{module:?} imports {import:?}");
            }
            for name in ["actix_web", "actix_service", "actix_router"] {
                assert!(!file.identifiers.contains(name), "{module:?} names {name}");
            }
        }
    }
}

#[test]
fn the_framework_is_named_only_where_it_may_be() {
    for name in ["cors-rules", "cors-runtime"] {
        for (module, file) in Sources::of(&source_folder(name)).files {
            let first = module.first().map_or("", String::as_str);
            let may = NAME_THE_FRAMEWORK.contains(&first);
            assert!(
                may || !file.identifiers.contains("actix_web"),
                "{name}: {module:?}"
            );
        }
    }
}

#[test]
fn a_list_of_modules_has_no_code() {
    let paths = CRATES
        .iter()
        .flat_map(|name| rust_files(&source_folder(name)));
    for path in paths.filter(|path| path.ends_with("mod.rs")) {
        let file = syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap();
        let is_listing = |item: &Item| matches!(item, Item::Mod(_) | Item::Use(_) | Item::Macro(_));
        assert!(file.items.iter().all(is_listing), "{}", path.display());
    }
}

#[test]
fn files_are_short() {
    for path in CRATES
        .iter()
        .flat_map(|name| rust_files(&source_folder(name)))
    {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= MOST_LINES, "{} has {lines} lines", path.display());
    }
}

fn source_folder(name: &str) -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap().join(name).join("src")
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                rust_files(&path)
            } else {
                vec![path]
            }
        })
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}
