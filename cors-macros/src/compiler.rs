//! What the compiler makes of an expansion. Where it only checks a program, as in `cargo check` and clippy, nothing
//! reads the documentation of a handler, the linker does not collect its routes, and nothing runs with its policy,
//! which the macro has validated: all three are left out, because together they are most of what the attribute adds to
//! a check.
//!
//! Editors, rustdoc, Miri and `cargo expand` get everything.

use std::{env, path::Path, sync::LazyLock};

static COMPILER: LazyLock<Compiler> = LazyLock::new(|| {
    let arguments = env::args_os().map(|argument| argument.to_string_lossy().into_owned());
    Compiler::with(&arguments.collect::<Vec<_>>())
});

/// Whether the linker collects the handler's routes.
pub(crate) fn collects_routes() -> bool {
    !COMPILER.emits_only_metadata
}

/// Whether anything may run with the handler's policy.
pub(crate) fn keeps_policies() -> bool {
    !COMPILER.emits_only_metadata
}

/// Whether the documentation may be read. The metadata of a library has it for the crates that re-export a handler.
pub(crate) fn keeps_documentation() -> bool {
    COMPILER.keeps_documentation()
}

/// Whether an editor may have expanded the attribute, which reads the words of its arguments: Cargo names the crate for
/// compilers.
pub(crate) fn may_be_editor() -> bool {
    !COMPILER.names_crate
}

/// What the command line says.
#[derive(Debug, PartialEq, Eq)]
struct Compiler {
    emits_only_metadata: bool,
    compiles_library: bool,
    names_crate: bool,
}

impl Compiler {
    /// Without `--emit`, these are the arguments of another program, or ask for a whole program.
    fn with(arguments: &[String]) -> Self {
        let emitted = arguments
            .iter()
            .filter_map(|argument| argument.strip_prefix("--emit="));
        let mut kinds = emitted.flat_map(|kinds| kinds.split(',')).peekable();
        // Miri runs what it reads from metadata, and `-Zunpretty=expanded` shows it to people.
        let is_miri = arguments
            .first()
            .is_some_and(|program| Path::new(program).file_stem() == Some("miri".as_ref()));
        let is_shown = arguments
            .iter()
            .any(|argument| argument.contains("unpretty"));
        let is_test = arguments.iter().any(|argument| argument == "--test");
        let of_program = arguments
            .windows(2)
            .any(|pair| pair == ["--crate-type", "bin"]);
        Self {
            emits_only_metadata: !is_miri
                && !is_shown
                && kinds.peek().is_some()
                && kinds.all(|kind| ["dep-info", "metadata"].contains(&kind)),
            compiles_library: !is_test && !of_program,
            names_crate: arguments.iter().any(|argument| argument == "--crate-name"),
        }
    }

    const fn keeps_documentation(&self) -> bool {
        !self.emits_only_metadata || self.compiles_library
    }
}

#[cfg(test)]
mod tests {
    use super::Compiler;

    fn compiler(arguments: &str) -> Compiler {
        let arguments: Vec<_> = arguments.split(' ').map(String::from).collect();
        Compiler::with(&arguments)
    }

    fn with(arguments: &str) -> (bool, bool) {
        let compiler = compiler(arguments);
        (compiler.emits_only_metadata, compiler.compiles_library)
    }

    fn keeps_documentation(arguments: &str) -> bool {
        compiler(arguments).keeps_documentation()
    }

    #[test]
    fn the_check_of_a_program_emits_only_metadata_of_no_library() {
        for arguments in [
            "rustc --crate-name app src/main.rs --crate-type bin --emit=dep-info,metadata",
            "rustc --crate-name app src/lib.rs --emit=dep-info,metadata --test",
        ] {
            assert_eq!(with(arguments), (true, false), "{arguments}");
            assert!(!keeps_documentation(arguments), "{arguments}");
        }
    }

    #[test]
    fn the_check_of_a_library_emits_only_metadata() {
        let arguments = "rustc src/lib.rs --crate-type lib --emit=dep-info,metadata";
        assert_eq!(with(arguments), (true, true));
        assert!(keeps_documentation(arguments));
    }

    #[test]
    fn only_an_editor_names_no_crate() {
        for (arguments, names_crate) in [
            (
                "rustc --crate-name app src/main.rs --emit=dep-info,link",
                true,
            ),
            (
                "clippy-driver rustc --crate-name app src/main.rs --emit=dep-info,metadata",
                true,
            ),
            ("rustdoc --crate-name app src/lib.rs", true),
            ("rust-analyzer-proc-macro-srv --format json-legacy", false),
        ] {
            assert_eq!(compiler(arguments).names_crate, names_crate);
        }
    }

    #[test]
    fn a_build_a_library_and_documentation_need_everything() {
        for arguments in [
            "rustc --crate-name app --emit=dep-info,link src/main.rs",
            "rustc --crate-name app --emit=dep-info,metadata,link src/lib.rs",
            "rustc --emit=dep-info,metadata --emit=llvm-ir src/lib.rs",
            "rustdoc --crate-name app --emit=invocation-specific src/lib.rs",
            "rustc src/main.rs",
            "rust-analyzer-proc-macro-srv",
            "/toolchain/bin/miri --crate-name app src/main.rs --emit=dep-info,metadata",
            "rustc src/main.rs --emit=dep-info,metadata -Zunpretty=expanded",
            "rustc src/main.rs --emit=dep-info,metadata -Z unpretty=expanded",
        ] {
            let (emits_only_metadata, _) = with(arguments);
            assert!(!emits_only_metadata, "{arguments}");
            assert!(keeps_documentation(arguments), "{arguments}");
        }
    }
}
