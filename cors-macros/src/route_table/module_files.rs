//! The files of modules, where the compiler looks for them
//! (<https://doc.rust-lang.org/reference/items/modules.html#module-source-filenames>).

use std::path::{Path, PathBuf};

/// Names of files whose modules are beside them, and not in a folder with the file's name.
const BESIDE: [&str; 3] = ["mod", "lib", "main"];

/// The directories of a module's own modules.
#[derive(Debug, Clone)]
pub(crate) struct Directories {
    /// What `#[path]` is relative to.
    for_paths: PathBuf,
    /// The first one that contains the file is used.
    for_names: Vec<PathBuf>,
}

impl Directories {
    /// For a file of which only the name is known. It may be the root of a crate, with its modules beside it, or a
    /// module with a folder of its own; the files show which.
    pub(crate) fn of(file: &Path) -> Self {
        let beside = Self::beside(file);
        let stem = file.file_stem().unwrap_or_default();
        if BESIDE.iter().any(|name| stem == *name) {
            return beside;
        }
        let own = beside.for_paths.join(stem);
        Self {
            for_names: vec![own, beside.for_paths.clone()],
            ..beside
        }
    }

    pub(crate) fn beside(file: &Path) -> Self {
        let parent = file.parent().unwrap_or(Path::new("")).to_path_buf();
        Self {
            for_names: vec![parent.clone()],
            for_paths: parent,
        }
    }

    /// For a file that is known not to be the root of a crate.
    pub(crate) fn only_own(mut self) -> Self {
        self.for_names.truncate(1);
        self
    }

    pub(crate) fn of_inline(&self, name: &str) -> Self {
        let inside = |folder: &PathBuf| folder.join(name);
        let for_names: Vec<_> = self.for_names.iter().map(inside).collect();
        Self {
            for_paths: for_names.first().cloned().unwrap_or_default(),
            for_names,
        }
    }

    pub(crate) fn files_of(&self, name: &str, path: Option<String>) -> Vec<PathBuf> {
        if let Some(path) = path {
            return vec![self.for_paths.join(path)];
        }
        let both = |folder: &PathBuf| {
            [
                folder.join(format!("{name}.rs")),
                folder.join(name).join("mod.rs"),
            ]
        };
        self.for_names.iter().flat_map(both).collect()
    }
}

/// The module's name, and the files that may declare it.
pub(crate) fn declaration_of(file: &Path) -> Option<(String, Vec<PathBuf>)> {
    let folder = file.parent()?;
    let stem = file.file_stem()?.to_str()?;
    let (name, folder) = match stem {
        "mod" => (folder.file_name()?.to_str()?, folder.parent()?),
        name => (name, folder),
    };
    let inside = BESIDE.map(|name| folder.join(format!("{name}.rs")));
    let beside = folder.with_extension("rs");
    Some((name.into(), inside.into_iter().chain([beside]).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(directories: &Directories, name: &str) -> Vec<String> {
        let files = directories.files_of(name, None).into_iter();
        files.map(|file| file.display().to_string()).collect()
    }

    #[test]
    fn a_root_and_a_mod_rs_have_their_modules_beside_them() {
        for file in ["src/lib.rs", "src/main.rs", "src/mod.rs"] {
            let directories = Directories::of(Path::new(file));
            assert_eq!(files(&directories, "a"), ["src/a.rs", "src/a/mod.rs"]);
        }
    }

    #[test]
    fn another_file_has_a_folder_or_is_a_root() {
        let directories = Directories::of(Path::new("src/bin/b.rs"));
        let own = ["src/bin/b/a.rs", "src/bin/b/a/mod.rs"];
        let beside = ["src/bin/a.rs", "src/bin/a/mod.rs"];
        assert_eq!(files(&directories, "a"), [own, beside].concat());
        assert_eq!(files(&directories.only_own(), "a"), own);
    }

    #[test]
    fn braces_add_a_folder_and_a_path_attribute_names_the_file() {
        let inline = Directories::of(Path::new("src/lib.rs")).of_inline("b");
        assert_eq!(files(&inline, "a"), ["src/b/a.rs", "src/b/a/mod.rs"]);
        let named = inline.files_of("a", Some("other.rs".into()));
        assert_eq!(named, [Path::new("src/b/other.rs")]);
        let file = Directories::of(Path::new("src/c.rs")).files_of("a", Some("other.rs".into()));
        assert_eq!(file, [Path::new("src/other.rs")]);
    }

    #[test]
    fn a_module_is_declared_by_the_file_above_it() {
        let (name, files) = declaration_of(Path::new("src/a/b.rs")).unwrap();
        assert_eq!(name, "b");
        assert!(files.contains(&"src/a/mod.rs".into()) && files.contains(&"src/a.rs".into()));
        let (name, files) = declaration_of(Path::new("src/a/mod.rs")).unwrap();
        assert_eq!(name, "a");
        assert!(files.contains(&"src/lib.rs".into()));
    }
}
