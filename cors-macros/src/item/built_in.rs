//! Attributes that the compiler knows itself
//! (<https://doc.rust-lang.org/reference/attributes.html#built-in-attributes-index>). All others are macros.

use syn::Path;

/// Built-in attributes that can be on an item.
const NAMES: [&str; 36] = [
    "allow",
    "automatically_derived",
    "cfg",
    "cfg_attr",
    "cold",
    "coverage",
    "debugger_visualizer",
    "deny",
    "deprecated",
    "derive",
    "doc",
    "expect",
    "export_name",
    "forbid",
    "ignore",
    "inline",
    "instruction_set",
    "link_name",
    "link_section",
    "macro_export",
    "macro_use",
    "must_use",
    "naked",
    "no_implicit_prelude",
    "no_link",
    "no_mangle",
    "non_exhaustive",
    "optimize",
    "path",
    "repr",
    "should_panic",
    "target_feature",
    "track_caller",
    "unsafe",
    "used",
    "warn",
];

/// Tools whose attributes the compiler ignores, and the compiler's own namespace.
const TOOLS: [&str; 5] = ["clippy", "diagnostic", "miri", "rust_analyzer", "rustfmt"];

/// Whether the attribute with this path is built in, and not a macro.
pub(crate) fn is_built_in(path: &Path) -> bool {
    match path.get_ident() {
        Some(name) => NAMES.iter().any(|known| name == known),
        None => path
            .segments
            .first()
            .is_some_and(|first| TOOLS.iter().any(|tool| first.ident == tool)),
    }
}
