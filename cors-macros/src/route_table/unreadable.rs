//! Why sources could not be read, with the message.

use std::{fmt, io, path::PathBuf};

/// Why the sources could not be read.
#[derive(Debug)]
pub(crate) enum Unreadable {
    File(PathBuf, io::Error),
    /// A module has no file where the compiler would look.
    Module(String, Vec<PathBuf>),
    Syntax(PathBuf, syn::Error),
    /// A module whose file is that of a module around it.
    Circular(PathBuf),
    /// The call is not in the documentation of a module, or a macro wrote it.
    NoModule(PathBuf),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file, error) => {
                write!(f, "the source `{}` cannot be read: {error}", file.display())
            }
            Self::Module(name, files) => {
                let files: Vec<_> = files
                    .iter()
                    .map(|file| format!("`{}`", file.display()))
                    .collect();
                let files = files.join(" or ");
                write!(f, "the source of module `{name}` is not at {files}")
            }
            Self::Syntax(file, error) => {
                write!(
                    f,
                    "the source `{}` cannot be parsed: {error}",
                    file.display()
                )
            }
            Self::Circular(file) => {
                write!(f, "the source `{}` is a module of itself", file.display())
            }
            Self::NoModule(file) => {
                let file = file.display();
                write!(
                    f,
                    "no module in `{file}` has this in its documentation\n\
                     help: write `#![doc = cors_runtime::route_table!()]` at the top of a crate or module"
                )
            }
        }
    }
}
