//! What the compiler makes of an expansion. Nothing reads the documentation of a handler in a program that is checked
//! or built. Where a program is only checked, as by `cargo check` and clippy, the linker does not collect its routes, and
//! nothing runs with its policy, which the macro has validated. What is not needed is left out, because it is most of what
//! the attribute adds to a check.
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
    !COMPILER.makes_only_program
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
    /// Checks or builds a program or a test, and nothing else.
    makes_only_program: bool,
    names_crate: bool,
}

impl Compiler {
    fn with(arguments: &[String]) -> Self {
        let emitted: Vec<_> = arguments
            .iter()
            .filter_map(|argument| argument.strip_prefix("--emit="))
            .flat_map(|kinds| kinds.split(','))
            .collect();
        let has = |wanted: &str| arguments.iter().any(|argument| argument == wanted);
        let of_program = arguments
            .windows(2)
            .any(|pair| pair == ["--crate-type", "bin"]);
        // Without `--emit`, these are the arguments of another program, or ask for a whole program.
        let emits_only = |kinds: &[&str]| {
            !emitted.is_empty()
                && emitted.iter().all(|kind| kinds.contains(kind))
                && !shows_expansion(arguments)
        };
        Self {
            emits_only_metadata: emits_only(&["dep-info", "metadata"]),
            makes_only_program: (of_program || has("--test"))
                && emits_only(&["dep-info", "metadata", "link"]),
            names_crate: has("--crate-name"),
        }
    }
}

/// Miri runs what it reads from metadata, `-Zunpretty=expanded` shows it to people, and rustdoc to everyone.
fn shows_expansion(arguments: &[String]) -> bool {
    let program = arguments
        .first()
        .and_then(|program| Path::new(program).file_stem());
    let is_reader = program.is_some_and(|program| program == "miri" || program == "rustdoc");
    is_reader
        || arguments
            .iter()
            .any(|argument| argument.contains("unpretty"))
}

#[cfg(test)]
mod tests {
    use super::Compiler;

    fn compiler(arguments: &str) -> Compiler {
        let arguments: Vec<_> = arguments.split(' ').map(String::from).collect();
        Compiler::with(&arguments)
    }

    fn emits_only_metadata(arguments: &str) -> bool {
        compiler(arguments).emits_only_metadata
    }

    fn keeps_documentation(arguments: &str) -> bool {
        !compiler(arguments).makes_only_program
    }

    #[test]
    fn the_check_of_a_program_emits_only_metadata_which_nothing_reads() {
        for arguments in [
            "rustc --crate-name app src/main.rs --crate-type bin --emit=dep-info,metadata",
            "rustc --crate-name app src/lib.rs --emit=dep-info,metadata --test",
        ] {
            assert!(emits_only_metadata(arguments), "{arguments}");
            assert!(!keeps_documentation(arguments), "{arguments}");
        }
    }

    #[test]
    fn the_build_of_a_program_runs_its_policies_and_shows_no_documentation() {
        for arguments in [
            "rustc --crate-name app src/main.rs --crate-type bin --emit=dep-info,link",
            "rustc --crate-name app src/lib.rs --emit=dep-info,link --test",
        ] {
            assert!(!emits_only_metadata(arguments), "{arguments}");
            assert!(!keeps_documentation(arguments), "{arguments}");
        }
    }

    #[test]
    fn the_check_of_a_library_emits_only_metadata_which_its_users_read() {
        let arguments = "rustc src/lib.rs --crate-type lib --emit=dep-info,metadata";
        assert!(emits_only_metadata(arguments));
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
    fn a_library_documentation_miri_and_people_need_everything() {
        for arguments in [
            "rustc --crate-name app --crate-type lib --emit=dep-info,metadata,link src/lib.rs",
            "rustc --crate-name app --crate-type cdylib --emit=dep-info,link src/lib.rs",
            "rustc --emit=dep-info,metadata --emit=llvm-ir src/lib.rs",
            "rustdoc --crate-name app --emit=invocation-specific src/lib.rs",
            "rustdoc --crate-name app --crate-type bin --emit=dep-info src/main.rs",
            "rustc src/main.rs",
            "rust-analyzer-proc-macro-srv",
            "/toolchain/bin/miri --crate-name app src/main.rs --emit=dep-info,metadata",
            "rustc --crate-type bin src/main.rs --emit=dep-info,link -Zunpretty=expanded",
            "rustc --crate-type bin src/main.rs --emit=dep-info,metadata -Z unpretty=expanded",
        ] {
            assert!(!emits_only_metadata(arguments), "{arguments}");
            assert!(keeps_documentation(arguments), "{arguments}");
        }
    }
}
