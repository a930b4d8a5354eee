//! Sources in a folder of their own for each test: whole, incomplete and wrong ones.

use std::{env, process};

use super::*;

/// A folder that is removed when the test ends.
struct Sources(PathBuf);

impl Sources {
    fn new(test: &str, files: &[(&str, &str)]) -> Self {
        let folder = env::temp_dir().join(format!("cors-macros-{}-{test}", process::id()));
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in files {
            fs::write(folder.join(name), text).unwrap();
        }
        Self(folder)
    }

    /// What is below the call in `lib.rs`.
    fn below(&self) -> Result<Below, String> {
        let file = self.0.join("lib.rs");
        let text = fs::read_to_string(&file).unwrap();
        let text = text.trim_start_matches('\u{feff}');
        let mut lines = text.lines().enumerate();
        let (line, column) = lines
            .find_map(|(index, line)| {
                let place = line.find("route_table!()")?;
                Some((index + 1, line[..place].chars().count() + 1))
            })
            .unwrap();
        functions_below(&Call { file, line, column }).map_err(|error| error.to_string())
    }

    /// The paths of what the call in `lib.rs` finds.
    fn found(&self) -> Result<Vec<String>, String> {
        let below = self.below()?;
        let paths = below.functions.iter().map(|found| {
            let name = found.function.sig.ident.to_string();
            let modules = found.place.modules.iter().cloned();
            modules.chain([name]).collect::<Vec<_>>().join("::")
        });
        Ok(paths.collect())
    }
}

impl Drop for Sources {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const CALL: &str = "#![doc = route_table!()]\n";

#[test]
fn functions_are_found_in_braces_and_in_files() {
    let lib = format!("{CALL}fn a() {{}} mod b {{ fn c() {{}} }} mod d;");
    let sources = Sources::new("found", &[("lib.rs", &lib), ("d.rs", "fn e() {}")]);
    assert_eq!(sources.found().unwrap(), ["a", "b::c", "d::e"]);
}

#[test]
fn a_call_in_a_module_finds_the_functions_of_the_module() {
    let lib = format!("fn a() {{}} mod b {{ {CALL} fn c() {{}} }}");
    assert_eq!(
        Sources::new("braces", &[("lib.rs", &lib)]).found().unwrap(),
        ["c"]
    );
}

#[test]
fn columns_are_counted_in_characters_after_a_byte_order_mark() {
    let lib = "\u{feff}/* „ü“ */ #![doc = route_table!()]\nfn a() {}";
    assert_eq!(
        Sources::new("columns", &[("lib.rs", lib)]).found().unwrap(),
        ["a"]
    );
}

#[test]
fn a_module_without_a_file_is_an_error_with_the_expected_paths() {
    let lib = format!("{CALL}mod gone;");
    let error = Sources::new("gone", &[("lib.rs", &lib)])
        .found()
        .unwrap_err();
    assert!(
        error.starts_with("the source of module `gone` is not at "),
        "{error}"
    );
    assert!(error.contains("gone.rs` or "), "{error}");
}

#[test]
fn a_module_with_a_condition_may_be_missing_or_unreadable() {
    let lib = format!("{CALL}#[cfg(windows)] mod gone; #[cfg(windows)] mod odd; fn a() {{}}");
    let sources = Sources::new("conditions", &[("lib.rs", &lib), ("odd.rs", "fn ??")]);
    assert_eq!(sources.found().unwrap(), ["a"]);
}

#[test]
fn a_source_that_is_a_module_of_itself_is_an_error() {
    let lib = format!("{CALL}#[path = \"lib.rs\"] mod again;");
    let error = Sources::new("circular", &[("lib.rs", &lib)])
        .found()
        .unwrap_err();
    assert!(error.ends_with("lib.rs` is a module of itself"), "{error}");
}

#[test]
fn links_begin_around_a_module_whose_documentation_begins_there() {
    for (before, base) in [("", "self"), ("/// Documented.\n", "self::b")] {
        let lib = format!("{before}mod b {{ {CALL} #![doc = \"\"] use a::c; }}");
        let below = Sources::new("links", &[("lib.rs", &lib)]).below().unwrap();
        assert_eq!(below.link_base, base);
        assert_eq!(below.imports.len(), 1);
    }
}

/// The attributes around the only function that is found.
fn around(sources: &Sources) -> String {
    let below = sources.below().unwrap();
    let attributes = below.functions[0].place.around.iter().flatten();
    let texts = attributes.map(|one| quote::quote!(#one).to_string());
    texts.filter(|text| !text.contains("route_table")).collect()
}

#[test]
fn a_condition_around_the_whole_table_is_not_one_of_its_rows() {
    let lib = format!("#[cfg(unix)] #[inert] mod b {{ {CALL} fn c() {{}} }}");
    let sources = Sources::new("condition", &[("lib.rs", &lib)]);
    assert_eq!(around(&sources), "# [inert]");
}

#[test]
fn the_attribute_of_a_module_does_not_reach_its_file() {
    let lib = format!("{CALL} #[cors(credentials)] #[inert] mod d;");
    let sources = Sources::new("file", &[("lib.rs", &lib), ("d.rs", "fn e() {}")]);
    assert_eq!(around(&sources), "# [inert]");
}

#[test]
fn a_module_has_the_name_of_its_file_or_of_its_folder() {
    for (file, name) in [
        ("src/lib.rs", "lib"),
        ("src/shop.rs", "shop"),
        ("src/shop/mod.rs", "shop"),
    ] {
        assert_eq!(name_of_file(Path::new(file)), name);
    }
}
