//! The compiler as a function: a crate that uses `cors-runtime` goes in, what the compiler says about
//! each line comes out. The crates are written below the target directory and share its artefacts.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde::Deserialize;

/// A crate to compile.
#[derive(Debug, Clone)]
pub struct Fixture<'a> {
    /// The name of the package and of its folder.
    pub name: &'a str,
    /// The edition of its code.
    pub edition: &'a str,
    /// The dependencies of its manifest but `actix-web`; see [`runtime`].
    pub dependencies: &'a str,
    /// Its `lib.rs`.
    pub code: &'a str,
}

/// One thing that the compiler said.
#[derive(Debug)]
pub struct Diagnostic {
    /// `error` or `warning`.
    pub level: String,
    /// All of the text.
    pub text: String,
    /// The line of the code that it points to, counted from one; none for summaries.
    pub line: Option<usize>,
    /// The source text that it points to.
    pub pointed_at: String,
}

impl Diagnostic {
    /// The name of the rule that the text ends with.
    #[must_use]
    pub fn rule(&self) -> Option<&str> {
        self.text.split("rule `").nth(1)?.split('`').next()
    }
}

/// The dependency on `cors-runtime`.
#[must_use]
pub fn runtime() -> String {
    format!(
        "cors-runtime = {{ path = \"{}\" }}",
        root().join("cors-runtime").display()
    )
}

/// What `cargo <command>` says about the crate, in the order in which it says it.
///
/// `command` is `check`, `clippy` or `build`.
#[must_use]
pub fn diagnostics(command: &str, fixture: &Fixture<'_>) -> Vec<Diagnostic> {
    let folder = write(fixture);
    let output = Command::new(env!("CARGO"))
        .args([command, "--offline", "--quiet", "--message-format=json"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", target())
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo runs");
    let stdout = String::from_utf8_lossy(&output.stdout);
    let messages: Vec<Message> = stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("cargo prints JSON"))
        .collect();
    assert!(
        messages
            .iter()
            .any(|message| message.is_about(fixture.name)),
        "{} was not compiled:\n{}",
        fixture.name,
        String::from_utf8_lossy(&output.stderr)
    );
    messages
        .into_iter()
        .filter(|message| message.is_about(fixture.name))
        .filter_map(|message| message.message)
        .map(CompilerMessage::into_diagnostic)
        .collect()
}

/// Writes the crate, and returns its folder.
#[must_use]
pub fn write(fixture: &Fixture<'_>) -> PathBuf {
    let Fixture {
        name,
        edition,
        dependencies,
        code,
    } = fixture;
    let folder = target().join("tmp/fixtures").join(name);
    fs::create_dir_all(folder.join("src")).expect("the target directory can be written");
    let manifest = format!(
        "[package]\nname = \"{name}\"\nedition = \"{edition}\"\n\n[workspace]\n\n[dependencies]\n\
         actix-web = {{ version = \"4\", default-features = false, features = [\"macros\"] }}\n\
         {dependencies}\n"
    );
    write_if_changed(&folder.join("Cargo.toml"), &manifest);
    write_if_changed(&folder.join("src/lib.rs"), code);
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("the workspace is locked");
    fs::write(folder.join("Cargo.lock"), lock).expect("the target directory can be written");
    folder
}

/// Cargo compiles what is newer, so what is the same stays as old as it is.
fn write_if_changed(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::write(path, text).expect("the target directory can be written");
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the package is a member of a workspace")
}

/// Where everything is built.
#[must_use]
pub fn target() -> PathBuf {
    let executable = std::env::current_exe().expect("a test knows its own path");
    let target = executable
        .ancestors()
        .find(|folder| folder.join("CACHEDIR.TAG").exists());
    target
        .expect("tests run from the target directory")
        .to_path_buf()
}

#[derive(Deserialize)]
struct Message {
    #[serde(default)]
    target: Target,
    message: Option<CompilerMessage>,
}

#[derive(Default, Deserialize)]
struct Target {
    name: String,
}

impl Message {
    fn is_about(&self, package: &str) -> bool {
        self.target.name.replace('_', "-") == package
    }
}

#[derive(Deserialize)]
struct CompilerMessage {
    level: String,
    message: String,
    spans: Vec<Place>,
}

#[derive(Deserialize)]
struct Place {
    is_primary: bool,
    line_start: usize,
    text: Vec<Excerpt>,
}

#[derive(Deserialize)]
struct Excerpt {
    text: String,
    highlight_start: usize,
    highlight_end: usize,
}

impl CompilerMessage {
    fn into_diagnostic(self) -> Diagnostic {
        let place = self.spans.iter().find(|place| place.is_primary);
        let pointed_at = place
            .and_then(|place| place.text.first())
            .map(Excerpt::pointed_at);
        Diagnostic {
            level: self.level,
            text: self.message,
            line: place.map(|place| place.line_start),
            pointed_at: pointed_at.unwrap_or_default(),
        }
    }
}

impl Excerpt {
    /// Columns are counted in characters, from one.
    fn pointed_at(&self) -> String {
        let length = self.highlight_end.saturating_sub(self.highlight_start);
        let from = self
            .text
            .chars()
            .skip(self.highlight_start.saturating_sub(1));
        from.take(length).collect()
    }
}
