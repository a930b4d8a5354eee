//! Whether the compiler only checks the program, as in `cargo check` and clippy. Then nothing reads the
//! documentation of a handler, and the linker does not collect its routes: both are left out, because together
//! they are most of what the attribute adds to a check.
//!
//! Editors and rustdoc expand the attribute in other ways, and get both.

use std::{env, sync::OnceLock};

/// Whether the compiler writes no more than metadata.
pub(crate) fn only_checks() -> bool {
    static ONLY_CHECKS: OnceLock<bool> = OnceLock::new();
    *ONLY_CHECKS.get_or_init(|| {
        let arguments = env::args_os().map(|argument| argument.to_string_lossy().into_owned());
        emit_only_metadata(arguments)
    })
}

/// Whether these arguments of the compiler ask for metadata and for nothing that is linked. Without `--emit`, they
/// are those of another program, or ask for a whole program.
fn emit_only_metadata(arguments: impl Iterator<Item = String>) -> bool {
    let emitted: Vec<_> = arguments
        .filter_map(|argument| argument.strip_prefix("--emit=").map(String::from))
        .collect();
    let mut kinds = emitted.iter().flat_map(|kinds| kinds.split(','));
    !emitted.is_empty() && kinds.all(|kind| ["dep-info", "metadata"].contains(&kind))
}

#[cfg(test)]
mod tests {
    use super::emit_only_metadata;

    fn with(arguments: &str) -> bool {
        emit_only_metadata(arguments.split(' ').map(String::from))
    }

    #[test]
    fn a_check_emits_only_metadata() {
        assert!(with(
            "rustc --crate-name app --emit=dep-info,metadata src/main.rs"
        ));
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
        ] {
            assert!(!with(arguments), "{arguments}");
        }
    }
}
